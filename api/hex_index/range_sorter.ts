/** Rows of ranges, in any order, to sorted columns. A counting sort by range, then each range's rows as 32-bit numbers
 *  (day, row class). Nothing is compared across ranges, and input that comes sorted from the database writes
 *  straight ahead, in the cache, and leaves the second step nothing to do. */
import { KeyTable } from './key_table.ts';
import { EMPTY, type SortedRows, withBuckets } from './sorted_rows.ts';

export class RangeSorter {
  readonly #ranges = new KeyTable();
  readonly #chunks: { ranges: Uint32Array; rows: Int32Array }[] = [];
  #length = 0;

  /** The id of a range, by its key. */
  rangeOf(key: number): number {
    return this.#ranges.idOf(key);
  }

  /** Keeps the arrays. @param ranges ids from rangeOf, one a row */
  push(ranges: Uint32Array, rows: Int32Array): void {
    if (rows.length === 0) return;
    this.#chunks.push({ ranges, rows });
    this.#length += rows.length;
  }

  /** The sorted rows; the sorter is empty afterwards. */
  sort(): SortedRows {
    if (this.#length === 0) return EMPTY;
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
