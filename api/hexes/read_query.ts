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
  readonly area: {
    readonly id: number;
    readonly name: string;
    readonly outline: MultiPolygon;
  } | null;
  /** The partnership's own area, where that is requested. */
  readonly partnership: PartnershipArea | null;
}

export interface PartnershipArea {
  /** Of the areas that it is made of; empty: there is none, and everything is its own. */
  readonly ids: readonly number[];
  /** Empty unless they are needed: they take longer to read than the counts. */
  readonly outlines: readonly MultiPolygon[];
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
  /** Whether windows and hexagons of the caller are bound by geo/smallest_window.ts: who may not read incidents one by one. */
  readonly bound: boolean;
  /** Ids of the areas of which incidents must lie in one; null: any, or none. */
  readonly areas: readonly number[] | null;
  /** The requested area and the drawn polygon: incidents must lie in all of them. */
  readonly outlines: readonly (MultiPolygon | Polygon)[];
  /** Those of the partnership, where it is requested and they are needed. */
  readonly background: readonly MultiPolygon[];
  /** The drawn polygon, and the index of what lies in it where the caller may count that. */
  readonly drawn: { readonly polygon: Polygon; readonly index: HexIndex | null } | null;
  /** The area's name. */
  readonly areaName: string | null;
  /** First and last day of what the viewer may count; null when that is nothing. */
  readonly history: History | null;
}

/** index: at the grants' data version or newer. Throws Problems for unknown names. */
export function resolveQuery(
  index: HexIndex,
  { own, today, bound }: Pick<ResolvedQuery, 'own' | 'today' | 'bound'>,
  { grants, agencies, area, partnership }: QueryRows,
  filters: Filters,
): ResolvedQuery {
  const history = historyOf(index, grants);
  const polygon = filters.within ? polygonOf(filters.within) : null;
  const ids = area ? [area.id] : partnership && partnership.ids.length > 0 ? partnership.ids : null;
  return {
    grants,
    own,
    today,
    bound,
    index,
    agencies,
    areas: ids,
    filters: resolveFilters(filters, agencies, history ?? { first: 0, last: 0 }),
    outlines: [...(area ? [area.outline] : []), ...(polygon ? [polygon] : [])],
    background: partnership?.outlines ?? [],
    drawn: polygon && { polygon, index: null },
    areaName: area?.name ?? null,
    history,
  };
}

/** Corners to a closed ring. */
const polygonOf = (corners: readonly (readonly [number, number])[]): Polygon => ({
  type: 'Polygon',
  coordinates: [[...corners, ...corners.slice(0, 1)].map(([lon, lat]) => [lon, lat])],
});
