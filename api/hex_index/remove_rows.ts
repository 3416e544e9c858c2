/** Removal marks rows where they lie: a removed row has a combo that counts nowhere, so queries need no second
 *  look, and the next merge drops it. Days stay, so the order that queries search by stays. */
import { REMOVED } from './row_class.ts';
import { bucketOf, firstSlotFrom, seekDay, type SortedRows } from './sorted_rows.ts';

/** Takes each of `wanted` once out of the first of `parts` that has it. Returns how many none had. */
export function removeRows(parts: readonly SortedRows[], wanted: SortedRows): number {
  let missing = 0;
  for (let s = 0; s < wanted.slotKeys.length; s++) {
    const key = wanted.slotKeys[s] ?? 0;
    const slots = parts.map(({ slotKeys }) => {
      const slot = firstSlotFrom(slotKeys, key);
      return slotKeys[slot] === key ? slot : -1;
    });
    const end = wanted.starts[(s + 1) * wanted.buckets] ?? 0;
    for (let i = wanted.starts[s * wanted.buckets] ?? 0; i < end;) {
      const row = wanted.rows[i] ?? 0;
      const first = i;
      while (i < end && wanted.rows[i] === row) i++;
      let left = i - first;
      for (const [p, part] of parts.entries()) {
        const slot = slots[p] ?? -1;
        if (slot >= 0 && left > 0) left -= mark(part, slot, row, left);
      }
      missing += left;
    }
  }
  return missing;
}

/** Marks up to `most` rows equal to `row`. Returns how many. */
function mark(part: SortedRows, slot: number, row: number, most: number): number {
  const { starts, rows } = part;
  const day = row >> 16;
  const bucket = slot * part.buckets + bucketOf(part, day);
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
