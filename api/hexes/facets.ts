/** Counts by type and by agency, each under the other filters: what a tick beside a type or an agency would bring. */
import type { Facets } from '../contract/hexes.ts';
import { INCIDENT_TYPES } from '../contract/kinds.ts';
import { countedBy } from './counted_by.ts';
import type { CountedPlace } from './counted_place.ts';
import { indexFilter } from './read_filters.ts';
import type { ResolvedQuery } from './read_query.ts';

export function facetsOf(query: ResolvedQuery, place: CountedPlace): Facets {
  const { grants, filters, agencies } = query;
  const { index, resolution, cells } = place;
  const wanted = { ...indexFilter(filters), resolution, cells };
  const { byType, byAgency: rows } = index.typeCounts(wanted, grants);
  const byAgency = new Map(rows);
  const { leftOut } = index.count(wanted, grants);
  for (const { grant, counts } of index.partnerCounts({ ...wanted, agencies: null }, grants)) {
    const n = counts.total.reduce((sum, count) => sum + count, 0);
    byAgency.set(grant.agency, (byAgency.get(grant.agency) ?? 0) + n);
  }
  return {
    types: INCIDENT_TYPES.map(({ id, slug }) => ({ slug, total: byType.get(id) ?? 0 })).filter(
      ({ total }) => total > 0,
    ),
    agencies: agencies.map(({ id, slug }) => ({ slug, total: byAgency.get(id) ?? 0 })),
    left_out: { no_place: leftOut.noPlace, month_only: leftOut.monthOnlyCut },
    counted_by: countedBy(query, place),
  };
}
