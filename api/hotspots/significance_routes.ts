/** /api/hotspots/significance */
import { access, route } from '../access.ts';
import { Significance, SignificanceQuery } from '../contract/significance.ts';
import { keyToString } from '../geo/cells.ts';
import type { House } from '../house.ts';
import { json, router } from '../openapi.ts';
import { groundOf, hoursAsked, judgeWindow, type Judged } from './judge_window.ts';
import { rateOf, type Rate } from './rate.ts';
import { told } from './significance.ts';
import type { Study } from './study.ts';

const METHOD =
  'Getis-Ord Gi* over every hexagon of the area, those without incidents too; a neighbourhood is the hexagon and those ' +
  'up to k steps away inside the area. p: two-sided, the larger of that of z as a normal deviate and of the binomial chance ' +
  'that so many, or so few, of all incidents fall into the neighbourhood. q: p adjusted by Benjamini and Hochberg; class: ' +
  'by q, at 90, 95 and 99 %. Hexagons with a delivery missing take no part.';

const significance = route(access('counts.read', 'granted'), {
  method: 'get',
  path: '/hotspots/significance',
  tags: ['hotspots'],
  request: { query: SignificanceQuery },
  responses: {
    200: json(Significance, 'Every hexagon of the study area, with its z, p, q and class'),
  },
});

export const significanceRoutes = (house: House) =>
  router().openapi(significance, async (c) => {
    const query = c.req.valid('query');
    const ground = await groundOf(house, c, query);
    const { study, asked } = ground;
    const judged = await judgeWindow(house, c, ground, query);
    const { counted, verdict } = judged;
    const answer: Significance = {
      ...judged.window,
      resolution: query.resolution,
      k: query.k,
      measure: query.measure,
      hours: hoursAsked(query),
      method: METHOD,
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

/** A refusal still says what was counted, unless there are more cells than anybody reads. */
function cellsOf(
  { keys, resolution }: Study,
  { counted: { counts }, missing, residents, verdict }: Judged,
  only: string | undefined,
): Significance['cells'] {
  if (verdict.refused !== null && /^(no_study_area|too_many_cells)$/.test(verdict.refused.reason))
    return [];
  const heat = verdict.refused === null ? verdict.heat : null;
  return Array.from(keys, (key, i) => ({ cell: keyToString(key, resolution), i }))
    .filter(({ cell }) => only === undefined || cell === only)
    .map(({ cell, i }) => ({
      cell,
      count: counts[i] ?? 0,
      ...rateTold(residents && rateOf(counts[i] ?? 0, residents[i] ?? NaN)),
      residents: told(residents?.[i]),
      z: told(heat?.z[i]),
      p: told(heat?.p[i]),
      q: told(heat?.q[i]),
      class: heat?.classes[i] ?? (missing[i] === 1 ? 'untested' : 'none'),
    }));
}

type RateTold = Pick<Significance['cells'][number], 'rate' | 'rate_interval' | 'rate_note'>;

/** rate: null where none was asked for. */
function rateTold(rate: Rate | null): RateTold {
  if (rate === null) return { rate: null, rate_interval: null, rate_note: null };
  if (rate.rate === null) return { rate: null, rate_interval: null, rate_note: rate.reason };
  return { rate: rate.rate, rate_interval: rate.interval, rate_note: rate.note };
}
