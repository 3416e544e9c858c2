/** Removal marks rows where they lie: a removed row has a row class that counts nowhere, so queries test nothing
 *  more, and the next merge drops it. Days stay, so the order that queries search by stays. */
import { REMOVED } from './row_class.ts';
import { bucketOf, firstRangeFrom, seekDay, type SortedRows } from './sorted_rows.ts';

/** Takes each of `wanted` once out of the first of `parts` that has it. Returns how many none had. */
export function removeRows(parts: readonly SortedRows[], wanted: SortedRows): number {
  let missing = 0;
  for (let s = 0; s < wanted.rangeKeys.length; s++) {
    const key = wanted.rangeKeys[s] ?? 0;
    const ranges = parts.map(({ rangeKeys }) => {
      const range = firstRangeFrom(rangeKeys, key);
      return rangeKeys[range] === key ? range : -1;
    });
    const end = wanted.starts[(s + 1) * wanted.buckets] ?? 0;
    for (let i = wanted.starts[s * wanted.buckets] ?? 0; i < end;) {
      const row = wanted.rows[i] ?? 0;
      const first = i;
      while (i < end && wanted.rows[i] === row) i++;
      let left = i - first;
      for (const [p, part] of parts.entries()) {
        const range = ranges[p] ?? -1;
        if (range >= 0 && left > 0) left -= mark(part, range, row, left);
      }
      missing += left;
    }
  }
  return missing;
}

/** Marks up to `most` rows equal to `row`. Returns how many. */
function mark(part: SortedRows, range: number, row: number, most: number): number {
  const { starts, rows } = part;
  const day = row >> 16;
  const bucket = range * part.buckets + bucketOf(part, day);
  const end = starts[bucket + 1] ?? 0;
  let marked = 0;
  let i = seekDay(rows, starts[bucket] ?? 0, end, day);
  for (; i < end && (rows[i] ?? 0) >> 16 === day && marked < most; i++) {
    if (rows[i] !== row) continue;
    rows[i] = (row & ~0xffff) | REMOVED;
    marked++;
  }
  part.removed += marked;
  return marked;
}
