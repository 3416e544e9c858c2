/** Counts by day and month over a viewer's whole history: in one hexagon, in the outlines, or everywhere. */
import type { Timeline } from '../contract/hexes.ts';
import { KIND_OF_CODE, KINDS, type Kind } from '../contract/kinds.ts';
import { keyOfString } from '../geo/cells.ts';
import { stepAround, stepAt, type Step } from '../geo/smallest_window.ts';
import type { PartnerMonths } from '../hex_index/partner_tables.ts';
import { INDEX_RESOLUTION } from '../hex_index/select_ranges.ts';
import type { Timeline as IndexTimeline } from '../hex_index/timeline.ts';
import { isoOf } from '../time/local_day.ts';
import { indexFilter } from './read_filters.ts';
import type { ResolvedQuery } from './read_query.ts';
import { type CountedPlace, countedPlace } from './counted_place.ts';

type TimelinePlace = Pick<CountedPlace, 'index' | 'resolution' | 'cells'>;

export async function timelinePlace(
  query: ResolvedQuery,
  cell: string | undefined,
): Promise<TimelinePlace & { readonly step: Step | null }> {
  if (cell === undefined) return countedPlace(query);
  const { index } = query;
  const resolution = Math.min(INDEX_RESOLUTION, Number.parseInt(cell.slice(1, 2), 16));
  const step = query.bound ? stepAt(resolution) : 'day';
  return { index, resolution, cells: new Set([keyOfString(cell, resolution)]), step };
}

/** @param step how finely the caller may count there (null: not at all) @param today the first day that is not over */
export function timelineOf(
  query: ResolvedQuery,
  { index, resolution, cells }: TimelinePlace,
  { step, today }: { readonly step: Step | null; readonly today: number },
): Timeline {
  const { grants, filters, history } = query;
  const nothing = { first: isoOf(0), last: isoOf(0), days: {}, months: [], step: 'day' as const };
  if (!history || step === null) return nothing;
  const wanted = { ...indexFilter(filters), resolution, cells };
  const partners = index.partnerMonths(wanted, grants);
  const rows = index.timeline({ ...wanted, from: history.first, to: history.last }, grants);
  const byMonth = (month: number): number[] =>
    KINDS.map(
      (kind, k) =>
        (rows.byMonth[k]?.[rows.months.indexOf(month)] ?? 0) + ofPartners(partners, kind, month),
    );
  const ends = { first: isoOf(history.first), last: isoOf(history.last) };
  if (step !== 'day') {
    const coarse = step === 'quarter' ? step : 'month';
    return { ...ends, days: {}, ...inSteps(rows, byMonth, coarse, today) };
  }
  return {
    ...ends,
    step,
    days: Object.fromEntries(
      KINDS.map((kind, k) => [kind, Array.from(rows.days[k] ?? [])] as const).filter(([, days]) =>
        days.some((n) => n > 0),
      ),
    ),
    months: Array.from(rows.months, (month) => ({
      month: isoOf(month),
      counts: countsOf(byMonth(month)),
    })),
  };
}

const countsOf = (byKind: readonly number[]): Timeline['months'][number]['counts'] =>
  Object.fromEntries(
    KINDS.map((kind, k) => [kind, byKind[k] ?? 0] as const).filter(([, n]) => n > 0),
  );

/** Months or quarters that are over, days added up in them. */
function inSteps(
  rows: IndexTimeline,
  byMonth: (month: number) => readonly number[],
  step: 'month' | 'quarter',
  today: number,
): Pick<Timeline, 'step' | 'months'> {
  const sums = new Map<number, number[]>();
  const add = (day: number, k: number, n: number): void => {
    const { from, to } = stepAround(day, step);
    if (n === 0 || to >= today) return;
    const sum = sums.get(from) ?? KINDS.map(() => 0);
    sum[k] = (sum[k] ?? 0) + n;
    sums.set(from, sum);
  };
  for (const [k, days] of rows.days.entries())
    for (const [i, n] of days.entries()) add(rows.firstDay + i, k, n);
  for (const month of rows.months) for (const [k, n] of byMonth(month).entries()) add(month, k, n);
  const months = [...sums].sort(([a], [b]) => a - b);
  return {
    step,
    months: months.map(([day, sum]) => ({ month: isoOf(day), counts: countsOf(sum) })),
  };
}

/** What agreements of level `cell` count of one kind in one month. */
const ofPartners = (partners: readonly PartnerMonths[], kind: Kind, month: number): number =>
  partners
    .filter(({ grant }) => KIND_OF_CODE[grant.kind] === kind)
    .reduce((sum, { byMonth }) => sum + (byMonth.get(month) ?? 0), 0);
