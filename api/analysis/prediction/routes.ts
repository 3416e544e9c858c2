/** /api/hotspots/prediction */
import { Prediction, PredictionQuery, type Yardstick } from '../../contract/prediction.ts';
import { isAllowedWindow } from '../../hexes/window_limit.ts';
import type { HexServices } from '../../hexes/services.ts';
import { access, mayOf, route } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { json, router } from '../../http/router.ts';
import { dayOf, firstOfMonth, type Window } from '../../time/local_day.ts';
import { periodBefore } from '../../time/period_before.ts';
import { readWindow, requestedHours } from '../significance/read_window.ts';
import { datesOf } from '../significance/significance_response.ts';
import { testWindow, type TestedWindow } from '../significance/test_window.ts';
import { readStudy } from '../study/read_study.ts';
import { scoreOf, type PlainCount } from './score.ts';

const METHOD =
  'Watched are the hexagons that the earlier period’s map calls hot (Gi*, at 90 % or surer, as /api/hotspots/significance ' +
  'says). Hit rate: incidents of the later period in them, as a share of all. PAI: hit rate by their share of the area ' +
  '(Chainey, Tompson and Uhlig 2008). PEI: PAI by the best PAI of any choice of as many hexagons (Hunt 2016). Hexagons ' +
  'with a delivery missing in either period take no part. Beside it: as many hexagons, chosen as the busiest by a plain count of ' +
  'the last whole month and of the last twelve before the later period.';

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
    const request = c.req.valid('query');
    const over = await readStudy(services, c, request, requestedHours(request) !== null);
    const window = over.query.filters;
    const testIn = async (of: Window) =>
      testWindow(over, await readWindow(services, c, over, request, of), request.k);
    const earlier = await testIn(earlierOf(request, window));
    const later = await testIn(window);
    const plain: PlainCount[] = [];
    for (const { of, ...before } of plainWindows(window)) {
      const byHours = requestedHours(request) !== null;
      if (!isAllowedWindow(services, c, before, request.resolution, byHours)) continue;
      // what is missing needs no residents: a plain count is compared with nobody
      const counts = { ...request, measure: 'count' as const };
      plain.push({ of, ...(await readWindow(services, c, over, counts, before)) });
    }
    const response: Prediction = {
      resolution: request.resolution,
      k: request.k,
      method: METHOD,
      area: over.query.areaName,
      earlier: periodOf(earlier),
      later: periodOf(later),
      ...scoreOf(over.study, earlier, later, mayOf(c, 'partnership.manage'), plain),
    };
    return c.json(response, 200);
  });

/** The last whole month and the last twelve before a window. */
function plainWindows({ from }: Window): ({ readonly of: Yardstick['of'] } & Window)[] {
  const to = firstOfMonth(from) - 1;
  let first = firstOfMonth(to);
  const month = { of: 'last_month' as const, from: first, to };
  for (let i = 1; i < 12; i++) first = firstOfMonth(first - 1);
  return [month, { of: 'last_year', from: first, to }];
}

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

const periodOf = ({ window, counted, gaps }: TestedWindow): Prediction['earlier'] => ({
  ...datesOf(window),
  incidents: counted.incidents,
  counts_only: counted.countsOnly,
  left_out: counted.leftOut,
  gaps: [...gaps],
});
