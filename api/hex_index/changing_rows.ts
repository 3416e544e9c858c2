/** One set of rows and how it changes. There are two parts: `base`, and a small `tail` of newer rows. Both are sorted, so
 *  that a query reads them alike. */
import { removeRows } from './remove_rows.ts';
import { EMPTY, mergeRows, type SortedRows } from './sorted_rows.ts';

/** The tail is merged when it is larger than this, and than a fiftieth of the base. */
const TAIL_ROWS = 20_000;

export class ChangingRows {
  #base: SortedRows;
  #tail: SortedRows = EMPTY;

  constructor(base: SortedRows) {
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

  append(rows: SortedRows): void {
    if (rows.rows.length === 0) return;
    this.#tail = mergeRows(this.#tail, rows);
    this.#compactWhenDue();
  }

  /** Returns how many were not there. */
  remove(rows: SortedRows): number {
    const missing = removeRows([this.#tail, this.#base], rows);
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

  #compactWhenDue(): void {
    const most = Math.max(TAIL_ROWS, this.#base.rows.length / 50);
    if (this.#tail.rows.length > most || this.#base.removed > most) this.compact();
  }
}
