/** Batches in any order to the sorted sets of rows (row_sets.ts). */
import type { RowClassTable } from './row_class.ts';
import { firstOfMonth } from '../time/local_day.ts';
import { RangeSorter } from './range_sorter.ts';
import { EDGE_RESOLUTIONS, minusSet, plusSet, type RowSets, SETS } from './row_sets.ts';
import { INDEX_RESOLUTION } from './select_ranges.ts';
import { FIRST_DAY, LAST_DAY, NO_PLACE } from './sorted_rows.ts';

/** Incidents, column-wise. The first `count` of each column are read. */
export interface Batch {
  /** Cells at resolution 12; 0 where there is no place. */
  readonly cells: BigInt64Array | BigUint64Array;
  /** Local days since 1970-01-01, from 1900-01-01 to 2079-06-06; for month-only rows any day of the month. */
  readonly days: Int32Array;
  /** Ids from contract/kinds.ts. */
  readonly types: Uint8Array | Uint16Array;
  /** 1 where only the month is known. */
  readonly monthOnly: Uint8Array;
  /** `agency * 4 + sensitivity`. */
  readonly shares: Uint16Array;
  readonly count: number;
  readonly edges: BatchEdges;
}

/** Cells that rows lie in where those are not ancestors of `cells`, one a row and resolution, in any order. */
export interface BatchEdges {
  /** Rows of the batch. */
  readonly rows: Uint32Array;
  /** Of resolution 6 to 11; those of 11 are not read. */
  readonly cells: BigInt64Array | BigUint64Array;
}

export const NO_EDGES: BatchEdges = { rows: new Uint32Array(0), cells: new BigInt64Array(0) };

/** Upper half of a resolution-12 cell, down to bit 52: mode 1, resolution 12. */
const STORED_CELL = 0x08c;
const MODE = 0x080;

/** Where a bigint's lower half stands in its eight bytes, on this machine. */
const LOW = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 0 : 1;

/** Month starts by day since FIRST_DAY: a table, because a calendar costs more than the rest of the row. */
const MONTH_START = Uint16Array.from({ length: 0x10000 }, (_, day) =>
  Math.max(0, firstOfMonth(day + FIRST_DAY) - FIRST_DAY),
);

export class RowSorter {
  readonly #rowClasses: RowClassTable;
  readonly #sets = Array.from({ length: SETS }, () => new RangeSorter());

  constructor(rowClasses: RowClassTable) {
    this.#rowClasses = rowClasses;
  }

  /** All or nothing: @throws RangeError, in words, for a cell of another resolution, a day out of reach
   *  or an unknown type; then no row of the batch is taken. */
  add(batch: Batch): void {
    const { cells, days, types, monthOnly, shares, count } = batch;
    const [all] = this.#sets;
    if (!all) return;
    const halves = new Uint32Array(cells.buffer, cells.byteOffset, cells.length * 2);
    const ranges = new Uint32Array(count);
    const rows = new Int32Array(count);
    let rangeKey = NaN;
    let range = 0;
    let code = -1;
    let rowClass = 0;
    for (let i = 0; i < count; i++) {
      const cell = storedKey(halves, i);
      let day = (days[i] ?? NaN) - FIRST_DAY;
      if (!(day >= 0 && day <= 0xffff)) {
        throw new RangeError(`Row ${i}: day ${days[i]} is not from ${FIRST_DAY} to ${LAST_DAY}.`);
      }
      const month = monthOnly[i] === 1 ? 1 : 0;
      if (month === 1) day = MONTH_START[day] ?? 0;
      const key = cell * 2 + month;
      if (key !== rangeKey) {
        rangeKey = key;
        range = all.rangeOf(key);
      }
      const type = types[i] ?? 0;
      const share = shares[i] ?? 0;
      if (code !== type * 65_536 + share) {
        code = type * 65_536 + share;
        rowClass = this.#rowClasses.idOf(type, share);
      }
      ranges[i] = range;
      rows[i] = ((day - 0x8000) << 16) | rowClass;
    }
    const edges = edgesByResolution(batch);
    all.push(ranges, rows);
    for (const [resolution, found] of edges) this.#addEdges(resolution, found, batch, rows);
  }

  /** @param found (row, key of the cell it lies in) one after the other */
  #addEdges(resolution: number, found: readonly number[], batch: Batch, rows: Int32Array): void {
    const minus = this.#sets[minusSet(resolution)];
    const plus = this.#sets[plusSet(resolution)];
    if (!minus || !plus) return;
    const { cells, monthOnly } = batch;
    const halves = new Uint32Array(cells.buffer, cells.byteOffset, cells.length * 2);
    const children = 8 ** (INDEX_RESOLUTION - resolution);
    const count = found.length / 2;
    const away = new Uint32Array(count);
    const here = new Uint32Array(count);
    const moved = new Int32Array(count);
    for (let n = 0; n < count; n++) {
      const i = found[2 * n] ?? 0;
      const month = monthOnly[i] === 1 ? 1 : 0;
      const ancestor = Math.floor(storedKey(halves, i) / children);
      away[n] = minus.rangeOf(ancestor * children * 2 + month);
      here[n] = plus.rangeOf((found[2 * n + 1] ?? 0) * children * 2 + month);
      moved[n] = rows[i] ?? 0;
    }
    minus.push(away, moved);
    plus.push(here, moved);
  }

  /** The sorted rows; the sorter is empty afterwards. */
  sort(): RowSets {
    return this.#sets.map((set) => set.sort());
  }
}

/** The key at resolution 10 of a row's cell; NO_PLACE where it has none. @throws RangeError */
function storedKey(halves: Uint32Array, i: number): number {
  const low = halves[2 * i + LOW] ?? 0;
  const high = halves[2 * i + 1 - LOW] ?? 0;
  if (high >>> 20 === STORED_CELL) return (high & 0xfffff) * 0x20000 + (low >>> 15);
  if ((high | low) !== 0) throw new RangeError(`Row ${i}: not a cell of resolution 12.`);
  return NO_PLACE;
}

/** By resolution, (row, key of the cell it lies in) one after the other. @throws RangeError, in words, for a row that is none
 *  or has no place, and for a cell of a resolution in which nothing is counted */
function edgesByResolution({ edges, cells, count }: Batch): Map<number, number[]> {
  const found = new Map(EDGE_RESOLUTIONS.map((resolution) => [resolution, [] as number[]]));
  const halves = new Uint32Array(
    edges.cells.buffer,
    edges.cells.byteOffset,
    edges.cells.length * 2,
  );
  for (const [n, row] of edges.rows.entries()) {
    const low = halves[2 * n + LOW] ?? 0;
    const high = halves[2 * n + 1 - LOW] ?? 0;
    const resolution = (high >>> 20) - MODE;
    if (!(row < count) || cells[row] === 0n || !(resolution >= 6 && resolution <= 11))
      throw new RangeError(
        `Edge cell ${n}: not a cell of resolution 6 to 11 of a row with a place.`,
      );
    const key = Math.floor(((high & 0xfffff) * 2 ** 32 + low) / 2 ** (45 - 3 * resolution));
    found.get(resolution)?.push(row, key);
  }
  return found;
}
