/** /api/hotspots/persistence */
import { setImmediate } from 'node:timers/promises';
import { Persistences } from '../../contract/persistence.ts';
import { SignificanceQuery } from '../../contract/significance.ts';
import { keyToString } from '../../geo/cells.ts';
import { lastOver } from '../../geo/smallest_window.ts';
import { timeStep } from '../../hexes/window_limit.ts';
import type { HexServices } from '../../hexes/services.ts';
import { access, mayOf, route } from '../../http/access.ts';
import { json, router } from '../../http/router.ts';
import { UNCHANGED } from '../../statistics/changed_lately.ts';
import { persistenceOf } from '../../statistics/persistence.ts';
import { isoOf } from '../../time/local_day.ts';
import { readWindow, requestedHours } from '../significance/read_window.ts';
import { refusedOf } from '../significance/significance_response.ts';
import { testWindow, type TestedWindow } from '../significance/test_window.ts';
import { readStudy } from '../study/read_study.ts';
import { changedOver, monthsUntil, periodOf } from './twelve_months.ts';

const persistence = route(access('counts.read', 'granted'), {
  method: 'get',
  path: '/hotspots/persistence',
  operationId: 'getPersistence',
  tags: ['hotspots'],
  request: { query: SignificanceQuery.omit({ mode: true }) },
  responses: {
    200: json(Persistences, 'Places hot in the last twelve months, and what that makes them'),
  },
});

export const persistenceRoutes = (services: HexServices) =>
  router().openapi(persistence, async (c) => {
    const request = c.req.valid('query');
    const { resolution, cell: only } = request;
    const over = await readStudy(services, c, request, requestedHours(request) !== null);
    const { query, study } = over;
    const { step, today } = timeStep(services, c, resolution);
    // a month that is not over would tell each record as it comes
    const { to } = query.filters;
    const lastDay = step === 'day' ? to : Math.min(to, lastOver('month', today));
    const tested: TestedWindow[] = [];
    for (const month of monthsUntil(lastDay)) {
      // twelve tests in one go would keep everybody else waiting
      await setImmediate();
      const counts = await readWindow(services, c, over, request, month);
      tested.push(testWindow(over, counts, request.k));
    }
    const manages = mayOf(c, 'partnership.manage');
    const changed = changedOver(study, tested, request.k);
    const cells = Array.from(study.keys, (key, i) => ({
      i,
      cell: keyToString(key, resolution),
      months: tested.map((month) => periodOf(month, i)),
    }));
    const response: Persistences = {
      resolution,
      months: tested.map(({ window, verdict }) => ({
        month: isoOf(window.from),
        refused: refusedOf(verdict, manages),
      })),
      area: query.areaName,
      cells: cells
        .filter(({ cell, months }) => (only === undefined ? months.includes('hot') : cell === only))
        .map(({ i, ...one }) => ({
          ...one,
          persistence: persistenceOf(one.months, changed[i] ?? UNCHANGED),
        })),
    };
    return c.json(response, 200);
  });
