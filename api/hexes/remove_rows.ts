/** Removal marks rows where they lie: a removed row has a combo that counts nowhere, so queries need no second
 *  look, and the next merge drops it. Days stay, so the order that queries search by stays. */
import { REMOVED } from './combo.ts';
import { firstDayFrom, firstSlotFrom, rowCount, type SortedRows } from './sorted_rows.ts';

/** Takes each of `wanted` once out of the first of `parts` that has it. Returns how many none had. */
export function removeRows(parts: readonly SortedRows[], wanted: SortedRows): number {
  let missing = 0;
  for (let s = 0; s < wanted.slotKeys.length; s++) {
    const key = wanted.slotKeys[s] ?? 0;
    const slots = parts.map(({ slotKeys }) => {
      const slot = firstSlotFrom(slotKeys, key);
      return slotKeys[slot] === key ? slot : -1;
    });
    const end = wanted.starts[s + 1] ?? 0;
    for (let i = wanted.starts[s] ?? 0; i < end;) {
      const day = wanted.days[i] ?? 0;
      const combo = wanted.combos[i] ?? 0;
      const first = i;
      while (i < end && wanted.days[i] === day && wanted.combos[i] === combo) i++;
      let left = i - first;
      for (const [p, part] of parts.entries()) {
        const slot = slots[p] ?? -1;
        if (slot >= 0 && left > 0) left -= mark(part, slot, day, combo, left);
      }
      missing += left;
    }
  }
  return missing;
}

/** Marks up to `most` rows of that day and combo. Returns how many. */
function mark(part: SortedRows, slot: number, day: number, combo: number, most: number): number {
  const { starts, days, combos } = part;
  const end = starts[slot + 1] ?? rowCount(part);
  let marked = 0;
  let i = firstDayFrom(days, starts[slot] ?? 0, end, day);
  for (; i < end && days[i] === day && marked < most; i++) {
    if (combos[i] !== combo) continue;
    combos[i] = REMOVED;
    marked++;
  }
  part.removed += marked;
  return marked;
}
