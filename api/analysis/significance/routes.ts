/** /api/hotspots/significance */
import { Significance, SignificanceQuery } from '../../contract/significance.ts';
import type { HexServices } from '../../hexes/services.ts';
import { access, mayOf, route } from '../../http/access.ts';
import { json, router } from '../../http/router.ts';
import { isAllowedWindow } from '../../hexes/window_limit.ts';
import { withSource } from '../sources/with_source.ts';
import { readStudy } from '../study/read_study.ts';
import { atResolution, type StudyQuery } from '../study/study_query.ts';
import { readUsual, type UsualWindow } from './read_usual.ts';
import { readWindow, requestedHours } from './read_window.ts';
import {
  cellsOf,
  cellsTested,
  datesOf,
  refusedOf,
  SIGNIFICANCE_METHOD,
  USUAL_METHOD,
} from './significance_response.ts';
import { testAgainstUsual, testWindow } from './test_window.ts';
import { workingSize } from './working_size.ts';

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
    const usualAt = async (at: StudyQuery) =>
      request.mode === 'usual' ? readUsual(services, c, at, request, query.filters) : null;
    const testAt = (at: StudyQuery, there: typeof counts, usual: UsualWindow | null) =>
      usual ? testAgainstUsual(at, there, usual, request.k) : testWindow(at, there, request.k);
    const usual = await usualAt(over);
    const tested = testAt(over, counts, usual);
    const { counted, verdict } = tested;
    const byHours = requestedHours(request) !== null;
    const size =
      verdict.refused === null || request.cell !== undefined
        ? undefined
        : await workingSize(verdict.refused, request.resolution, async (resolution) => {
            const allowed = isAllowedWindow(services, c, query.filters, resolution, byHours);
            if (!allowed) return false;
            const at = await atResolution(over, resolution);
            const there = await readWindow(services, c, at, request, query.filters);
            return testAt(at, there, await usualAt(at)).verdict.refused === null;
          });
    const response: Significance = {
      ...datesOf(tested.window),
      resolution: request.resolution,
      k: request.k,
      mode: request.mode,
      like: usual ? usual.earlier.map(({ window }) => datesOf(window)) : [],
      measure: request.measure,
      hours: requestedHours(request),
      method: usual ? USUAL_METHOD : SIGNIFICANCE_METHOD,
      area: query.areaName,
      cells_in_area: study.keys.length,
      cells_tested: cellsTested(verdict),
      incidents: counted.incidents,
      left_out: counted.leftOut,
      counts_only: counted.countsOnly,
      gaps: [...tested.gaps],
      refused: refusedOf(verdict, mayOf(c, 'partnership.manage'), size),
      cells: cellsOf(study, tested, request.cell),
    };
    return c.json(response, 200);
  });
