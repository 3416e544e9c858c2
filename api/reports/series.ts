/** Month by month: what a small chart is drawn from. */
import { KIND_OF_CODE, KINDS, type Kind } from '../contract/kinds.ts';
import { SERIES_MONTHS, type SeriesMonth } from '../contract/reports.ts';
import { indexFilter } from '../hexes/read_filters.ts';
import type { ResolvedQuery } from '../hexes/read_query.ts';
import { firstOfMonth, firstOfNextMonth, isoOf } from '../time/local_day.ts';
import type { Place } from '../analysis/change/count_periods.ts';
import { poissonInterval } from '../statistics/rate.ts';

/** First days of the months that end with the day's, oldest first; days since 1970-01-01. */
export function seriesMonths(last: number): number[] {
  const months = [firstOfMonth(last)];
  while (months.length < SERIES_MONTHS) months.unshift(firstOfMonth((months[0] ?? last) - 1));
  return months;
}

/** Counts by month, of rows that are read, and of others' counts of whole months. */
interface MonthCounts {
  readonly read: number;
  readonly countsOnly: number;
}

/** By kind and, within it, in the order of the months. */
export function countMonths(
  { index, grants, filters }: ResolvedQuery,
  place: Place,
  months: readonly number[],
): ReadonlyMap<Kind, readonly MonthCounts[]> {
  const first = months[0] ?? 0;
  const last = firstOfNextMonth(months.at(-1) ?? first) - 1;
  const query = { ...indexFilter({ ...filters, from: first, to: last }), ...place };
  const line = index.timeline(query, grants);
  const partners = index.partnerMonths(query, grants);
  const at = new Map(months.map((month, i) => [month, i]));
  return new Map(
    KINDS.map((kind, k) => {
      const read = new Array<number>(months.length).fill(0);
      const add = (day: number, n: number) => {
        const i = at.get(firstOfMonth(day));
        if (i !== undefined) read[i] = (read[i] ?? 0) + n;
      };
      line.days[k]?.forEach((n, i) => add(line.firstDay + i, n));
      line.byMonth[k]?.forEach((n, i) => add(line.months[i] ?? 0, n));
      const theirs = partners.filter(({ grant }) => KIND_OF_CODE[grant.kind] === kind);
      return [
        kind,
        months.map((month, i) => ({
          read: read[i] ?? 0,
          countsOnly: theirs.reduce((sum, { byMonth }) => sum + (byMonth.get(month) ?? 0), 0),
        })),
      ];
    }),
  );
}

/** @param delivered of each month: by all feeds with records here, by some, or by none */
export function seriesOf(
  months: readonly number[],
  counts: readonly MonthCounts[],
  delivered: readonly ('all' | 'some' | 'nothing')[],
): SeriesMonth[] {
  return months.map((month, i) => {
    const { read = 0, countsOnly = 0 } = counts[i] ?? {};
    const missing = delivered[i] !== 'all';
    // what lacks a feed, or small counts, has no such interval
    const interval = countsOnly > 0 || missing ? null : poissonInterval(read);
    return {
      month: isoOf(month),
      count: delivered[i] === 'nothing' ? null : read + countsOnly,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      missing,
    };
  });
}

/** First of the months in a row, to the last delivered, in which a place was hot; null: it was not in the last.
 *  What was not delivered ends nothing and begins nothing. */
export function hotSince(
  months: readonly ('hot' | 'not' | 'missing')[],
  firsts: readonly string[],
): string | null {
  let since: string | null = null;
  for (const [i, mark] of months.entries()) {
    if (mark === 'not') since = null;
    if (mark === 'hot') since ??= firsts[i] ?? null;
  }
  return since;
}
