/** One sheet of an .xlsx as the same table a CSV gives: values only, written as text. */
import readSheets from 'read-excel-file/node';
import type { RowProblem } from '#api/contract/intake.ts';
import { refuse } from './file_problem.ts';
import { checkHeader, type Table, type TableBatch } from './read_csv.ts';

export interface WorkbookTable extends Table {
  /** Names of all sheets, in order. */
  readonly sheets: readonly string[];
}

const BATCH = 2000;

/** Reads a sheet by name, or the first that holds a table. The file must have passed `openFile`, which looks for bombs and macros.
 *  Row numbers are those of the sheet. */
export async function readWorkbook(
  path: string,
  sheet: string | null = null,
): Promise<WorkbookTable> {
  const all = await readSheets(path).catch(() => null);
  if (all === null) throw refuse('workbook-broken');
  const sheets = all.map((one) => one.sheet);
  // people put a page of notes in front
  const chosen =
    sheet === null
      ? (all.find(({ data }) => hasTable(data)) ?? all[0])
      : all.find((one) => one.sheet === sheet);
  if (!chosen) throw refuse('workbook-sheet', sheets.join(', '));
  const rows: readonly (readonly unknown[])[] = chosen.data; // its own types say `typeof Date` for a Date
  if (!rows.some((row) => row.some((cell) => cell !== null))) throw refuse('blank-file');
  // Titles above the header have one cell; a header has several.
  const top = rows.findIndex((row) => row.filter((cell) => cell !== null).length > 1);
  const header = checkHeader((rows[top] ?? []).map(cellText));
  if (header.length < 2) throw refuse('one-column');
  const batches = inBatches(rows, top + 1, header);
  return { header, delimiter: null, sheets, batches, close: async () => undefined };
}

/** A header and a row, both of several cells. */
const hasTable = (rows: readonly (readonly unknown[])[]): boolean =>
  rows.filter((row) => row.filter((cell) => cell !== null).length > 1).length > 1;

async function* inBatches(
  rows: readonly (readonly unknown[])[],
  from: number,
  header: readonly string[],
): AsyncGenerator<TableBatch> {
  for (let start = from; start < rows.length; start += BATCH) {
    const batch = { rows: [] as string[][], lines: [] as number[], problems: [] as RowProblem[] };
    for (let index = start; index < Math.min(start + BATCH, rows.length); index++) {
      const cells = (rows[index] ?? []).map(cellText);
      if (cells.every((cell) => cell === '')) continue;
      const line = index + 1;
      if (cells.slice(header.length).some((cell) => cell !== '')) {
        const reason = `has values beyond the ${header.length} columns of the header`;
        batch.problems.push({ line, column: '', value: cells.join(' ').slice(0, 200), reason });
        continue;
      }
      batch.rows.push(header.map((_, column) => cells[column] ?? ''));
      batch.lines.push(line);
    }
    yield batch;
  }
}

/** Text that the checks of a CSV read the same way. Dates carry the wall clock of whoever typed them in their UTC
 *  fields; a spreadsheet has no time zone. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (!(cell instanceof Date)) return String(cell);
  if (Number.isNaN(cell.getTime())) return 'an impossible date';
  // Seconds come out of a fraction of a day: to the nearest, or 14:00 would read 13:59:59.
  const iso = new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString();
  const clock = iso.slice(11, 19);
  if (iso.startsWith('1899-12-3')) return clock;
  return clock === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${clock}`;
}
