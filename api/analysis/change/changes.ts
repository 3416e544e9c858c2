/** Compares a place's periods by kind, over the feeds that have delivered both of two periods. */
import type { Compared, HotspotsChange } from '../../contract/change.ts';
import { KINDS, type Kind } from '../../contract/kinds.ts';
import {
  gapOf,
  gapsIn,
  nothingDelivered,
  type FeedMonths,
  type FeedQuestion,
} from '../../deliveries/missing.ts';
import { feedQuestion } from '../../hexes/delivery_facts.ts';
import { liesIn, type FeedRowsOf } from '../../hexes/feed_row_queries.ts';
import { leaveOut } from '../../hexes/leave_out.ts';
import type { ResolvedQuery } from '../../hexes/read_query.ts';
import { isoOf, type Window } from '../../time/local_day.ts';
import { daysOf, isWholeMonths, periodBefore, yearBefore } from '../../time/period_before.ts';
import { compare, type PeriodCount } from './compare_periods.ts';
import { overdispersionOf, type SpreadOf } from './read_overdispersion.ts';
import {
  countPeriod,
  historyHere,
  requestedKinds,
  sum,
  type HistoryHere,
  type PeriodCounts,
  type Place,
} from './count_periods.ts';
import { questionHere } from './question_here.ts';

type Changes = Pick<HotspotsChange, 'now' | 'year' | 'before' | 'kinds' | 'total'>;

/** The window and the two that it is compared with. */
export const periodsOf = ({ from, to }: Window) => ({
  now: { from, to },
  year: yearBefore({ from, to }),
  before: periodBefore({ from, to }),
});

/** Feeds of which rows are to be read before a change is told (hexes/leave_out.ts). */
export function feedsToTakeOff(query: ResolvedQuery, feeds: readonly FeedMonths[]): number[] {
  const { now, year, before } = periodsOf(query.filters);
  const question = feedQuestion(query);
  const ids = [year, before].flatMap((then) => [
    ...leaveOut(query, feeds, [now, then], question).rowsOf.keys(),
  ]);
  return [...new Set(ids)];
}

/** @param feeds of every agency
 *  @param rows of the feeds to take off, in each of the periods
 *  @param today the first day that is not over, since 1970-01-01 */
export function changesIn(
  query: ResolvedQuery,
  feeds: readonly FeedMonths[],
  place: Place,
  today: number,
  rows: FeedRowsOf,
  history: HistoryHere = historyHere(query, place),
): Changes {
  const periods = periodsOf(query.filters);
  const counted = {
    now: countPeriod(query, place, periods.now),
    year: countPeriod(query, place, periods.year),
    before: countPeriod(query, place, periods.before),
  };
  const requested = requestedKinds(query);
  const spreads = overdispersionOf(query, feeds, daysOf(periods.now), today);
  const facts = { query, feeds, place, today, rows, history, counted, spreads };
  const kinds = requested.map((kind) => ({ kind, ...comparedOf([kind], facts) }));
  const known = requested.filter((kind) => (history.get(kind)?.size ?? 0) > 0);
  return {
    now: periodOf(counted.now),
    year: periodOf(counted.year),
    before: periodOf(counted.before),
    kinds,
    total: requested.length > 1 ? comparedOf(known, facts) : null,
  };
}

const periodOf = ({ window, leftOut }: PeriodCounts): Changes['now'] => ({
  from: isoOf(window.from),
  to: isoOf(window.to),
  days: daysOf(window),
  left_out: { no_place: leftOut.noPlace, month_only: leftOut.monthOnlyCut },
});

interface Facts {
  readonly query: ResolvedQuery;
  readonly feeds: readonly FeedMonths[];
  readonly place: Place;
  readonly today: number;
  readonly rows: FeedRowsOf;
  readonly history: HistoryHere;
  readonly counted: Readonly<Record<'now' | 'year' | 'before', PeriodCounts>>;
  readonly spreads: SpreadOf;
}

/** Of one kind, or of several taken together. */
function comparedOf(kinds: readonly Kind[], facts: Facts): Compared {
  const { query, feeds, today, history, counted } = facts;
  const overdispersion = facts.spreads(kinds);
  const question = questionHere(query, history, kinds);
  const agencies = kinds.flatMap((kind) => [...(history.get(kind)?.values() ?? [])]);
  const isNothing = ({ window }: PeriodCounts): boolean =>
    nothingDelivered(feeds, window, question);
  const against = (then: PeriodCounts) => {
    const windows = [counted.now.window, then.window];
    const gaps = gapsIn(feeds, windows, question);
    const less = (of: PeriodCounts): PeriodCount =>
      sumOf(gaps.length === 0 ? of : withoutFeeds(of.window, windows, question, facts), kinds);
    return {
      ...compare(less(counted.now), less(then), {
        today,
        known: agencies.length > 0,
        gaps: gaps.map(gapOf),
        psi: overdispersion.psi,
        monthsCut: agencies.some(({ monthsOnly }) => monthsOnly) && !windows.every(isWholeMonths),
      }),
      ...all(then),
    };
  };
  const all = (of: PeriodCounts) => {
    const { count, countsOnly } = sumOf(of, kinds);
    return { count, counts_only: countsOnly, nothing_delivered: isNothing(of) };
  };
  return {
    overdispersion,
    now: all(counted.now),
    year: against(counted.year),
    before: against(counted.before),
  };
}

const sumOf = (
  { window, counts, countsOnly }: PeriodCounts,
  kinds: readonly Kind[],
): PeriodCount => ({
  window,
  count: sum(kinds.map((kind) => counts[KINDS.indexOf(kind)] ?? 0)),
  countsOnly: sum(kinds.map((kind) => countsOnly[KINDS.indexOf(kind)] ?? 0)),
});

/** A period again, without feeds that have not delivered all windows. */
function withoutFeeds(
  window: Window,
  windows: readonly Window[],
  question: FeedQuestion,
  { query, feeds, place, rows }: Facts,
): PeriodCounts {
  const { query: narrowed, rowsOf } = leaveOut(query, feeds, windows, question);
  const isHere = liesIn(place.cells, place.resolution);
  const period = countPeriod(narrowed, place, window);
  const counts = [...period.counts];
  for (const row of rows(window)) {
    const { dataset, kind, n } = row;
    if (!rowsOf.get(dataset)?.includes(kind) || !isHere(row)) continue;
    const k = KINDS.indexOf(kind);
    counts[k] = Math.max(0, (counts[k] ?? 0) - n);
  }
  return { ...period, counts };
}
