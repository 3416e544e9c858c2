/** /api/hotspots/density */
import { setImmediate } from 'node:timers/promises';
import type { Context } from 'hono';
import { cellToLatLng } from 'h3-js';
import { access, route } from '../../http/access.ts';
import { audit } from '../../audit/queries.ts';
import { Density, DensityQuery, type DensityReason } from '../../contract/density.ts';
import { keyToString } from '../../geo/cells.ts';
import { toNationalGrid } from '../../geo/national_grid.ts';
import { Turns } from '../../jobs/limited_queue.ts';
import { cellsAsked } from '../../hexes/ask.ts';
import { isoOf } from '../../time/local_day.ts';
import type { HexServices } from '../../hexes/services.ts';
import { json, router } from '../../http/router.ts';
import { asViewer } from '../../http/transaction.ts';
import { bandwidthOf, spacingOf, surfaceResolution } from '../../statistics/bandwidth.ts';
import { askedOverGround } from '../significance/judge_window.ts';
import { quarticSurface, type QuarticSurface } from '../../statistics/kde.ts';
import {
  countNotExact,
  readExactPlaces,
  type ExactIncident,
  type NotExact,
  type Wanted,
} from '../near_repeats/queries.ts';
import { densityRefusal, refuseDensity } from './refuse_density.ts';

const METHOD =
  'Kernel density with the quartic kernel 3/(πh²)·(1 − d²/h²)² (Silverman 1986, eq. 4.5), at the middle of each hexagon of ' +
  'the area. By the rule, h is a thirtieth of the shorter side of the area’s box (Chainey 2013: five cells of a 150th), at ' +
  'least 100 m and at most 10 km, to two digits. Only records that you may read one by one, with an exact place. It shows ' +
  'where to look; it is no test, and near the edge of the area it is too low.';

/** Points looked at, all places together: about a second. */
const MOST_EFFORT = 150_000_000;
/** Places between two looks at whoever else is waiting. */
const SLICE = 500;
const SQUARE_METRES_A_KM2 = 1e6;

const density = route(access('points.read', 'granted'), {
  method: 'get',
  path: '/hotspots/density',
  operationId: 'getDensity',
  tags: ['hotspots'],
  request: { query: DensityQuery },
  responses: { 200: json(Density, 'Incidents per km², smoothed, by hexagon') },
});

export const densityRoutes = (services: HexServices) => {
  const turns = new Turns(1, 8, 'figures_busy');
  return router().openapi(density, async (c) => {
    const query = c.req.valid('query');
    const asked = await askedOverGround(services, c, query);
    const { outlines, wanted } = asked;
    const rule = outlines.length > 0 ? bandwidthOf(outlines) : null;
    const told = {
      from: isoOf(wanted.from),
      to: isoOf(wanted.to),
      area: asked.areaName,
      method: METHOD,
      bandwidth: query.bandwidth ?? rule,
      bandwidth_by_rule: rule,
      resolution: null,
      incidents: 0,
      left_out: { month_only: 0, snapped: 0, no_place: 0 },
      cells: [],
    };
    const refused = (reason: DensityReason, more: Partial<Density> = {}): Density => ({
      ...told,
      ...more,
      refused: densityRefusal(reason),
    });
    const resolution = outlines.length > 0 ? surfaceResolution(outlines) : null;
    const h = told.bandwidth;
    if (h === null || outlines.length === 0) return c.json(refused('no_study_area'), 200);
    if (resolution === null) return c.json(refused('area_too_large'), 200);
    if (h < spacingOf(resolution)) return c.json(refused('bandwidth_too_small'), 200);
    const { exact, others } = await readPlaces(services, c, {
      ...wanted,
      outlines: outlines.map((outline) => JSON.stringify(outline)),
    });
    const { month_only, snapped, no_place } = others;
    const known = {
      resolution,
      incidents: exact.length,
      left_out: { month_only, snapped, no_place },
    };
    const reason = refuseDensity(exact.length, others);
    if (reason !== null) return c.json(refused(reason, known), 200);
    const places = placesOf([...(cellsAsked(asked, resolution) ?? [])], resolution);
    const surface = quarticSurface(pointsOf(exact), h);
    if (effortOf(surface, places) > MOST_EFFORT) return c.json(refused('too_much', known), 200);
    const cells = await turns.take(() => densities(surface, places), c.req.raw.signal);
    return c.json({ ...told, ...known, refused: null, cells } satisfies Density, 200);
  });
};

/** Whose places were read is told them. */
const readPlaces = (
  services: HexServices,
  c: Context,
  wanted: Wanted,
): Promise<{ exact: readonly ExactIncident[]; others: NotExact }> =>
  asViewer(
    services,
    c,
    async (tx) => {
      const others = await countNotExact(tx, wanted);
      const exact = await readExactPlaces(tx, wanted);
      if (exact.length > 0)
        await audit(tx, {
          event: 'points.read',
          outcome: 'done',
          concerns: [...new Set(exact.map(({ agency }) => agency))],
          about: { what: 'density surface', count: exact.length },
        });
      return { exact, others };
    },
    // both counts of the same records
    'isolation level repeatable read',
  );

/** A hexagon's middle, in metres of the National Grid. */
interface Middle {
  readonly cell: string;
  readonly x: number;
  readonly y: number;
}

const placesOf = (keys: readonly number[], resolution: number): Middle[] =>
  keys
    .toSorted((a, b) => a - b)
    .map((key) => {
      const cell = keyToString(key, resolution);
      const [latitude, longitude] = cellToLatLng(cell);
      const { easting, northing } = toNationalGrid(longitude, latitude);
      return { cell, x: easting, y: northing };
    });

function pointsOf(exact: readonly ExactIncident[]): Float64Array {
  const points = new Float64Array(2 * exact.length);
  for (const [i, { longitude, latitude }] of exact.entries()) {
    const { easting, northing } = toNationalGrid(longitude, latitude);
    points[2 * i] = easting;
    points[2 * i + 1] = northing;
  }
  return points;
}

const effortOf = (surface: QuarticSurface, places: readonly Middle[]): number =>
  places.reduce((sum, { x, y }) => sum + surface.effort(x, y), 0);

async function densities(
  surface: QuarticSurface,
  places: readonly Middle[],
): Promise<Density['cells']> {
  const cells: Density['cells'] = [];
  for (const [i, { cell, x, y }] of places.entries()) {
    if (i % SLICE === SLICE - 1) await setImmediate();
    const density = surface.at(x, y) * SQUARE_METRES_A_KM2;
    // as many digits as a map has classes for: a county is 17,000 of them
    if (density > 0) cells.push({ cell, density: Number(density.toPrecision(4)) });
  }
  return cells;
}
