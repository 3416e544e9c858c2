/** Counts by type and by agency, each under the other filters: what a tick beside a type or an agency would bring. */
import type { Facets } from '../contract/hexes.ts';
import { INCIDENT_TYPES } from '../contract/kinds.ts';
import { indexFilter } from './read_filters.ts';
import type { ResolvedQuery } from './read_query.ts';
import { cellsInOutlines } from './select_cells.ts';

const RESOLUTION = 9;

export async function facetsOf(query: ResolvedQuery): Promise<Facets> {
  const { index, grants, filters, agencies } = query;
  const resolutions = index
    .partnerTables(grants)
    .map(({ grant }) => Math.min(RESOLUTION, grant.resolution));
  // listed first: nothing is awaited between two counts, so that they are of the same records
  const cellsAt = new Map(
    await Promise.all(
      [RESOLUTION, ...resolutions].map(
        async (one) => [one, await cellsInOutlines(query, one)] as const,
      ),
    ),
  );
  const cells = cellsAt.get(RESOLUTION) ?? null;
  const wanted = { ...indexFilter(filters), resolution: RESOLUTION, cells };
  const { byType, byAgency: rows } = index.typeCounts(wanted, grants);
  const byAgency = new Map(rows);
  const { leftOut } = index.count(wanted, grants);
  // at the agreement's own resolution where that is coarser
  for (const { grant } of index.partnerTables(grants)) {
    const resolution = Math.min(RESOLUTION, grant.resolution);
    const added = index
      .partnerCounts(
        { ...wanted, agencies: null, resolution, cells: cellsAt.get(resolution) ?? null },
        grants,
      )
      .find((one) => one.grant === grant);
    const n = added?.counts.total.reduce((sum, count) => sum + count, 0) ?? 0;
    byAgency.set(grant.agency, (byAgency.get(grant.agency) ?? 0) + n);
  }
  return {
    types: INCIDENT_TYPES.map(({ id, slug }) => ({ slug, total: byType.get(id) ?? 0 })).filter(
      ({ total }) => total > 0,
    ),
    agencies: agencies.map(({ id, slug }) => ({ slug, total: byAgency.get(id) ?? 0 })),
    left_out: { no_place: leftOut.noPlace, month_only: leftOut.monthOnlyCut },
  };
}
