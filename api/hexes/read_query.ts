/** A request's filters and its viewer's grants, resolved to a query. Pure: the database's part stands in run_query.ts. */
import type { MultiPolygon, Polygon } from 'geojson';
import type { Filters } from '../contract/hexes.ts';
import type { Agency } from '../contract/partnership.ts';
import type { Grants } from '../hex_index/grants.ts';
import type { HexIndex } from '../hex_index/hex_index.ts';
import { historyOf, type History } from './history.ts';
import { resolveFilters, type ResolvedFilters } from './read_filters.ts';

/** What a query needs of the database, read in one transaction. */
export interface QueryRows {
  readonly grants: Grants;
  readonly agencies: readonly Agency[];
  /** Null where no area is requested. */
  readonly area: { readonly name: string; readonly outline: MultiPolygon } | null;
}

export interface ResolvedQuery {
  readonly grants: Grants;
  /** The viewer's own agency. */
  readonly own: number;
  readonly index: HexIndex;
  /** yyyy-mm-dd of the partnership's calendar. */
  readonly today: string;
  readonly agencies: readonly Agency[];
  readonly filters: ResolvedFilters;
  /** The requested area and the drawn polygon: cells must lie in all of them. */
  readonly outlines: readonly (MultiPolygon | Polygon)[];
  /** The area's name. */
  readonly areaName: string | null;
  /** First and last day of what the viewer may count; null when that is nothing. */
  readonly history: History | null;
}

/** index: at the grants' data version or newer. Throws Problems for unknown names. */
export function resolveQuery(
  index: HexIndex,
  { own, today }: Pick<ResolvedQuery, 'own' | 'today'>,
  { grants, agencies, area }: QueryRows,
  filters: Filters,
): ResolvedQuery {
  const history = historyOf(index, grants);
  return {
    grants,
    own,
    today,
    index,
    agencies,
    filters: resolveFilters(filters, agencies, history ?? { first: 0, last: 0 }),
    outlines: [
      ...(area ? [area.outline] : []),
      ...(filters.within ? [polygonOf(filters.within)] : []),
    ],
    areaName: area?.name ?? null,
    history,
  };
}

/** Corners to a closed ring. */
const polygonOf = (corners: readonly (readonly [number, number])[]): Polygon => ({
  type: 'Polygon',
  coordinates: [[...corners, ...corners.slice(0, 1)].map(([lon, lat]) => [lon, lat])],
});
