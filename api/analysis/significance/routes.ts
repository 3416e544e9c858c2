/** /api/hotspots/significance */
import { Significance, SignificanceQuery } from '../../contract/significance.ts';
import type { HexServices } from '../../hexes/services.ts';
import { access, mayOf, route } from '../../http/access.ts';
import { json, router } from '../../http/router.ts';
import { withSource } from '../sources/with_source.ts';
import { readStudy } from '../study/read_study.ts';
import { readWindow, requestedHours } from './read_window.ts';
import {
  cellsOf,
  cellsTested,
  datesOf,
  refusedOf,
  SIGNIFICANCE_METHOD,
} from './significance_response.ts';
import { testWindow } from './test_window.ts';

const significance = route(access('counts.read', 'granted'), {
  method: 'get',
  path: '/hotspots/significance',
  operationId: 'getSignificance',
  tags: ['hotspots'],
  request: { query: SignificanceQuery },
  responses: {
    200: json(Significance, 'Every hexagon of the study area, with its z, p, q and class'),
  },
});

export const significanceRoutes = (services: HexServices) =>
  router().openapi(significance, async (c) => {
    const request = c.req.valid('query');
    const over = await withSource(
      services,
      c,
      await readStudy(services, c, request, requestedHours(request) !== null),
      request.source,
    );
    const { study, query } = over;
    const counts = await readWindow(services, c, over, request, query.filters);
    const tested = testWindow(over, counts, request.k);
    const { counted, verdict } = tested;
    const response: Significance = {
      ...datesOf(tested.window),
      resolution: request.resolution,
      k: request.k,
      measure: request.measure,
      hours: requestedHours(request),
      method: SIGNIFICANCE_METHOD,
      area: query.areaName,
      cells_in_area: study.keys.length,
      cells_tested: cellsTested(verdict),
      incidents: counted.incidents,
      left_out: counted.leftOut,
      counts_only: counted.countsOnly,
      gaps: [...tested.gaps],
      refused: refusedOf(verdict, mayOf(c, 'partnership.manage')),
      cells: cellsOf(study, tested, request.cell),
    };
    return c.json(response, 200);
  });
