/** How many rows of each combo a window holds: types and agencies are then sums over some hundred numbers. */
import { type Combo, passes, type RowFilter } from './combo.ts';
import type { Bounds } from './hex_query.ts';
import { firstDayFrom } from './sorted_rows.ts';
import type { Part } from './timeline.ts';

export interface TypeCounts {
  /** By type id, under every filter but the one on types: what ticking each type would bring. */
  readonly byType: ReadonlyMap<number, number>;
  /** By agency id, under every filter but the one on agencies. */
  readonly byAgency: ReadonlyMap<number, number>;
}

export function countCombos(
  parts: readonly Part[],
  bounds: readonly [Bounds, Bounds],
  combos: number,
): Uint32Array {
  const counts = new Uint32Array(combos);
  for (const { rows, ranges } of parts) {
    const { slotKeys, starts, days, combos: comboOf } = rows;
    for (let r = 0; r < ranges.length; r += 2) {
      const past = ranges[r + 1] ?? 0;
      for (let slot = ranges[r] ?? 0; slot < past; slot++) {
        const bound = ((slotKeys[slot] ?? 0) & 1) === 0 ? bounds[0] : bounds[1];
        const end = starts[slot + 1] ?? 0;
        const from = firstDayFrom(days, starts[slot] ?? 0, end, bound.from);
        const until = firstDayFrom(days, from, end, bound.until);
        for (let i = from; i < until; i++) {
          const combo = comboOf[i] ?? 0;
          counts[combo] = (counts[combo] ?? 0) + 1;
        }
      }
    }
  }
  return counts;
}

export function typeCountsOf(
  counts: Uint32Array,
  granted: Iterable<Combo>,
  filter: RowFilter,
): TypeCounts {
  const byType = new Map<number, number>();
  const byAgency = new Map<number, number>();
  for (const combo of granted) {
    const count = counts[combo.id] ?? 0;
    if (count === 0) continue;
    if (passes(combo, { ...filter, types: null })) {
      byType.set(combo.type, (byType.get(combo.type) ?? 0) + count);
    }
    if (passes(combo, { ...filter, agencies: null })) {
      byAgency.set(combo.agency, (byAgency.get(combo.agency) ?? 0) + count);
    }
  }
  return { byType, byAgency };
}
