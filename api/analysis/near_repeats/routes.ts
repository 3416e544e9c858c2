/** /api/hotspots/near-repeats */
import {
  NearRepeats,
  NearRepeatsQuery,
  type Distance,
  type NearRepeatReason,
} from '../../contract/near_repeats.ts';
import { runQuery } from '../../hexes/run_query.ts';
import type { HexServices } from '../../hexes/services.ts';
import { access, route } from '../../http/access.ts';
import { json, router } from '../../http/router.ts';
import { FairQueue } from '../../jobs/fair_queue.ts';
import { inSlices } from '../../jobs/slices.ts';
import { ownerOf } from '../../jobs/turns.ts';
import { PERMUTATIONS } from '../../statistics/knox.ts';
import { isoOf } from '../../time/local_day.ts';
import { selectExact } from '../study/exact_places_queries.ts';
import { gridPoints, readExactPlaces } from '../study/read_exact_places.ts';
import { tooFewExact } from '../study/too_few_exact.ts';
import { classifyBands, type ClassifiedBand } from './classify_bands.ts';
import { knoxInThread } from './knox_thread.ts';
import { nearRepeatRefusal } from './near_repeat_refusal.ts';
import { riskOn } from './risk_now.ts';

const METHOD =
  'Knox’s test: pairs of incidents by their distance (DISTANCE) and the days between them, against the mean of 999 permutations that ' +
  'deal the days out anew among the places. Only records that you may read one by one, with an exact place and a day; an ' +
  'incident’s day is that on which it began, or can have begun at the earliest. Bands are half-open. Significant: more pairs ' +
  'than expected, with p adjusted by Benjamini and Hochberg over the bands of days at 5 %. Risk now: hexagons of resolution ' +
  '10 whose middle lies within a significant band of an incident, on the day after the window.';

const DISTANCE_WORDS: Readonly<Record<Distance, string>> = {
  euclidean: 'Euclidean: a straight line',
  manhattan: 'Manhattan: along the axes of the National Grid, as streets at right angles go',
};

/** Each takes a core for seconds; each account may have two waiting. */
const ONE_AT_A_TIME = { concurrency: 1, perOwner: 1, maxWaiting: 40, maxWaitingPerOwner: 4 };

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
  const queue = new FairQueue({ ...ONE_AT_A_TIME, full: 'figures_busy' });
  return router().openapi(nearRepeats, async (c) => {
    const request = c.req.valid('query');
    const query = await runQuery(services, c, request);
    const { from, to } = query.filters;
    const { distance } = request;
    const places = await readExactPlaces(services, c, query, selectExact, 'near repeats');
    const { exact, others } = places;
    const common = {
      from: isoOf(from),
      to: isoOf(to),
      area: query.areaName,
      method: METHOD.replace('DISTANCE', DISTANCE_WORDS[distance]),
      distance,
      seed: request.seed,
      permutations: PERMUTATIONS,
      incidents: exact.length,
      left_out: { ...others },
    };
    const refused = (reason: NearRepeatReason): NearRepeats => ({
      ...common,
      refused: nearRepeatRefusal(reason),
      bands: [],
      risk_now: [],
    });
    const reason = tooFewExact(places);
    if (reason !== null) return c.json(refused(reason), 200);
    const { signal } = c.req.raw;
    const input = {
      points: await inSlices(gridPoints(exact), { signal }),
      days: Int32Array.from(exact, ({ day }) => day),
      bands: { metres: request.metres, days: request.days, distance },
      seed: request.seed,
    };
    const result = await queue.run(ownerOf(c), () => knoxInThread(input, signal), signal);
    if ('tooMany' in result) return c.json(refused('too_many_pairs'), 200);
    const bands = classifyBands(result.table);
    const significant = bands.filter((one) => one.significant).map(({ band }) => band);
    const risks = await inSlices(riskOn(to + 1, exact, significant, distance), { signal });
    const response: NearRepeats = {
      ...common,
      refused: null,
      bands: bands.map(bandOf),
      risk_now: risks.map((risk) => ({ ...risk, until: isoOf(risk.until) })),
    };
    return c.json(response, 200);
  });
};

const bandOf = ({ band, q, significant }: ClassifiedBand): NearRepeats['bands'][number] => ({
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
});
