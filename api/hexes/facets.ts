/** Counts by type and by agency, each under the other filters: what a tick beside a type or an agency would bring. */
import type { Facets } from '../contract/hexes.ts';
import { INCIDENT_TYPES } from '../contract/kinds.ts';
import { commonResolution } from '../hex_index/partner_table.ts';
import { indexFilter } from './read_filters.ts';
import type { ResolvedQuery } from './read_query.ts';
import { cellsInOutlines } from './select_cells.ts';

/** Outlines are filled at this resolution, unless the caller may not count so finely in the window. */
export const FACETS_RESOLUTION = 9;

export async function facetsOf(query: ResolvedQuery, at: number): Promise<Facets> {
  const { index, grants, filters, agencies } = query;
  const resolutions = index
    .partnerTables(grants)
    .map((table) => Math.min(at, commonResolution(table)));
  // listed first: nothing is awaited between two counts, so that they are of the same records
  const cellsAt = new Map(
    await Promise.all(
      [at, ...resolutions].map(async (one) => [one, await cellsInOutlines(query, one)] as const),
    ),
  );
  const cells = cellsAt.get(at) ?? null;
  const wanted = { ...indexFilter(filters), resolution: at, cells };
  const { byType, byAgency: rows } = index.typeCounts(wanted, grants);
  const byAgency = new Map(rows);
  const { leftOut } = index.count(wanted, grants);
  // in the hexagons in which all of its months were counted
  for (const table of index.partnerTables(grants)) {
    const { grant } = table;
    const resolution = Math.min(at, commonResolution(table));
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
