/** Batches in any order to sorted columns. A counting sort by range, then each range's rows as 32-bit numbers
 *  (day, row class). Nothing is compared across ranges, and input that comes sorted from the database writes
 *  straight ahead, in the cache, and leaves the second step nothing to do. */
import type { RowClassTable } from './row_class.ts';
import { KeyTable } from './key_table.ts';
import { firstOfMonth } from '../time/local_day.ts';
import { FIRST_DAY, LAST_DAY, NO_PLACE, type SortedRows, withBuckets } from './sorted_rows.ts';

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
}

/** Upper half of a resolution-12 cell, down to bit 52: mode 1, resolution 12. */
const STORED_CELL = 0x08c;

/** Where a bigint's lower half stands in its eight bytes, on this machine. */
const LOW = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 0 : 1;

/** Month starts by day since FIRST_DAY: a table, because a calendar costs more than the rest of the row. */
const MONTH_START = Uint16Array.from({ length: 0x10000 }, (_, day) =>
  Math.max(0, firstOfMonth(day + FIRST_DAY) - FIRST_DAY),
);

export class RowSorter {
  readonly #rowClasses: RowClassTable;
  readonly #ranges = new KeyTable();
  readonly #chunks: { ranges: Uint32Array; rows: Int32Array }[] = [];
  #length = 0;

  constructor(rowClasses: RowClassTable) {
    this.#rowClasses = rowClasses;
  }

  /** All or nothing: @throws RangeError, in words, for a cell of another resolution, a day out of reach
   *  or an unknown type; then no row of the batch is taken. */
  add({ cells, days, types, monthOnly, shares, count }: Batch): void {
    const halves = new Uint32Array(cells.buffer, cells.byteOffset, cells.length * 2);
    const ranges = new Uint32Array(count);
    const rows = new Int32Array(count);
    let rangeKey = NaN;
    let range = 0;
    let code = -1;
    let rowClass = 0;
    for (let i = 0; i < count; i++) {
      const low = halves[2 * i + LOW] ?? 0;
      const high = halves[2 * i + 1 - LOW] ?? 0;
      let cell = NO_PLACE;
      if (high >>> 20 === STORED_CELL) cell = (high & 0xfffff) * 0x20000 + (low >>> 15);
      else if ((high | low) !== 0) throw new RangeError(`Row ${i}: not a cell of resolution 12.`);
      let day = (days[i] ?? NaN) - FIRST_DAY;
      if (!(day >= 0 && day <= 0xffff)) {
        throw new RangeError(`Row ${i}: day ${days[i]} is not from ${FIRST_DAY} to ${LAST_DAY}.`);
      }
      const month = monthOnly[i] === 1 ? 1 : 0;
      if (month === 1) day = MONTH_START[day] ?? 0;
      const key = cell * 2 + month;
      if (key !== rangeKey) {
        rangeKey = key;
        range = this.#ranges.idOf(key);
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
    this.#chunks.push({ ranges, rows });
    this.#length += count;
  }

  /** The sorted rows; the sorter is empty afterwards. */
  sort(): SortedRows {
    const keys = this.#ranges.keys;
    const chunks = this.#chunks.splice(0);
    const rankOf = ranks(keys);
    // The next free place of each range, one further along: after the scatter, each range's end.
    const starts = new Uint32Array(keys.length + 1);
    for (const { ranges } of chunks) {
      for (let i = 0; i < ranges.length; i++) {
        const rank = (rankOf[ranges[i] ?? 0] ?? 0) + 1;
        starts[rank] = (starts[rank] ?? 0) + 1;
      }
    }
    for (let s = 1; s < starts.length; s++) starts[s] = (starts[s] ?? 0) + (starts[s - 1] ?? 0);
    const next = starts.slice();
    const sorted = new Int32Array(this.#length);
    for (const { ranges, rows } of chunks) {
      for (let i = 0; i < ranges.length; i++) {
        const rank = rankOf[ranges[i] ?? 0] ?? 0;
        const at = next[rank] ?? 0;
        next[rank] = at + 1;
        sorted[at] = rows[i] ?? 0;
      }
    }
    this.#length = 0;
    for (let s = 0; s < keys.length; s++) sortRange(sorted, starts[s] ?? 0, starts[s + 1] ?? 0);
    return withoutEmptyRanges(keys.slice().sort(), starts, sorted);
  }
}

/** The place of each key among all, sorted. */
function ranks(keys: Float64Array): Uint32Array {
  const byKey = Uint32Array.from(keys, (_, id) => id);
  byKey.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
  const rankOf = new Uint32Array(keys.length);
  for (let rank = 0; rank < byKey.length; rank++) rankOf[byKey[rank] ?? 0] = rank;
  return rankOf;
}

function sortRange(rows: Int32Array, from: number, to: number): void {
  let i = from + 1;
  while (i < to && (rows[i - 1] ?? 0) <= (rows[i] ?? 0)) i++;
  if (i >= to) return;
  if (to - from > 48) {
    rows.subarray(from, to).sort();
    return;
  }
  // Few rows: by insertion, since a call into the engine's sort costs more than this.
  for (; i < to; i++) {
    const row = rows[i] ?? 0;
    let at = i;
    while (at > from && (rows[at - 1] ?? 0) > row) {
      rows[at] = rows[at - 1] ?? 0;
      at--;
    }
    rows[at] = row;
  }
}

/** A batch that was refused half-way may have named ranges that got no rows. */
function withoutEmptyRanges(keys: Float64Array, starts: Uint32Array, rows: Int32Array): SortedRows {
  let kept = 0;
  for (let s = 0; s < keys.length; s++) {
    if (starts[s] === starts[s + 1]) continue;
    keys[kept] = keys[s] ?? 0;
    starts[++kept] = starts[s + 1] ?? 0;
  }
  return withBuckets(keys.slice(0, kept), starts.slice(0, kept + 1), rows);
}
