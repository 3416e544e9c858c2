/** How many rows of each row class a window holds. Counts by type and agency are sums over some hundred numbers. */
import { KINDS, type Kind } from '#api/contract/kinds.ts';
import { type RowClass, passes, type RowFilter } from './row_class.ts';
import type { Bounds } from './hex_query.ts';
import { eachWindowRange, type Part, signOf } from './window_ranges.ts';

export interface TypeCounts {
  /** By type id, under every filter but the one on types: what ticking each type would bring. */
  readonly byType: ReadonlyMap<number, number>;
  /** By agency id, under every filter but the one on agencies. */
  readonly byAgency: ReadonlyMap<number, number>;
}

/** Incidents that a query counts, by agency, kind and sensitivity. */
export interface Source {
  readonly agency: number;
  readonly kind: Kind;
  readonly sensitivity: number;
  readonly incidents: number;
}

export function countRowClasses(
  parts: readonly Part[],
  bounds: readonly [Bounds, Bounds],
  rowClasses: number,
): Uint32Array {
  const counts = new Uint32Array(rowClasses);
  for (const part of parts) {
    const sign = signOf(part.set);
    const { rows } = part.sorted;
    eachWindowRange(part, bounds, (from, until) => {
      for (let i = from; i < until; i++) {
        const rowClass = (rows[i] ?? 0) & 0xffff;
        counts[rowClass] = (counts[rowClass] ?? 0) + sign;
      }
    });
  }
  return counts;
}

export function typeCountsOf(
  counts: Uint32Array,
  granted: Iterable<RowClass>,
  filter: RowFilter,
): TypeCounts {
  const byType = new Map<number, number>();
  const byAgency = new Map<number, number>();
  for (const rowClass of granted) {
    const count = counts[rowClass.id] ?? 0;
    if (count === 0) continue;
    if (passes(rowClass, { ...filter, types: null })) {
      byType.set(rowClass.type, (byType.get(rowClass.type) ?? 0) + count);
    }
    if (passes(rowClass, { ...filter, agencies: null })) {
      byAgency.set(rowClass.agency, (byAgency.get(rowClass.agency) ?? 0) + count);
    }
  }
  return { byType, byAgency };
}

/** By agency, kind and sensitivity, under every filter. */
export function sourcesOf(
  counts: Uint32Array,
  granted: Iterable<RowClass>,
  filter: RowFilter,
): Source[] {
  const sums = new Map<string, Source>();
  for (const rowClass of granted) {
    const count = counts[rowClass.id] ?? 0;
    const kind = KINDS[rowClass.kind];
    if (count === 0 || kind === undefined || !passes(rowClass, filter)) continue;
    const { agency, sensitivity } = rowClass;
    const name = `${agency} ${kind} ${sensitivity}`;
    const before = sums.get(name)?.incidents ?? 0;
    sums.set(name, { agency, kind, sensitivity, incidents: before + count });
  }
  return [...sums.values()];
}
