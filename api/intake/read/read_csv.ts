/** A table out of text: its delimiter, its header, then rows in batches with their line numbers. */
import { DELIMITERS, type Delimiter, type RowProblem } from '#api/contract/intake.ts';
import { refuse } from './file_problem.ts';
import { rowSplitter, type RowBatch } from './split_rows.ts';

export interface TableBatch {
  readonly rows: readonly string[][];
  readonly lines: readonly number[];
  readonly problems: readonly RowProblem[];
}

export interface Table {
  /** Trimmed names; a column without one is called `column 3`. */
  readonly header: readonly string[];
  readonly delimiter: Delimiter | null;
  readonly batches: AsyncGenerator<TableBatch>;
  /** Lets go of the file; needed only by who stops before the last batch. */
  readonly close: () => Promise<void>;
}

/** As many as a spreadsheet has. */
export const MOST_COLUMNS = 16_384;
/** Enough text to find the delimiter. */
const DETECT_FROM = 65_536;
/** Lines above the header that are still a title. */
const MOST_TITLES = 10;

/** Reads the header and returns the rest. Throws FileRefused for a header that cannot be trusted.
 *  `delimiter`: the chosen one; null to find it. */
export async function readCsv(
  text: AsyncGenerator<string>,
  delimiter: Delimiter | null = null,
): Promise<Table> {
  try {
    return await readTable(text, delimiter);
  } catch (error) {
    await text.return(undefined);
    throw error;
  }
}

async function readTable(
  text: AsyncGenerator<string>,
  delimiter: Delimiter | null,
): Promise<Table> {
  let head = '';
  let ended = false;
  while (head.length < DETECT_FROM) {
    const piece = await text.next();
    if (piece.done) {
      ended = true;
      break;
    }
    head += piece.value;
  }
  if (head.trim() === '') throw refuse('blank-file');
  // Excel writes and reads this line; it belongs to no table.
  const separatorLine = /^sep=(.)\r?\n/i.exec(head);
  if (separatorLine) head = head.slice(separatorLine[0].length);
  const found = detectDelimiter(head);
  const chosen = delimiter ?? found;
  if (chosen === null) throw refuse('one-column');

  const splitter = rowSplitter(chosen, separatorLine ? 2 : 1);
  const batches: RowBatch[] = [splitter.push(head)];
  if (ended) batches.push(splitter.end());
  for (;;) {
    if (ended || batches.some(({ rows }) => rows.length > 0)) break;
    const piece = await text.next();
    ended = piece.done === true;
    batches.push(piece.done ? splitter.end() : splitter.push(piece.value));
  }
  const first = batches.find(({ rows }) => rows.length > 0);
  if (first) dropTitles(first);
  const header = checkHeader(first?.rows.shift() ?? []);
  first?.lines.shift();
  if (header.length < 2) {
    throw found !== null && found !== chosen
      ? refuse('wrong-delimiter', NAMES[found])
      : refuse('one-column');
  }
  const close = async () => {
    await text.return(undefined);
  };
  return { header, delimiter: chosen, batches: rest(), close };

  async function* rest(): AsyncGenerator<TableBatch> {
    for (const batch of batches) yield checkWidth(batch, header);
    if (ended) return;
    for await (const piece of text) yield checkWidth(splitter.push(piece), header);
    yield checkWidth(splitter.end(), header);
  }
}

const NAMES: Record<Delimiter, string> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': '|',
};

/** Reports often put a title and a date above the header: lines with a single value, where a header has several. */
function dropTitles({ rows, lines }: RowBatch): void {
  const title = (row: readonly string[]) => row.filter((cell) => cell.trim() !== '').length <= 1;
  for (let line = 0; line < MOST_TITLES && rows.length > 1 && title(rows[0] ?? []); line++) {
    rows.shift();
    lines.shift();
  }
}

/** The delimiter that cuts the most rows into as many values as the header has; null if none finds two columns. */
export function detectDelimiter(head: string): Delimiter | null {
  let best: Delimiter | null = null;
  let bestScore = 0;
  const lines = head.slice(0, DETECT_FROM).split(/\r\n|\n|\r/, 30);
  for (const delimiter of DELIMITERS) {
    const all = lines
      .filter((line) => line !== '')
      .map((line) => line.replace(/"(?:[^"]|"")*"/g, '').split(delimiter).length);
    const top = all.findIndex((columns) => columns > 1);
    if (top < 0 || top > MOST_TITLES) continue;
    const [width = 0, ...widths] = all.slice(top);
    if (width < 2) continue;
    const agreeing = widths.filter((other) => other === width).length;
    const score = (1 + agreeing) * 1000 + width;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/** Trims and names the columns. Throws FileRefused where a name stands twice. */
export function checkHeader(raw: readonly string[]): string[] {
  const names = raw.map((name) => name.trim());
  // Spreadsheets leave empty columns at the right; they are no columns.
  while (names.length > 0 && names.at(-1) === '') names.pop();
  if (names.length > MOST_COLUMNS) throw refuse('too-many-columns', MOST_COLUMNS);
  const known = new Set<string>();
  const twice = new Set<string>();
  for (const name of names) {
    const key = name.toLowerCase();
    if (key !== '' && known.has(key)) twice.add(name);
    known.add(key);
  }
  if (twice.size > 0) throw refuse('duplicate-header', [...twice].join(', '));
  return names.map((name, index) => name || `column ${index + 1}`);
}

/** Puts aside the rows that have more or fewer values than the header, and drops blank ones. */
function checkWidth(batch: RowBatch, header: readonly string[]): TableBatch {
  const width = header.length;
  const problems: RowProblem[] = batch.broken.map((row) => ({ column: '', ...row }));
  if (batch.rows.every((row) => row.length === width)) {
    return { rows: batch.rows, lines: batch.lines, problems };
  }
  const rows: string[][] = [];
  const lines: number[] = [];
  batch.rows.forEach((row, index) => {
    const line = batch.lines[index] ?? 0;
    const blank = row.every((value) => value.trim() === '');
    if (row.length === width || (row.length > width && row.slice(width).every((v) => v === ''))) {
      if (blank && row.length !== 1) return;
      rows.push(row);
      lines.push(line);
    } else if (!blank) {
      problems.push({
        line,
        column: '',
        value: row.join(' ').slice(0, 200),
        reason: `has ${row.length} values where the header has ${width} columns`,
      });
    }
  });
  return { rows, lines, problems };
}
