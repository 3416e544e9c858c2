/** /api/hotspots/persistence */
import { setImmediate } from 'node:timers/promises';
import { access, route } from '../../http/access.ts';
import { Persistences } from '../../contract/persistence.ts';
import { SignificanceQuery } from '../../contract/significance.ts';
import { keyToString } from '../../geo/cells.ts';
import { firstOfNextMonth } from '../../time/local_day.ts';
import type { HexServices } from '../../hexes/services.ts';
import { json, router } from '../../http/router.ts';
import { groundOf, judgeWindow, type Judged } from '../significance/judge_window.ts';
import { persistenceOf } from './persistence.ts';
import { monthsUntil, periodOf } from './twelve_months.ts';

const persistence = route(access('counts.read', 'granted'), {
  method: 'get',
  path: '/hotspots/persistence',
  operationId: 'getPersistence',
  tags: ['hotspots'],
  request: { query: SignificanceQuery },
  responses: {
    200: json(Persistences, 'Places hot in the last twelve months, and what that makes them'),
  },
});

export const persistenceRoutes = (services: HexServices) =>
  router().openapi(persistence, async (c) => {
    const query = c.req.valid('query');
    const { resolution, cell: only } = query;
    const ground = await groundOf(services, c, query);
    const { asked, study } = ground;
    const judged: Judged[] = [];
    for (const from of monthsUntil(asked.wanted.to)) {
      // twelve judgements in one go would keep everybody else waiting
      await setImmediate();
      judged.push(
        await judgeWindow(services, c, ground, query, { from, to: firstOfNextMonth(from) - 1 }),
      );
    }
    const cells = Array.from(study.keys, (key, i) => ({
      cell: keyToString(key, resolution),
      months: judged.map((month) => periodOf(month, i)),
    }));
    const answer: Persistences = {
      resolution,
      months: judged.map(({ window, verdict }) => ({
        month: window.from,
        refused: verdict.refused,
      })),
      area: asked.areaName,
      cells: cells
        .filter(({ cell, months }) => (only === undefined ? months.includes('hot') : cell === only))
        .map((one) => ({ ...one, persistence: persistenceOf(one.months) })),
    };
    return c.json(answer, 200);
  });
