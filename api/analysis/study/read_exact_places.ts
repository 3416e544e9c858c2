/** Reads exact places in the viewer's transaction, and leaves a line in the audit for those whose records they are. */
import type { Context } from 'hono';
import type { MultiPolygon, Polygon } from 'geojson';
import { audit } from '../../audit/queries.ts';
import type { AgencyTx } from '../../db/as_agency.ts';
import { toNationalGrid } from '../../geo/national_grid.ts';
import { rowsInside } from '../../hexes/inside.ts';
import type { ResolvedQuery } from '../../hexes/read_query.ts';
import type { HexServices } from '../../hexes/services.ts';
import { asViewer } from '../../http/transaction.ts';
import type { Sliced } from '../../jobs/slices.ts';
import {
  countNotExact,
  type ExactFilters,
  type ExactIncident,
  type NotExact,
} from './exact_places_queries.ts';

export interface ExactPlaces {
  readonly exact: readonly ExactIncident[];
  readonly others: NotExact;
}

/** select: selectExact or selectExactPlaces. what: the audit's name of the analysis. */
export const readExactPlaces = (
  services: HexServices,
  c: Context,
  query: ResolvedQuery,
  select: (tx: AgencyTx, filters: ExactFilters) => PromiseLike<readonly ExactIncident[]>,
  what: string,
): Promise<ExactPlaces> =>
  asViewer(
    services,
    c,
    async (tx) => {
      // an area's incidents are known; a polygon's are looked for
      const { drawn, areas } = query;
      const outlines = (drawn ? [drawn.polygon] : areas ? [] : query.outlines).map(textOf);
      const { areaSets } = rowsInside(query);
      const chosen = { ...query.filters, areaSets, outlines };
      const others = await countNotExact(tx, chosen);
      const exact = await select(tx, chosen);
      if (exact.length > 0)
        await audit(tx, {
          event: 'points.read',
          outcome: 'done',
          concerns: [...new Set(exact.map(({ agency }) => agency))],
          about: { what, count: exact.length },
        });
      return { exact, others };
    },
    // both counts of the same records
    'isolation level repeatable read',
  );

const textOf = (outline: MultiPolygon | Polygon): string => JSON.stringify(outline);

/** Points of a step. */
const A_STEP = 1000;

/** Metres of the National Grid: x₀, y₀, x₁, y₁, … */
export function* gridPoints(exact: readonly ExactIncident[]): Sliced<Float64Array> {
  const points = new Float64Array(2 * exact.length);
  for (const [i, { longitude, latitude }] of exact.entries()) {
    if (i % A_STEP === 0) yield A_STEP;
    const { easting, northing } = toNationalGrid(longitude, latitude);
    points[2 * i] = easting;
    points[2 * i + 1] = northing;
  }
  return points;
}
