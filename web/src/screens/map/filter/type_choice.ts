/** Checkboxes of kinds and types ↔ the shortest filters that mean the same. */
import type { IncidentType, Kind } from '#api/contract/kinds.ts';
import { KINDS } from '#api/contract/kinds.ts';

type Type = Pick<IncidentType, 'slug' | 'kind'>;

export interface TypeFilters {
  /** empty: all */
  readonly kinds: readonly Kind[];
  readonly types: readonly string[];
}

/** The slugs whose boxes are ticked under these filters. */
export function tickedTypes(filters: TypeFilters, types: readonly Type[]): Set<string> {
  return new Set(
    types
      .filter(
        (type) =>
          (filters.kinds.length === 0 || filters.kinds.includes(type.kind)) &&
          (filters.types.length === 0 || filters.types.includes(type.slug)),
      )
      .map((type) => type.slug),
  );
}

/** Filters for ticked boxes: nothing for all, kinds where each is whole, otherwise types.
 *  No box ticked means all: an empty map teaches nothing. */
export function filtersForTicked(ticked: ReadonlySet<string>, types: readonly Type[]): TypeFilters {
  const chosen = types.filter((type) => ticked.has(type.slug));
  if (chosen.length === 0 || chosen.length === types.length) return { kinds: [], types: [] };
  const kinds = KINDS.filter((kind) => chosen.some((type) => type.kind === kind));
  const whole = types.every((type) => ticked.has(type.slug) === kinds.includes(type.kind));
  return whole ? { kinds, types: [] } : { kinds: [], types: chosen.map((type) => type.slug) };
}

/** The ticked boxes after some were ticked or cleared. */
export function withTicks(
  ticked: ReadonlySet<string>,
  slugs: readonly string[],
  on: boolean,
): Set<string> {
  const next = new Set(ticked);
  for (const slug of slugs) {
    if (on) next.add(slug);
    else next.delete(slug);
  }
  return next;
}
