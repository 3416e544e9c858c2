/** The filters of an address, as the index and SQL want them: ids, days, cells. */
import type { Filters } from '../contract/hexes.ts';
import { INCIDENT_TYPES } from '../contract/kinds.ts';
import type { Agency } from '../contract/partnership.ts';
import { Problem } from '../http/problem.ts';
import { dayOf } from '../time/local_day.ts';
import type { RowsWanted } from './queries.ts';

/** Type ids of the kinds and types asked for; null for all. A type narrows its own kind, and leaves the other
 *  kinds that are asked for as they are. Throws Problem `unknown_type`. */
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

/** The window asked for, or the history's. Throws Problem `window_backwards`. */
export function windowOf(
  { from, to }: Pick<Filters, 'from' | 'to'>,
  history: { first: number; last: number },
): Pick<RowsWanted, 'from' | 'to'> {
  const window = {
    from: from ? dayOf(from) : history.first,
    to: to ? dayOf(to) : history.last,
  };
  if (from && to && window.from > window.to) throw new Problem('window_backwards');
  // half a window beyond the history is an empty one, not an error
  return window.from > window.to ? { from: window.from, to: window.from } : window;
}
