/** /api/hotspots/change */
import { access, route } from '../../http/access.ts';
import { ChangeQuery, HotspotsChange } from '../../contract/change.ts';
import { keyOfString } from '../../geo/cells.ts';
import { lastOver, stepAt } from '../../geo/smallest_window.ts';
import { getResolution, isValidCell } from 'h3-js';
import { type CountedPlace, countedPlace } from '../../hexes/counted_place.ts';
import { indexInside, rowsInside } from '../../hexes/inside.ts';
import { readFeedRows } from '../../hexes/feed_row_queries.ts';
import { readFeeds } from '../../hexes/read_feeds.ts';
import type { ResolvedQuery } from '../../hexes/read_query.ts';
import { runQuery } from '../../hexes/run_query.ts';
import { selectCells } from '../../hexes/select_cells.ts';
import { INDEX_RESOLUTION, isInside } from '../../hex_index/select_ranges.ts';
import type { HexServices } from '../../hexes/services.ts';
import { inAllowedWindow, mustBeAllowedWindow, timeStep } from '../../hexes/window_limit.ts';
import { periodBefore, yearBefore } from '../../time/period_before.ts';
import { json, router } from '../../http/router.ts';
import { Problem } from '../../http/problem.ts';
import { asViewer } from '../../http/transaction.ts';
import { changesIn, feedsToTakeOff, periodsOf } from './changes.ts';
import { historyHere, type Place } from './count_periods.ts';

export const CHANGE_METHOD =
  'Two counts, each over its days, that vary as much more than Poisson counts as the partnership’s own do (overdispersion: ' +
  'Pearson’s X² by degrees of freedom, of all neighbourhoods of 10 a month or quarter, the county’s course taken out). The 95 % ' +
  'interval of the ratio is that of the counts by this factor, given their sum (Jeffreys). Up or down: the interval lies ' +
  'on one side of 1. Fewer than 10 together, or an interval that holds 1 with fewer than 10 on one side: too few to tell. ' +
  'Compared are the feeds that have delivered both periods: what the others counted is left out of both. Others’ counts of ' +
  'whole months take no part, because small ones are left out of them.';

const change = route(access('counts.read', 'granted'), {
  method: 'get',
  path: '/hotspots/change',
  operationId: 'getChange',
  tags: ['hotspots'],
  request: { query: ChangeQuery },
  responses: {
    200: json(HotspotsChange, 'By kind: more or fewer than before, with an interval; or why not'),
  },
});

export const changeRoutes = (services: HexServices) =>
  router().openapi(change, async (c) => {
    const request = c.req.valid('query');
    const requested = await runQuery(services, c, request);
    const query = inAllowedWindow(services, c, requested, resolutionOf(request));
    for (const derived of [yearBefore(query.filters), periodBefore(query.filters)])
      mustBeAllowedWindow(services, c, derived, resolutionOf(request));
    const place = await placeOf(query, request);
    const { resolution, step } = place;
    const there = { ...query, index: place.index };
    const { polygon } = rowsInside(query);
    const { feeds, rows } = await asViewer(services, c, async (tx) => {
      const all = await readFeeds(tx, services, query);
      const { types } = query.filters;
      const periods = Object.values(periodsOf(query.filters));
      const takenOff = feedsToTakeOff(query, all);
      return {
        feeds: all,
        rows: await readFeedRows(tx, takenOff, periods, { resolution, types, polygon }),
      };
    });
    const { today } = timeStep(services, c, request.resolution);
    const until = step && step !== 'day' ? lastOver(step, today) : undefined;
    const response: HotspotsChange = {
      resolution: request.cell === undefined ? request.resolution : resolution,
      area: query.areaName,
      cell: request.cell ?? null,
      method: CHANGE_METHOD,
      ...changesIn(there, feeds, place, today, rows, historyHere(there, place, until)),
    };
    return c.json(response, 200);
  });

/** Of the cell, where one is requested; -1: there is no such cell. */
const resolutionOf = ({ cell, resolution }: Pick<ChangeQuery, 'cell' | 'resolution'>): number =>
  cell === undefined ? resolution : isValidCell(cell) ? getResolution(cell) : -1;

/** The cell, where one is requested: what of it lies inside the area and the box. Throws Problem `bad_cell`. */
async function placeOf(
  query: ResolvedQuery,
  { cell, resolution, bbox }: ChangeQuery,
): Promise<Place & Pick<CountedPlace, 'index' | 'step'>> {
  const { filters, bound } = query;
  const index = indexInside(query);
  const stepOf = (at: number) => (bound ? stepAt(at) : 'day');
  if (cell === undefined) {
    if (!bbox) return countedPlace(query, [filters, yearBefore(filters), periodBefore(filters)]);
    const cells = await selectCells(query, { resolution, bbox });
    return { index, resolution, cells, step: stepOf(resolution) };
  }
  const own = resolutionOf({ cell, resolution });
  if (own < 6 || own > INDEX_RESOLUTION)
    throw new Problem('bad_cell', { detail: `${cell} is not an H3 cell of resolution 6 to 10.` });
  const key = keyOfString(cell, own);
  const selection = await selectCells(query, { resolution: own, bbox });
  const chosen = isInside(selection) ? selection.cells : selection;
  const inside = chosen === null || ('has' in chosen ? chosen.has(key) : chosen.touches(key, own));
  const cells = new Set(inside ? [key] : []);
  return {
    index,
    resolution: own,
    cells: isInside(selection) ? { ...selection, cells } : cells,
    step: stepOf(own),
  };
}
