/** The rows of the index: the sets of row_sets.ts, which change together. */
import { ChangingRows } from './changing_rows.ts';
import type { RowClassTable } from './row_class.ts';
import { minusSet, plusSet, type RowSets } from './row_sets.ts';
import { type Batch, RowSorter } from './row_sorter.ts';
import { type CellSelection, isInside, selectRanges } from './select_ranges.ts';
import { EMPTY } from './sorted_rows.ts';
import type { Part } from './window_ranges.ts';

export class IndexRows {
  readonly rowClasses: RowClassTable;
  readonly #sets: readonly ChangingRows[];

  constructor(rowClasses: RowClassTable, sets: RowSets) {
    this.rowClasses = rowClasses;
    this.#sets = sets.map((rows) => new ChangingRows(rows));
  }

  /** How many there are. */
  get size(): number {
    return this.#sets[0]?.size ?? 0;
  }

  /** Bytes in the columns. */
  get byteLength(): number {
    return this.#sets.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** The rows of the chosen cells, a part each. What is taken away comes last, so that no sum is ever below zero. */
  select(resolution: number, cells: CellSelection): Part[] {
    return [
      ...this.#select(0, 'all', resolution, cells),
      ...this.#select(plusSet(resolution), 'plus', resolution, cells),
      ...this.#select(minusSet(resolution), 'minus', resolution, cells),
    ];
  }

  /** For sums over the chosen cells: in which of all cells a row lies does not matter. */
  selectForSums(resolution: number, cells: CellSelection): Part[] {
    const anyCell = cells === null || (isInside(cells) && cells.cells === null);
    return anyCell ? this.#select(0, 'all', resolution, cells) : this.select(resolution, cells);
  }

  /** @throws RangeError as RowSorter.add does, adding none. */
  append(batch: Batch): void {
    const added = this.#sorted(batch);
    for (const [i, set] of this.#sets.entries()) set.append(added[i] ?? EMPTY);
  }

  /** Returns how many were not there. */
  remove(batch: Batch): number {
    const removed = this.#sorted(batch);
    return Math.max(...this.#sets.map((set, i) => set.remove(removed[i] ?? EMPTY)));
  }

  /** Merges the tails and drops what was removed: one pass over the rows. */
  compact(): void {
    for (const set of this.#sets) set.compact();
  }

  /** All rows of each set in one part. */
  merged(): RowSets {
    return this.#sets.map((set) => set.merged());
  }

  #select(place: number, set: Part['set'], resolution: number, cells: CellSelection): Part[] {
    return (this.#sets[place]?.parts() ?? []).map((sorted) => ({
      sorted,
      set,
      runs: selectRanges(sorted, resolution, cells),
    }));
  }

  #sorted(batch: Batch): RowSets {
    const sorter = new RowSorter(this.rowClasses);
    sorter.add(batch);
    return sorter.sort();
  }
}
