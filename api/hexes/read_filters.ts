/** A request's filters as the index and SQL take them: ids and days. */
import type { Filters } from '../contract/hexes.ts';
import { INCIDENT_TYPES, type Kind } from '../contract/kinds.ts';
import type { Agency } from '../contract/partnership.ts';
import { Problem } from '../http/problem.ts';
import { dayOf, type Window } from '../time/local_day.ts';

/** Filters as ids and days (since 1970-01-01, inclusive); null means all. */
export interface ResolvedFilters extends Window {
  readonly types: readonly number[] | null;
  readonly agencies: readonly number[] | null;
  /** Pairs of agency and type, of one source of evidence; absent or null for all. */
  readonly pairs?: ReadonlySet<number> | null;
}

/** history: what a missing end of the window stands for. Throws Problems `window_backwards`, `unknown_type` and
 *  `unknown_agency`. */
export function resolveFilters(
  filters: Filters,
  agencies: readonly Agency[],
  history: { first: number; last: number },
): ResolvedFilters {
  return {
    ...windowOf(filters, history),
    types: typeIds(filters),
    agencies: agencyIds(filters.agency, agencies),
  };
}

/** The same as the index takes them. */
export const indexFilter = ({ from, to, types, agencies, pairs = null }: ResolvedFilters) => ({
  from,
  to,
  types: types && new Set(types),
  agencies: agencies && new Set(agencies),
  pairs,
});

/** Kinds of types; null for all. */
export const kindsOfTypes = (types: readonly number[] | null): Kind[] | null =>
  types && [
    ...new Set(INCIDENT_TYPES.filter(({ id }) => types.includes(id)).map(({ kind }) => kind)),
  ];

/** Type ids of the requested kinds and types; null for all. A type narrows its own kind, and leaves the other
 *  requested kinds as they are. Throws Problem `unknown_type`. */
export function typeIds({ kind, type }: Pick<Filters, 'kind' | 'type'>): number[] | null {
  const unknown = type?.find((slug) => !INCIDENT_TYPES.some((known) => known.slug === slug));
  if (unknown)
    throw new Problem('unknown_type', { detail: `No incident type is called “${unknown}”.` });
  if (!kind && !type) return null;
  const chosen = INCIDENT_TYPES.filter(({ slug }) => type?.includes(slug));
  const narrowed = new Set(chosen.map((one) => one.kind));
  return INCIDENT_TYPES.filter((one) => {
    if (type?.includes(one.slug)) return !kind || kind.includes(one.kind);
    if (!kind) return false;
    return kind.includes(one.kind) && !narrowed.has(one.kind);
  }).map(({ id }) => id);
}

/** Agency ids; null for all. Throws Problem `unknown_agency`. */
export function agencyIds(slugs: readonly string[] | undefined, all: readonly Agency[]) {
  if (!slugs) return null;
  return slugs.map((slug) => {
    const agency = all.find((one) => one.slug === slug);
    if (!agency) throw new Problem('unknown_agency', { detail: `No agency is called “${slug}”.` });
    return agency.id;
  });
}

/** The requested window, or the history's. Throws Problem `window_backwards`. */
export function windowOf(
  { from, to }: Pick<Filters, 'from' | 'to'>,
  history: { first: number; last: number },
): Window {
  const window = {
    from: from ? dayOf(from) : history.first,
    to: to ? dayOf(to) : history.last,
  };
  if (from && to && window.from > window.to) throw new Problem('window_backwards');
  // half a window beyond the history is an empty one, not an error
  return window.from > window.to ? { from: window.from, to: window.from } : window;
}
