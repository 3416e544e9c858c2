/** How many rows of each combo a window holds: types and agencies are then sums over some hundred numbers. */
import { KINDS, type Kind } from '#api/contract/kinds.ts';
import { type Combo, passes, type RowFilter } from './row_class.ts';
import type { Bounds } from './hex_query.ts';
import { eachStretch, type Part } from './window_ranges.ts';

export interface TypeCounts {
  /** By type id, under every filter but the one on types: what ticking each type would bring. */
  readonly byType: ReadonlyMap<number, number>;
  /** By agency id, under every filter but the one on agencies. */
  readonly byAgency: ReadonlyMap<number, number>;
}

/** Incidents in an answer, by whose they are, what, and how sensitive. */
export interface Source {
  readonly agency: number;
  readonly kind: Kind;
  readonly sensitivity: number;
  readonly incidents: number;
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

/** By agency, kind and sensitivity, under every filter. */
export function sourcesOf(
  counts: Uint32Array,
  granted: Iterable<Combo>,
  filter: RowFilter,
): Source[] {
  const sums = new Map<string, Source>();
  for (const combo of granted) {
    const count = counts[combo.id] ?? 0;
    const kind = KINDS[combo.kind];
    if (count === 0 || kind === undefined || !passes(combo, filter)) continue;
    const { agency, sensitivity } = combo;
    const name = `${agency} ${kind} ${sensitivity}`;
    const before = sums.get(name)?.incidents ?? 0;
    sums.set(name, { agency, kind, sensitivity, incidents: before + count });
  }
  return [...sums.values()];
}
