/** /api/hotspots/prediction */
import { access, route } from '../../http/access.ts';
import { Prediction, PredictionQuery } from '../../contract/prediction.ts';
import { keyToString } from '../../geo/cells.ts';
import { dayOf, type Window } from '../../time/local_day.ts';
import type { HexServices } from '../../hexes/services.ts';
import { json, router } from '../../http/router.ts';
import { Problem } from '../../http/problem.ts';
import { LEAST_INCIDENTS } from '../significance/hot_class.ts';
import { groundOf, judgeWindow, type Judged } from '../significance/judge_window.ts';
import { periodBefore } from '../../time/period_before.ts';
import { predictionOf } from './prediction.ts';
import { refusal } from '../significance/refuse.ts';
import { told } from '../significance/significance.ts';
import type { Study } from '../significance/study.ts';

const METHOD =
  'Watched are the hexagons that the earlier period’s map calls hot (Gi*, at 90 % or surer, as /api/hotspots/significance ' +
  'says). Hit rate: incidents of the later period in them, as a share of all. PAI: hit rate by their share of the area ' +
  '(Chainey, Tompson and Uhlig 2008). PEI: PAI by the best PAI of any choice of as many hexagons (Hunt 2016). Hexagons ' +
  'with a delivery missing in either period take no part.';

const prediction = route(access('counts.read', 'granted'), {
  method: 'get',
  path: '/hotspots/prediction',
  operationId: 'getPrediction',
  tags: ['hotspots'],
  request: { query: PredictionQuery },
  responses: { 200: json(Prediction, 'How well one period’s hotspots predicted the next') },
});

export const predictionRoutes = (services: HexServices) =>
  router().openapi(prediction, async (c) => {
    const query = c.req.valid('query');
    const ground = await groundOf(services, c, query);
    const { wanted } = ground.asked;
    const before = earlierOf(query, wanted);
    const earlier = await judgeWindow(services, c, ground, query, before);
    const later = await judgeWindow(services, c, ground, query);
    const answer: Prediction = {
      resolution: query.resolution,
      k: query.k,
      method: METHOD,
      area: ground.asked.areaName,
      earlier: periodOf(earlier),
      later: periodOf(later),
      ...scoreOf(ground.study, earlier, later),
    };
    return c.json(answer, 200);
  });

/** Throws Problem `window_backwards`; `invalid_input` where a period would be predicted from itself. */
function earlierOf({ from2, to2 }: PredictionQuery, later: Window): Window {
  if (from2 === undefined || to2 === undefined) return periodBefore(later);
  const earlier = { from: dayOf(from2), to: dayOf(to2) };
  if (earlier.from > earlier.to) throw new Problem('window_backwards');
  if (earlier.to >= later.from)
    throw new Problem('invalid_input', {
      fields: [
        { path: 'to2', message: 'The earlier period must end before the other one begins.' },
      ],
    });
  return earlier;
}

const periodOf = ({ window, counted, gaps }: Judged): Prediction['earlier'] => ({
  ...window,
  incidents: counted.incidents,
  counts_only: counted.countsOnly,
  left_out: counted.leftOut,
  gaps: [...gaps],
});

type Score = Omit<Prediction, 'resolution' | 'k' | 'method' | 'area' | 'earlier' | 'later'>;

const nothing = (refused: NonNullable<Prediction['refused']>): Score => ({
  refused,
  cells_compared: 0,
  cells_hot: 0,
  incidents_compared: 0,
  incidents_caught: 0,
  hit_rate: null,
  area_share: null,
  pai: null,
  pei: null,
  cells: [],
});

function scoreOf({ keys, resolution }: Study, earlier: Judged, later: Judged): Score {
  if (earlier.verdict.refused !== null)
    return nothing({ ...earlier.verdict.refused, of: 'earlier' });
  if (later.verdict.refused !== null) return nothing({ ...later.verdict.refused, of: 'later' });
  const { classes } = earlier.verdict.heat;
  const { counts } = later.counted;
  // what a map could not test (a delivery missing, too few residents for a rate) it could not call hot either
  const compared = Array.from(keys.keys()).filter(
    (i) => classes[i] !== 'untested' && later.missing[i] !== 1,
  );
  const isHot = (i: number): boolean => classes[i]?.startsWith('hot_') ?? false;
  const hot = compared.filter(isHot);
  if (hot.length === 0) return nothing({ ...refusal('nothing_hot'), of: 'earlier' });
  const observed = Float64Array.from(compared, (i) => counts[i] ?? 0);
  const predicted = Float64Array.from(compared, (i) => (isHot(i) ? 1 : 0));
  const incidents = observed.reduce((sum, n) => sum + n, 0);
  // those of either period's gaps are out by now
  if (incidents < LEAST_INCIDENTS) return nothing({ ...refusal('too_few_incidents'), of: 'later' });
  const { hitRate, pai, pei } = predictionOf(predicted, observed, hot.length);
  return {
    refused: null,
    cells_compared: compared.length,
    cells_hot: hot.length,
    incidents_compared: incidents,
    incidents_caught: hot.reduce((sum, i) => sum + (counts[i] ?? 0), 0),
    hit_rate: told(hitRate),
    area_share: hot.length / compared.length,
    pai: told(pai),
    pei: told(pei),
    cells: hot.map((i) => ({
      cell: keyToString(keys[i] ?? 0, resolution),
      class: classes[i] ?? 'none',
      count: counts[i] ?? 0,
    })),
  };
}
