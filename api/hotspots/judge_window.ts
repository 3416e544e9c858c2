/** One window of an area judged: counted, what is missing taken out, tested. What significance asks once and persistence
 *  twelve times. */
import type { Context } from 'hono';
import { INCIDENT_TYPES, type Kind } from '../contract/kinds.ts';
import type { Gap, SignificanceQuery } from '../contract/significance.ts';
import { aboutHowMany } from '../geo/cells_in_area.ts';
import { cellsAsked, type Asked } from '../hexes/ask.ts';
import { isoOf } from '../hexes/local_day.ts';
import type { House } from '../house.ts';
import { readGround } from '../partnership/queries.ts';
import { asViewer } from '../viewer.ts';
import {
  countFromHours,
  countFromIndex,
  historyOfNeighbourhoods,
  type StudyCounts,
} from './count_study.ts';
import { gapsIn, missingCells, type Feed } from './missing_here.ts';
import { judge, type Verdict } from './significance.ts';
import { readGappyFeeds } from './significance_queries.ts';
import { studyOf, type Study } from './study.ts';
import { MOST_CELLS } from './study_area.ts';

const NO_CELLS: ReadonlySet<number> = new Set();

export interface Area {
  readonly asked: Asked;
  readonly study: Study;
  readonly cells: ReadonlySet<number>;
  /** How many hexagons it has, or about how many where they were too many to be listed; null: there is no area. */
  readonly size: number | null;
  readonly feeds: readonly Feed[];
}

export interface JudgedWindow {
  readonly window: { readonly from: string; readonly to: string };
  readonly counted: StudyCounts;
  readonly gaps: Gap[];
  /** 1 for each cell of the study that a missing delivery takes out. */
  readonly missing: Uint8Array;
  readonly verdict: Verdict;
}

/** What is compared with what: the area asked for, or the partnership's whole ground. */
export async function areaOf(
  house: House,
  c: Context,
  found: Asked,
  resolution: number,
): Promise<Area> {
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
  const size = tooMany ? about : cells === null ? null : study.keys.length;
  return { asked, study, cells: cells ?? NO_CELLS, size, feeds };
}

/** from, to: inclusive local days. */
export async function judgeWindow(
  house: House,
  c: Context,
  area: Area,
  query: SignificanceQuery,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<JudgedWindow> {
  const { study, cells, size, feeds } = area;
  const asked: Asked = { ...area.asked, wanted: { ...area.asked.wanted, from, to } };
  const counted = query.hours
    ? await countFromHours(house, c, asked, study, query.hours)
    : countFromIndex(asked, study, cells);
  const window = { from: isoOf(from), to: isoOf(to) };
  const gaps = gapsIn(feeds, window, query.agency ?? null, kindsAsked(asked));
  const missing = missingIn(asked, study, gaps);
  const verdict = judge(counted.counts, missing, () => study.neighbours(query.k), {
    cells: size,
    resolution: study.resolution,
    incidents: counted.incidents,
    monthOnly: counted.monthOnly,
    hours: query.hours !== undefined,
    noHour: counted.leftOut.no_hour,
    missing: missing.reduce((sum, one) => sum + one, 0),
  });
  return { window, counted, gaps, missing, verdict };
}

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
