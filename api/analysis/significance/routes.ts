/** /api/hotspots/significance */
import { access, route } from '../../http/access.ts';
import { Significance, SignificanceQuery } from '../../contract/significance.ts';
import type { HexServices } from '../../hexes/services.ts';
import { json, router } from '../../http/router.ts';
import { groundOf, hoursAsked, judgeWindow } from './judge_window.ts';
import { HEAT_METHOD } from './significance.ts';
import { cellsOf } from './response_cells.ts';

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
    const query = c.req.valid('query');
    const ground = await groundOf(services, c, query);
    const { study, asked } = ground;
    const judged = await judgeWindow(services, c, ground, query);
    const { counted, verdict } = judged;
    const answer: Significance = {
      ...judged.window,
      resolution: query.resolution,
      k: query.k,
      measure: query.measure,
      hours: hoursAsked(query),
      method: HEAT_METHOD,
      area: asked.areaName,
      cells_in_area: study.keys.length,
      cells_tested:
        verdict.refused === null ? verdict.heat.z.filter((z) => !Number.isNaN(z)).length : 0,
      incidents: counted.incidents,
      left_out: counted.leftOut,
      counts_only: counted.countsOnly,
      gaps: [...judged.gaps],
      refused: verdict.refused,
      cells: cellsOf(study, judged, query.cell),
    };
    return c.json(answer, 200);
  });
