/** Compares a place's periods by kind. */
import type { Compared, HotspotsChange } from '../../contract/change.ts';
import { KINDS, type Kind } from '../../contract/kinds.ts';
import type { FeedMonths } from '../../deliveries/missing.ts';
import type { ResolvedQuery } from '../../hexes/read_query.ts';
import { isoOf } from '../../time/local_day.ts';
import { daysOf, isWholeMonths, periodBefore, yearBefore } from '../../time/period_before.ts';
import { compare, type PeriodCount } from './compare_periods.ts';
import { overdispersionOf, type SpreadOf } from './read_overdispersion.ts';
import {
  countPeriod,
  historyHere,
  requestedKinds,
  sum,
  undeliveredHere,
  type HistoryHere,
  type PeriodCounts,
  type Place,
} from './count_periods.ts';

type Changes = Pick<HotspotsChange, 'now' | 'year' | 'before' | 'kinds' | 'total'>;
type Periods = Readonly<Record<'now' | 'year' | 'before', PeriodCounts>>;

/** @param today the first day that is not over, since 1970-01-01 */
export function changesIn(
  query: ResolvedQuery,
  feeds: readonly FeedMonths[],
  place: Place,
  today: number,
  history: HistoryHere = historyHere(query, place),
): Changes {
  const { from, to } = query.filters;
  const now = { from, to };
  const periods = {
    now: countPeriod(query, place, now),
    year: countPeriod(query, place, yearBefore(now)),
    before: countPeriod(query, place, periodBefore(now)),
  };
  const requested = requestedKinds(query);
  const spreads = overdispersionOf(query, feeds, daysOf(now), today);
  const facts = { periods, today, history, spreads };
  const kinds = requested.map((kind) => ({
    kind,
    ...comparedOf([kind], feeds, facts),
  }));
  const known = requested.filter((kind) => (history.get(kind)?.size ?? 0) > 0);
  return {
    now: periodOf(periods.now),
    year: periodOf(periods.year),
    before: periodOf(periods.before),
    kinds,
    total: requested.length > 1 ? comparedOf(known, feeds, facts) : null,
  };
}

const periodOf = ({ window, leftOut }: PeriodCounts): Changes['now'] => ({
  from: isoOf(window.from),
  to: isoOf(window.to),
  days: daysOf(window),
  left_out: { no_place: leftOut.noPlace, month_only: leftOut.monthOnlyCut },
});

interface Facts {
  readonly periods: Periods;
  readonly today: number;
  readonly history: HistoryHere;
  readonly spreads: SpreadOf;
}

/** Of one kind, or of several taken together. */
function comparedOf(
  kinds: readonly Kind[],
  feeds: readonly FeedMonths[],
  { periods, today, history, spreads }: Facts,
): Compared {
  const of = ({ window, counts, countsOnly }: PeriodCounts): PeriodCount => ({
    window,
    count: sum(kinds.map((kind) => counts[KINDS.indexOf(kind)] ?? 0)),
    countsOnly: sum(kinds.map((kind) => countsOnly[KINDS.indexOf(kind)] ?? 0)),
  });
  const agencies = kinds.flatMap((kind) => [...(history.get(kind)?.values() ?? [])]);
  const overdispersion = spreads(kinds);
  const against = (then: PeriodCounts) => {
    const windows = [periods.now.window, then.window];
    const gaps = kinds.flatMap((kind) => undeliveredHere(feeds, history, kind, windows));
    return compare(of(periods.now), of(then), {
      today,
      known: agencies.length > 0,
      gaps,
      psi: overdispersion.psi,
      monthsCut: agencies.some(({ monthsOnly }) => monthsOnly) && !windows.every(isWholeMonths),
    });
  };
  const { count, countsOnly } = of(periods.now);
  return {
    overdispersion,
    now: { count, counts_only: countsOnly },
    year: against(periods.year),
    before: against(periods.before),
  };
}
