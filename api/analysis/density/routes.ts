/** /api/hotspots/density */
import { Density, DensityQuery, type DensityReason } from '../../contract/density.ts';
import { cellsInOutlines } from '../../hexes/outline_cells.ts';
import { readStudyOutlines } from '../../areas/queries.ts';
import type { HexServices } from '../../hexes/services.ts';
import { access, route } from '../../http/access.ts';
import { asViewer } from '../../http/transaction.ts';
import { json, router } from '../../http/router.ts';
import { FairQueue } from '../../jobs/fair_queue.ts';
import { inSlices } from '../../jobs/slices.ts';
import { ownerOf } from '../../jobs/turns.ts';
import { ruleOfThumb, spacingOf, surfaceResolution } from '../../statistics/bandwidth.ts';
import { quarticSurface } from '../../statistics/kde.ts';
import { isoOf } from '../../time/local_day.ts';
import { selectExactPlaces } from '../study/exact_places_queries.ts';
import { gridPoints, readExactPlaces } from '../study/read_exact_places.ts';
import { readQueryOverBackground } from '../study/read_study.ts';
import { tooFewExact } from '../study/too_few_exact.ts';
import { densityRefusal } from './density_refusal.ts';
import { densities, effortOf, middlesOf } from './surface.ts';

const METHOD =
  'Kernel density with the quartic kernel 3/(πh²)·(1 − d²/h²)² (Silverman 1986, eq. 4.5), at the middle of each hexagon of ' +
  'the area. By our rule of thumb h is a thirtieth of the shorter side of the box of the whole partnership, at least 100 m and ' +
  'at most 10 km, to two digits, whichever area is shown; where no districts have been brought in it is 500 m. It is a start, ' +
  'with no published source: try others beside it. Only records that you may read one by one, with an exact place. It shows ' +
  'where to look; it is no test, and near the edge of the area it is too low.';

/** Surfaces; each account may have two waiting. */
const ONE_AT_A_TIME = { concurrency: 1, perOwner: 1, maxWaiting: 40, maxWaitingPerOwner: 4 };

/** Points read, all places together: about a second. */
const MOST_EFFORT = 150_000_000;

const density = route(access('points.read', 'granted'), {
  method: 'get',
  path: '/hotspots/density',
  operationId: 'getDensity',
  tags: ['hotspots'],
  request: { query: DensityQuery },
  responses: { 200: json(Density, 'Incidents per km², smoothed, by hexagon') },
});

export const densityRoutes = (services: HexServices) => {
  const queue = new FairQueue({ ...ONE_AT_A_TIME, full: 'figures_busy' });
  return router().openapi(density, async (c) => {
    const request = c.req.valid('query');
    const query = await readQueryOverBackground(services, c, request);
    const { outlines, filters } = query;
    const rule = ruleOfThumb(await asViewer(services, c, readStudyOutlines));
    const common = {
      from: isoOf(filters.from),
      to: isoOf(filters.to),
      area: query.areaName,
      method: METHOD,
      bandwidth: outlines.length > 0 ? (request.bandwidth ?? rule) : null,
      bandwidth_by_rule: rule,
      resolution: null,
      incidents: 0,
      left_out: { month_only: 0, snapped: 0, no_place: 0 },
      cells: [],
    };
    const refused = (reason: DensityReason, more: Partial<Density> = {}): Density => ({
      ...common,
      ...more,
      refused: densityRefusal(reason),
    });
    const resolution = outlines.length > 0 ? surfaceResolution(outlines) : null;
    const h = common.bandwidth;
    if (h === null || outlines.length === 0) return c.json(refused('no_study_area'), 200);
    if (resolution === null) return c.json(refused('area_too_large'), 200);
    if (h < spacingOf(resolution)) return c.json(refused('bandwidth_too_small'), 200);
    const places = await readExactPlaces(services, c, query, selectExactPlaces, 'density surface');
    const { month_only, snapped, no_place } = places.others;
    const counted = {
      resolution,
      incidents: places.exact.length,
      left_out: { month_only, snapped, no_place },
    };
    const reason = tooFewExact(places);
    if (reason !== null) return c.json(refused(reason, counted), 200);
    const { signal } = c.req.raw;
    const chosen = (await cellsInOutlines(query, resolution)) ?? [];
    const middles = await inSlices(middlesOf(chosen, resolution), { signal });
    const surface = quarticSurface(await inSlices(gridPoints(places.exact), { signal }), h);
    const effort = await inSlices(effortOf(surface, middles), { signal });
    if (effort > MOST_EFFORT) return c.json(refused('too_much', counted), 200);
    const cells = await queue.run(
      ownerOf(c),
      () => inSlices(densities(surface, middles), { signal }),
      signal,
    );
    return c.json({ ...common, ...counted, refused: null, cells } satisfies Density, 200);
  });
};
