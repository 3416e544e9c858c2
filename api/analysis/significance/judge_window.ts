/** One judgement over a study area, asked for by several routes: where (once a request), then of a window what is hot. */
import type { MultiPolygon } from 'geojson';
import type { Context } from 'hono';
import { mayOf } from '../../http/access.ts';
import type { Filters } from '../../contract/hexes.ts';
import { INCIDENT_TYPES, type Kind } from '../../contract/kinds.ts';
import type { Gap, Significance, SignificanceQuery } from '../../contract/significance.ts';
import type { AgencyTx } from '../../db/as_agency.ts';
import { aboutHowMany } from '../../geo/cells_in_area.ts';
import { ask, cellsAsked, type Asked } from '../../hexes/ask.ts';
import { isoOf, type Window } from '../../time/local_day.ts';
import type { HexServices } from '../../hexes/services.ts';
import { readStudyOutlines } from '../../areas/queries.ts';
import { asViewer } from '../../http/transaction.ts';
import {
  countFromHours,
  countFromIndex,
  historyOfNeighbourhoods,
  type StudyCounts,
} from './count_study.ts';
import { gapsIn, missingCells, type Feed } from '../../deliveries/missing_in_area.ts';
import { residentsFor } from './residents.ts';
import { judge, type Verdict } from './significance.ts';
import { readGappyFeeds } from './queries.ts';
import { studyOf, type Study } from './study.ts';
import { MOST_CELLS } from './study_area.ts';

const NO_CELLS: ReadonlySet<number> = new Set();

/** Who asks, about which hexagons. */
export interface StudyGround {
  readonly asked: Asked;
  readonly study: Study;
  /** The study's cells as the index takes them. */
  readonly cells: ReadonlySet<number>;
  /** How many there are, or about how many where they are too many to list; null: no area to study. */
  readonly size: number | null;
  readonly feeds: readonly Feed[];
}

export interface Judged {
  readonly window: { readonly from: string; readonly to: string };
  readonly counted: StudyCounts;
  readonly gaps: readonly Gap[];
  /** One per cell of the study: 1 where a delivery is missing. */
  readonly missing: Uint8Array;
  /** By cell, where rates are compared; NaN where they are not known. */
  readonly residents: Float64Array | null;
  readonly verdict: Verdict;
}

/** Reads grants and filters, and lists the hexagons of the area: the one asked for, or the partnership's whole ground.
 *  Throws Problems for what is not known. */
export async function groundOf(
  services: HexServices,
  c: Context,
  query: SignificanceQuery,
): Promise<StudyGround> {
  const found = await ask(services, c, query);
  const { ground, feeds } = await asViewer(services, c, (tx) => readStudyRows(tx, found));
  return studyGround(found, ground, feeds, query.resolution);
}

interface StudyRows {
  /** Outlines of the whole ground; empty where an area was asked for. */
  readonly ground: readonly { readonly outline: MultiPolygon }[];
  readonly feeds: readonly Feed[];
}

export const readStudyRows = async (
  tx: AgencyTx,
  { outlines }: Pick<Asked, 'outlines'>,
): Promise<StudyRows> => ({
  ground: outlines.length > 0 ? [] : await readStudyOutlines(tx),
  feeds: await readGappyFeeds(tx),
});

export function studyGround(
  found: Asked,
  ground: StudyRows['ground'],
  feeds: readonly Feed[],
  resolution: number,
): StudyGround {
  const asked = overGround(found, ground);
  // asked before the cells are listed: an outline may be the size of a country
  const about = Math.min(...asked.outlines.map((one) => aboutHowMany(one, resolution)));
  const tooMany = asked.outlines.length > 0 && about > MOST_CELLS;
  const listed = tooMany ? null : cellsAsked(asked, resolution);
  const cells = listed ?? NO_CELLS;
  const size = tooMany ? about : (listed?.size ?? null);
  return { asked, study: studyOf(cells, resolution), cells, size, feeds };
}

/** Where nobody chose an area: the partnership's whole ground, as one outline of many parts. */
function overGround(found: Asked, ground: StudyRows['ground']): Asked {
  if (ground.length === 0) return found;
  const coordinates = ground.flatMap(({ outline }) => outline.coordinates);
  return { ...found, outlines: [{ type: 'MultiPolygon', coordinates }] };
}

/** The same for what is no study of hexagons. */
export async function askedOverGround(
  services: HexServices,
  c: Context,
  query: Filters,
): Promise<Asked> {
  const asked = await ask(services, c, query);
  return asked.outlines.length > 0
    ? asked
    : overGround(asked, await asViewer(services, c, readStudyOutlines));
}

type Manner = Pick<SignificanceQuery, 'k' | 'hours' | 'weekdays' | 'agency' | 'measure'>;

const inWindow = ({ asked }: StudyGround, { from, to }: Window): Asked => ({
  ...asked,
  wanted: { ...asked.wanted, from, to },
});

/** What is hot in a window (days since 1970-01-01, inclusive). */
export async function judgeWindow(
  services: HexServices,
  c: Context,
  ground: StudyGround,
  manner: Manner,
  window: Window = ground.asked.wanted,
): Promise<Judged> {
  const { study, cells } = ground;
  const asked = inWindow(ground, window);
  const hours = hoursAsked(manner);
  const counted = hours
    ? await countFromHours(services, c, asked, study, hours)
    : countFromIndex(asked, study, cells);
  const residents = manner.measure === 'rate' ? await residentsFor(services, c, study) : null;
  const manages = mayOf(c, 'partnership.manage');
  return judgeCounted(ground, asked, { ...manner, hours, manages }, counted, residents);
}

/** The same by counts of all hours: from memory, asking nobody. */
export function judgeCounts(
  ground: StudyGround,
  manner: Pick<Manner, 'k' | 'agency'>,
  window: Window,
): Judged {
  const asked = inWindow(ground, window);
  const counted = countFromIndex(asked, ground.study, ground.cells);
  // what a refusal says to whoever manages the partnership is of residents: nobody's here
  return judgeCounted(ground, asked, { ...manner, hours: null, manages: false }, counted, null);
}

function judgeCounted(
  { study, size, feeds }: StudyGround,
  asked: Asked,
  {
    k,
    hours,
    agency,
    manages,
  }: Pick<Manner, 'k' | 'agency'> & {
    readonly hours: Significance['hours'];
    readonly manages: boolean;
  },
  counted: StudyCounts,
  residents: Float64Array | null,
): Judged {
  const window = { from: isoOf(asked.wanted.from), to: isoOf(asked.wanted.to) };
  const gaps = gapsIn(feeds, window, agency ?? null, kindsAsked(asked));
  const missing = missingIn(asked, study, gaps);
  const facts = {
    cells: size,
    resolution: study.resolution,
    incidents: counted.incidents,
    monthOnly: counted.monthOnly,
    hours: hours !== null,
    noHour: counted.leftOut.no_hour,
    missing: missing.reduce((sum, one) => sum + one, 0),
    manages,
    noResidents: residents !== null && residents.every((people) => Number.isNaN(people)),
  };
  const verdict = judge(counted.counts, missing, () => study.neighbours(k), facts, residents);
  return { window, counted, gaps, missing, residents, verdict };
}

/** Hours of the week that are asked for; null: all of them. */
export const hoursAsked = ({
  hours,
  weekdays = [],
}: Pick<SignificanceQuery, 'hours' | 'weekdays'>): Significance['hours'] =>
  hours === undefined && weekdays.length === 0 ? null : { hours: hours ?? null, weekdays };

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
