/** One sheet of an opened workbook as the same table a CSV gives: values only, written as text. */
import type { RowProblem } from '#api/contract/intake.ts';
import { refuse, refuseSheet } from './file_problem.ts';
import { checkHeader, MOST_COLUMNS, type TableBatch } from './read_csv.ts';

export interface Sheet {
  readonly sheet: string;
  /** Cells from the first column and row on; null where there is none. */
  readonly data: readonly (readonly unknown[])[];
}

export interface SheetTable {
  readonly header: readonly string[];
  /** Names of all sheets, in order. */
  readonly sheets: readonly string[];
  readonly batches: Generator<TableBatch>;
}

/** Rows of a batch, and characters: a batch is one message to the server. */
const BATCH = 2000;
const BATCH_TEXT = 2 ** 20;
/** Characters that a spreadsheet's cell may have. */
const CELL_TEXT = 32_767;
/** Four times what a workbook may unpack to: one long text that a million cells point at is a million texts here. */
const MOST_TEXT = 256 * 1024 ** 2;

/** A sheet by name, or the first that holds a table. Row numbers are those of the sheet. Throws FileRefused. */
export function readSheet(all: readonly Sheet[], sheet: string | null): SheetTable {
  const sheets = all.map((one) => one.sheet);
  // people put a page of notes in front
  const chosen =
    sheet === null
      ? (all.find(({ data }) => hasTable(data)) ?? all[0])
      : all.find((one) => one.sheet === sheet);
  if (!chosen) throw refuseSheet(sheets);
  const rows = chosen.data;
  if (!rows.some((row) => row.some((cell) => cell !== null))) throw refuse('blank-file');
  // Titles above the header have one cell; a header has several.
  const top = rows.findIndex((row) => row.filter((cell) => cell !== null).length > 1);
  const names = rows[top] ?? [];
  if (names.length > MOST_COLUMNS) throw refuse('workbook-broken');
  const header = checkHeader(names.map(cellText));
  if (header.length < 2) throw refuse('one-column');
  return { header, sheets, batches: inBatches(rows, top + 1, header) };
}

/** A header and a row, both of several cells. */
const hasTable = (rows: Sheet['data']): boolean =>
  rows.filter((row) => row.filter((cell) => cell !== null).length > 1).length > 1;

function* inBatches(
  rows: Sheet['data'],
  from: number,
  header: readonly string[],
): Generator<TableBatch> {
  let text = 0;
  let batch = emptyBatch();
  let inBatch = 0;
  for (let index = from; index < rows.length; index++) {
    const cells = (rows[index] ?? []).map(cellText);
    const length = cells.reduce((sum, cell) => sum + cell.length, 0);
    text += length;
    if (text > MOST_TEXT || cells.some((cell) => cell.length > CELL_TEXT))
      throw refuse('workbook-too-much');
    if (batch.rows.length + batch.problems.length >= BATCH || inBatch > BATCH_TEXT) {
      yield batch;
      batch = emptyBatch();
      inBatch = 0;
    }
    inBatch += length;
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

const emptyBatch = () => ({
  rows: [] as string[][],
  lines: [] as number[],
  problems: [] as RowProblem[],
});

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
