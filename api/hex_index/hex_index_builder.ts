/** Builds an index from the database's rows, in any order; sorted by cell is fastest. */
import { HexIndex } from './hex_index.ts';
import { RowClassTable } from './row_class.ts';
import { type Batch, RowSorter } from './row_sorter.ts';

export class HexIndexBuilder {
  readonly #rowClasses = new RowClassTable();
  readonly #sorter = new RowSorter(this.#rowClasses);

  /** @throws RangeError as RowSorter.add does, taking none of the batch. */
  add(batch: Batch): void {
    this.#sorter.add(batch);
  }

  /** Call once: the builder is spent. */
  build(): HexIndex {
    return new HexIndex(this.#rowClasses, this.#sorter.sort());
  }
}
