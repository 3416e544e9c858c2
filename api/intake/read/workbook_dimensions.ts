/** How large the sheets of a workbook are, by what their markup says, before any cell of them is made: a reader fills in
 *  all cells between two, so one of a kilobyte may be a gigabyte. */
import { refuse } from './file_problem.ts';
import type { WorkbookMarkup } from './workbook_parts.ts';

/** Cells of all sheets that are there, and cells that the rectangles around them have: 64 MB of markup hold two million
 *  cells, of a table with few gaps. */
const MOST_CELLS = 4_000_000;
const MOST_FILLED = 8_000_000;
/** A spreadsheet's own: XFD1048576 is the last cell. */
const MOST_ROWS = 1_048_576;

/** Not `dimension`: the reader does not go by it, and whole columns that were once coloured make it too large. */
const TAG = /<(?:[\w.-]+:)?(row|c)\b([^>]*)>/g;
const REFERENCE = /\br\s*=\s*(?:"([^"]*)"|'([^']*)')/;
const CELL = /^\$?([A-Z]{1,3})\$?(\d{1,9})$/;

/** Throws FileRefused `workbook-too-much` and `workbook-broken`. */
export function checkDimensions(markup: WorkbookMarkup): void {
  let cells = 0;
  let filled = 0;
  for (const [name, part] of markup) {
    if (!/\.xml$/i.test(name)) continue;
    const sheet = dimensionsOf(part.toString('latin1'));
    cells += sheet.cells;
    filled += sheet.rows * sheet.columns;
    if (cells > MOST_CELLS || filled > MOST_FILLED || sheet.rows > MOST_ROWS)
      throw refuse('workbook-too-much');
  }
}

/** Of any part: a sheet may have any name. */
function dimensionsOf(text: string): { cells: number; rows: number; columns: number } {
  let [cells, rows, columns] = [0, 0, 0];
  for (const [, tag, attributes = ''] of text.matchAll(TAG)) {
    if (tag === 'c') cells++;
    const found = REFERENCE.exec(attributes);
    const reference = found?.[1] ?? found?.[2];
    if (reference === undefined) {
      // without a reference it follows the one before
      if (tag === 'row') rows++;
      continue;
    }
    if (tag === 'row') {
      // “Infinity”, and digits that are written as entities
      if (!/^\d{1,9}$/.test(reference)) throw refuse('workbook-too-much');
      rows = Math.max(rows, Number(reference));
      continue;
    }
    const [, letters, row] = CELL.exec(reference) ?? [];
    if (letters === undefined) throw refuse('workbook-broken');
    rows = Math.max(rows, Number(row));
    columns = Math.max(columns, columnOf(letters));
  }
  return { cells, rows, columns: Math.max(1, columns) };
}

/** A is 1, Z 26, AA 27. */
const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
