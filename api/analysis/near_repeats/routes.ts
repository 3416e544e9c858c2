/** /api/hotspots/near-repeats */
import type { Context } from 'hono';
import { access, route } from '../../http/access.ts';
import { audit } from '../../audit/queries.ts';
import { NearRepeats, NearRepeatsQuery } from '../../contract/near_repeats.ts';
import { Turns } from '../../jobs/limited_queue.ts';
import { toNationalGrid } from '../../geo/national_grid.ts';
import { ask } from '../../hexes/ask.ts';
import { isoOf } from '../../time/local_day.ts';
import type { HexServices } from '../../hexes/services.ts';
import { json, router } from '../../http/router.ts';
import { asViewer } from '../../http/transaction.ts';
import { adjustedP } from '../../statistics/benjamini_hochberg.ts';
import { PERMUTATIONS, type KnoxCell } from '../../statistics/knox.ts';
import { knoxBeside } from './knox_thread.ts';
import {
  countNotExact,
  readExact,
  type ExactIncident,
  type NotExact,
  type Wanted,
} from './queries.ts';
import { nearRepeatRefusal, refuseNearRepeats } from './refuse_near_repeats.ts';
import { riskOn } from './risk_now.ts';

const METHOD =
  'Knox’s test: pairs of incidents by their distance and the days between them, against the mean of 999 permutations that ' +
  'deal the days out anew among the places. Only records that you may read one by one, with an exact place and a day; an ' +
  'incident’s day is that on which it began, or can have begun at the earliest. Bands are half-open. Significant: more pairs ' +
  'than expected, with p adjusted by Benjamini and Hochberg over the bands of days at 5 %. Risk now: hexagons of resolution ' +
  '10 whose middle lies within a significant band of an incident, on the day after the window.';

const SIGNIFICANT = 0.05;

const nearRepeats = route(access('points.read', 'granted'), {
  method: 'get',
  path: '/hotspots/near-repeats',
  operationId: 'getNearRepeats',
  tags: ['hotspots'],
  request: { query: NearRepeatsQuery },
  responses: {
    200: json(NearRepeats, 'Knox’s table, and where risk is raised now'),
  },
});

export const nearRepeatRoutes = (services: HexServices) => {
  // each takes a core for seconds
  const turns = new Turns(1, 8, 'figures_busy');
  return router().openapi(nearRepeats, async (c) => {
    const query = c.req.valid('query');
    const asked = await ask(services, c, query);
    const wanted = {
      ...asked.wanted,
      outlines: asked.outlines.map((outline) => JSON.stringify(outline)),
    };
    const { exact, others } = await readAll(services, c, wanted);
    const { from, to } = asked.wanted;
    const told = {
      from: isoOf(from),
      to: isoOf(to),
      area: asked.areaName,
      method: METHOD,
      seed: query.seed,
      permutations: PERMUTATIONS,
      incidents: exact.length,
      left_out: { ...others },
    };
    const reason = refuseNearRepeats(exact.length, others);
    const refused = (why: typeof reason): NearRepeats => ({
      ...told,
      refused: why && nearRepeatRefusal(why),
      bands: [],
      risk_now: [],
    });
    if (reason !== null) return c.json(refused(reason), 200);
    const { signal } = c.req.raw;
    const bands = { metres: query.metres, days: query.days };
    const worked = await turns.take(
      () => knoxBeside({ ...pointsOf(exact), bands, seed: query.seed }, signal),
      signal,
    );
    if ('tooMany' in worked) return c.json(refused('too_many_pairs'), 200);
    const judged = judgeBands(worked.table);
    const risks = riskOn(
      to + 1,
      exact,
      judged.filter(({ significant }) => significant).map(({ band }) => band),
    );
    const answer: NearRepeats = {
      ...told,
      refused: null,
      bands: judged.map(({ band, q, significant }) => ({
        from_metres: band.fromMetres,
        to_metres: band.toMetres,
        from_days: band.fromDays,
        to_days: Number.isFinite(band.toDays) ? band.toDays : null,
        observed: band.observed,
        expected: band.expected,
        ratio: band.ratio,
        p: band.p,
        q,
        significant,
      })),
      risk_now: risks.map((risk) => ({ ...risk, until: isoOf(risk.until) })),
    };
    return c.json(answer, 200);
  });
};

/** Whose places were read is told them. */
const readAll = (
  services: HexServices,
  c: Context,
  wanted: Wanted,
): Promise<{ exact: readonly ExactIncident[]; others: NotExact }> =>
  asViewer(
    services,
    c,
    async (tx) => {
      const others = await countNotExact(tx, wanted);
      const exact = await readExact(tx, wanted);
      if (exact.length > 0)
        await audit(tx, {
          event: 'points.read',
          outcome: 'done',
          concerns: [...new Set(exact.map(({ agency }) => agency))],
          about: { what: 'near repeats', count: exact.length },
        });
      return { exact, others };
    },
    // both counts of the same records
    'isolation level repeatable read',
  );

function pointsOf(exact: readonly ExactIncident[]): { points: Float64Array; days: Int32Array } {
  const points = new Float64Array(2 * exact.length);
  for (const [i, { longitude, latitude }] of exact.entries()) {
    const { easting, northing } = toNationalGrid(longitude, latitude);
    points[2 * i] = easting;
    points[2 * i + 1] = northing;
  }
  return { points, days: Int32Array.from(exact, ({ day }) => day) };
}

interface JudgedBand {
  readonly band: KnoxCell;
  readonly q: number | null;
  readonly significant: boolean;
}

/** Those beyond the last day are there to be read, and are in no test: the others decide what they are. */
function judgeBands(table: readonly KnoxCell[]): JudgedBand[] {
  const tested = table.filter(({ toDays }) => Number.isFinite(toDays));
  const q = adjustedP(Float64Array.from(tested, ({ p }) => p));
  return table.map((band) => {
    const at = tested.indexOf(band);
    const own = at < 0 ? null : (q[at] ?? null);
    const more = band.ratio === null ? band.observed > 0 : band.ratio > 1;
    return { band, q: own, significant: own !== null && own <= SIGNIFICANT && more };
  });
}
