/** How many rows of each combo a window holds: types and agencies are then sums over some hundred numbers. */
import { type Combo, passes, type RowFilter } from './combo.ts';
import type { Bounds } from './hex_query.ts';
import { eachStretch, type Part } from './stretches.ts';

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
  for (const part of parts) {
    const { rows } = part.sorted;
    eachStretch(part, bounds, (from, until) => {
      for (let i = from; i < until; i++) {
        const combo = (rows[i] ?? 0) & 0xffff;
        counts[combo] = (counts[combo] ?? 0) + 1;
      }
    });
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
