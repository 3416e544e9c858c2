/** The rows of the index and how they change. There are two parts: `base`, and a small `tail` of newer rows. Both are
 *  sorted, so that a query reads them alike. */
import { mergeRows, EMPTY, type SortedRows } from './sorted_rows.ts';
import { removeRows } from './remove_rows.ts';
import type { RowClassTable } from './row_class.ts';
import { type Batch, RowSorter } from './row_sorter.ts';
import { type CellSelection, selectRanges } from './select_ranges.ts';
import type { Part } from './window_ranges.ts';

/** The tail is merged when it is larger than this, and than a fiftieth of the base. */
const TAIL_ROWS = 20_000;

export class IndexRows {
  readonly rowClasses: RowClassTable;
  #base: SortedRows;
  #tail: SortedRows = EMPTY;

  constructor(rowClasses: RowClassTable, base: SortedRows) {
    this.rowClasses = rowClasses;
    this.#base = base;
  }

  /** How many there are. */
  get size(): number {
    return this.parts().reduce((sum, { rows, removed }) => sum + rows.length - removed, 0);
  }

  /** Bytes in the columns. */
  get byteLength(): number {
    return this.parts().reduce(
      (sum, { rangeKeys, starts, rows }) =>
        sum + rangeKeys.byteLength + starts.byteLength + rows.byteLength,
      0,
    );
  }

  parts(): SortedRows[] {
    return this.#tail.rows.length === 0 ? [this.#base] : [this.#base, this.#tail];
  }

  /** The rows of the chosen cells, a part each. */
  select(resolution: number, cells: CellSelection): Part[] {
    return this.parts().map((sorted) => ({
      sorted,
      runs: selectRanges(sorted, resolution, cells),
    }));
  }

  /** @throws RangeError as RowSorter.add does, adding none. */
  append(batch: Batch): void {
    this.#tail = mergeRows(this.#tail, this.#sorted(batch));
    this.#compactWhenDue();
  }

  /** Returns how many were not there. */
  remove(batch: Batch): number {
    const missing = removeRows([this.#tail, this.#base], this.#sorted(batch));
    this.#compactWhenDue();
    return missing;
  }

  /** Merges the tail and drops what was removed: one pass over the rows. */
  compact(): void {
    if (this.#tail.rows.length === 0 && this.#base.removed === 0) return;
    this.#base = mergeRows(this.#base, this.#tail);
    this.#tail = EMPTY;
  }

  /** All rows in one part. */
  merged(): SortedRows {
    this.compact();
    return this.#base;
  }

  #sorted(batch: Batch): SortedRows {
    const sorter = new RowSorter(this.rowClasses);
    sorter.add(batch);
    return sorter.sort();
  }

  #compactWhenDue(): void {
    const most = Math.max(TAIL_ROWS, this.#base.rows.length / 50);
    if (this.#tail.rows.length > most || this.#base.removed > most) this.compact();
  }
}
