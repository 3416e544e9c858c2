/** /api/hotspots/significance */
import { access, route } from '../access.ts';
import { Significance, SignificanceQuery, type Gap } from '../contract/significance.ts';
import { INCIDENT_TYPES, type Kind } from '../contract/kinds.ts';
import { keyToString } from '../geo/cells.ts';
import { aboutHowMany } from '../geo/cells_in_area.ts';
import { ask, cellsAsked, type Asked } from '../hexes/ask.ts';
import { isoOf } from '../hexes/local_day.ts';
import type { House } from '../house.ts';
import { json, router } from '../openapi.ts';
import { readGround } from '../partnership/queries.ts';
import { asViewer } from '../viewer.ts';
import { countFromHours, countFromIndex, historyOfNeighbourhoods } from './count_study.ts';
import { gapsIn, missingCells } from './missing_here.ts';
import { judge, told, type Verdict } from './significance.ts';
import { readGappyFeeds } from './significance_queries.ts';
import { studyOf, type Study } from './study.ts';
import { MOST_CELLS } from './study_area.ts';

const METHOD =
  'Getis-Ord Gi* over every hexagon of the area, those without incidents too; a neighbourhood is the hexagon and those ' +
  'up to k steps away inside the area. p: two-sided, the larger of that of z as a normal deviate and of the binomial chance ' +
  'that so many, or so few, of all incidents fall into the neighbourhood. q: p adjusted by Benjamini and Hochberg; class: ' +
  'by q, at 90, 95 and 99 %. Hexagons with a delivery missing take no part.';

const NO_CELLS: ReadonlySet<number> = new Set();

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
    const { resolution, k } = query;
    const found = await ask(house, c, query);
    const { ground, feeds } = await asViewer(house, c, async (tx) => ({
      ground: found.outlines.length > 0 ? [] : await readGround(tx),
      feeds: await readGappyFeeds(tx),
    }));
    // nobody chose an area: the partnership's whole ground, as one outline of many parts
    const whole = {
      type: 'MultiPolygon' as const,
      coordinates: ground.flatMap(({ outline }) => outline.coordinates),
    };
    const asked = ground.length === 0 ? found : { ...found, outlines: [whole] };
    // asked before the cells are listed: an outline may be the size of a country
    const about = Math.min(...asked.outlines.map((one) => aboutHowMany(one, resolution)));
    const tooMany = asked.outlines.length > 0 && about > MOST_CELLS;
    const cells = tooMany ? null : cellsAsked(asked, resolution);
    const study = studyOf(cells ?? NO_CELLS, resolution);
    const counted = query.hours
      ? await countFromHours(house, c, asked, study, query.hours)
      : countFromIndex(asked, study, cells ?? NO_CELLS);
    const window = { from: isoOf(asked.wanted.from), to: isoOf(asked.wanted.to) };
    const gaps = gapsIn(feeds, window, query.agency ?? null, kindsAsked(asked));
    const missing = missingIn(asked, study, gaps);
    const verdict = judge(counted.counts, missing, () => study.neighbours(k), {
      cells: tooMany ? about : cells === null ? null : study.keys.length,
      resolution,
      incidents: counted.incidents,
      monthOnly: counted.monthOnly,
      hours: query.hours !== undefined,
      noHour: counted.leftOut.no_hour,
      missing: missing.reduce((sum, one) => sum + one, 0),
    });
    const answer: Significance = {
      ...window,
      resolution,
      k,
      method: METHOD,
      area: asked.areaName,
      cells_in_area: study.keys.length,
      cells_tested:
        verdict.refused === null ? verdict.heat.z.filter((z) => !Number.isNaN(z)).length : 0,
      incidents: counted.incidents,
      left_out: counted.leftOut,
      counts_only: counted.countsOnly,
      gaps,
      refused: verdict.refused,
      cells: cellsOf(study, counted.counts, missing, verdict, query.cell),
    };
    return c.json(answer, 200);
  });

/** Kinds that the filters let through; null for all. */
function kindsAsked({ wanted }: Asked): Kind[] | null {
  const { types } = wanted;
  if (types === null) return null;
  return [
    ...new Set(INCIDENT_TYPES.filter(({ id }) => types.includes(id)).map(({ kind }) => kind)),
  ];
}

function missingIn(asked: Asked, study: Study, gaps: readonly Gap[]): Uint8Array {
  if (gaps.length === 0) return new Uint8Array(study.keys.length);
  const all = historyOfNeighbourhoods(asked, null, null);
  const ofGaps = new Map<number, number>();
  for (const [agency, kinds] of byAgency(gaps)) {
    const id = asked.agencies.find(({ slug }) => slug === agency)?.id ?? 0;
    const types = INCIDENT_TYPES.filter(
      (one) => kinds.has(one.kind) && (asked.wanted.types?.includes(one.id) ?? true),
    ).map((one) => one.id);
    for (const [key, n] of historyOfNeighbourhoods(asked, [id], types))
      ofGaps.set(key, (ofGaps.get(key) ?? 0) + n);
  }
  return missingCells(study.keys, study.resolution, all, ofGaps);
}

function byAgency(gaps: readonly Gap[]): Map<string, Set<Kind>> {
  const found = new Map<string, Set<Kind>>();
  for (const { agency, kinds } of gaps)
    found.set(agency, new Set([...(found.get(agency) ?? []), ...kinds]));
  return found;
}

/** A refusal still says what was counted, unless there are more cells than anybody reads. */
function cellsOf(
  { keys, resolution }: Study,
  counts: Float64Array,
  missing: Uint8Array,
  verdict: Verdict,
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
      z: told(heat?.z[i]),
      p: told(heat?.p[i]),
      q: told(heat?.q[i]),
      class: heat?.classes[i] ?? (missing[i] === 1 ? 'untested' : 'none'),
    }));
}
