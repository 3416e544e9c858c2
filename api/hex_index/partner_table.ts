/** One provider's records that a viewer may count without reading them (an agreement of level `cell`).
 *
 *  Small counts are left out once, at the base: a provider's records of one kind and one sensitivity in one hexagon in one
 *  closed month. Every other count (a larger hexagon, a year, an area) is a sum of what remains, so that no two counts
 *  can be subtracted to find what was left out. The SQL function partner_counts() (13_closed_months.sql) gives the same. */
import { INCIDENT_TYPES, KIND_OF_CODE, KINDS } from '#api/contract/kinds.ts';
import { pairOf } from '#api/contract/source_marks.ts';
import { coarserKey } from '../geo/cells.ts';
import { type CellCounts, columns, cut } from './cell_counts.ts';
import { CLOSED_RESOLUTION, type ClosedCounts } from './closed_counts.ts';
import type { CellGrant } from './grants.ts';
import { monthWindow, type Window } from '../time/local_day.ts';
import { type CellSelection, isInside } from './select_ranges.ts';

/** The closed counts that one grant gives, sorted by key, then month. */
export interface PartnerTable {
  readonly grant: CellGrant;
  /** At CLOSED_RESOLUTION. */
  readonly keys: Float64Array;
  /** First days of months, since 1970-01-01. */
  readonly months: Int32Array;
  /** Of the hexagon that each count is of, or the grant's where that is larger: no answer is finer. */
  readonly resolutions: Uint8Array;
  readonly counts: Uint32Array;
}

/** One pass over the closed counts. */
export function partnerTable(closed: ClosedCounts, grant: CellGrant): PartnerTable {
  const given: number[] = [];
  for (let i = 0; i < closed.length; i++)
    if (
      closed.agencies[i] === grant.agency &&
      closed.kinds[i] === grant.kind &&
      (closed.sensitivities[i] ?? 0) >= grant.firstSensitivity &&
      (closed.sensitivities[i] ?? 4) <= grant.lastSensitivity &&
      (closed.counts[i] ?? 0) >= grant.threshold
    )
      given.push(i);
  return {
    grant,
    keys: Float64Array.from(given, (i) => closed.keys[i] ?? 0),
    months: Int32Array.from(given, (i) => closed.months[i] ?? 0),
    resolutions: Uint8Array.from(given, (i) =>
      Math.min(closed.resolutions[i] ?? 0, grant.resolution),
    ),
    counts: Uint32Array.from(given, (i) => closed.counts[i] ?? 0),
  };
}

/** The smallest hexagons in which all of a table's counts appear. */
export const commonResolution = ({ grant, resolutions }: PartnerTable): number =>
  resolutions.reduce((least, resolution) => Math.min(least, resolution), grant.resolution);

export interface PartnerQuery extends Window {
  readonly resolution: number;
  /** Type ids; null for all. Counts are by kind: a kind of which only some types are requested is left out. */
  readonly types: ReadonlySet<number> | null;
  readonly agencies: ReadonlySet<number> | null;
  /** Of agency and type; a kind of which only some types are meant is left out. */
  readonly pairs?: ReadonlySet<number> | null;
  readonly cells: CellSelection;
}

const TYPES_OF_KIND: readonly ReadonlySet<number>[] = KIND_OF_CODE.map(
  (kind) => new Set(INCIDENT_TYPES.filter((one) => one.kind === kind).map(({ id }) => id)),
);

/** Whether a grant adds anything to a query. */
export function appliesTo(
  grant: CellGrant,
  {
    resolution,
    types,
    agencies,
    pairs = null,
  }: Pick<PartnerQuery, 'resolution' | 'types' | 'agencies' | 'pairs'>,
): boolean {
  if (resolution > grant.resolution) return false;
  if (agencies && !agencies.has(grant.agency)) return false;
  return [...(TYPES_OF_KIND[grant.kind] ?? [])].every(
    (type) => (types?.has(type) ?? true) && (pairs?.has(pairOf(grant.agency, type)) ?? true),
  );
}

/** A table's months that lie wholly in the window, in the query's hexagons. */
export function countPartner(
  { grant, keys, months, resolutions, counts }: PartnerTable,
  query: Omit<PartnerQuery, 'types' | 'agencies'>,
): CellCounts {
  const whole = monthWindow(query);
  const steps = CLOSED_RESOLUTION - query.resolution;
  const kind = KINDS.indexOf(KIND_OF_CODE[grant.kind] ?? 'crime');
  const found = columns(keys.length);
  const byKind = found.byKind[kind] ?? found.total;
  let cells = 0;
  for (let i = 0; i < keys.length;) {
    const key = coarserKey(keys[i] ?? 0, steps);
    let n = 0;
    for (; i < keys.length && coarserKey(keys[i] ?? 0, steps) === key; i++) {
      const month = months[i] ?? 0;
      const own = resolutions[i] ?? 0;
      if (own < query.resolution || !liesInside(query.cells, keys[i] ?? 0, own)) continue;
      if (month >= whole.first && month <= whole.last) n += counts[i] ?? 0;
    }
    if (n === 0 || !selects(query.cells, key, query.resolution)) continue;
    found.keys[cells] = key;
    found.total[cells] = n;
    byKind[cells] = n;
    cells++;
  }
  return cut(found, cells);
}

const selects = (selection: CellSelection, key: number, resolution: number): boolean => {
  const cells = isInside(selection) ? selection.cells : selection;
  if (cells === null) return true;
  return 'has' in cells ? cells.has(key) : cells.touches(key, resolution);
};

/** Whether the centre of the hexagon that a count is of (key at CLOSED_RESOLUTION) lies in the areas: it is never apportioned. The
 *  hexagon is its own at every size that is drawn, so that an area has one number. */
const liesInside = (selection: CellSelection, key: number, resolution: number): boolean =>
  !isInside(selection) ||
  (selection.centres.get(resolution)?.has(coarserKey(key, CLOSED_RESOLUTION - resolution)) ??
    false);

/** A table's counts by month, over its whole history, in the chosen hexagons of `resolution` (no finer than the
 *  grant's). */
export function monthsOfPartner(
  { keys, months, resolutions, counts }: PartnerTable,
  resolution: number,
  cells: CellSelection,
): Map<number, number> {
  const steps = CLOSED_RESOLUTION - resolution;
  const byMonth = new Map<number, number>();
  for (const [i, own] of keys.entries()) {
    const counted = resolutions[i] ?? 0;
    if (counted < resolution || !liesInside(cells, own, counted)) continue;
    if (!selects(cells, coarserKey(own, steps), resolution)) continue;
    const month = months[i] ?? 0;
    byMonth.set(month, (byMonth.get(month) ?? 0) + (counts[i] ?? 0));
  }
  return byMonth;
}

/** First days of the first and last month that a table counts; null where it counts nothing. */
export function monthsSpan({ months }: PartnerTable): { first: number; last: number } | null {
  if (months.length === 0) return null;
  let first = Infinity;
  let last = -Infinity;
  for (const month of months) {
    first = Math.min(first, month);
    last = Math.max(last, month);
  }
  return { first, last };
}
