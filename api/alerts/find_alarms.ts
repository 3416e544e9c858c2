/** From what was counted to what alerts: the family of series, and each one's unusual days. */
import { codeOfKind } from '../contract/kinds.ts';
import { alarmLevel } from '../statistics/spike_family.ts';
import { deliveredDays } from '../deliveries/missing.ts';
import { alarmsIn } from './test_days.ts';
import type { NewAlert } from './queries.ts';
import type { DayCount, Strand, WatchedFeed } from './watch_queries.ts';
import { daysToTest, daysToRead, type Reach } from './watched.ts';

const NEEDLE_FIND = codeOfKind('needle_find');

/** A feed with days to test. */
export interface DueFeed extends WatchedFeed {
  readonly tested: { readonly first: number; readonly last: number };
}

/** Feeds with days to test. Finds from phones may be as new as today. */
export const dueFeeds = (
  feeds: readonly WatchedFeed[],
  today: number,
  reach: Reach,
): readonly DueFeed[] =>
  feeds.flatMap((feed) => {
    const last = feed.months === null ? today : feed.last;
    const tested = daysToTest(last, today, reach);
    return tested ? [{ ...feed, last, tested }] : [];
  });

/** The days that all of them need. Throws RangeError for none. */
export function windowOf(due: readonly DueFeed[]): { readonly from: number; readonly to: number } {
  if (due.length === 0) throw new RangeError('No feed has a day to test.');
  const windows = due.map(({ tested }) => daysToRead(tested));
  return {
    from: Math.min(...windows.map(({ from }) => from)),
    to: Math.max(...windows.map(({ to }) => to)),
  };
}

const SENSITIVITIES = 4;

/** How many series there may be: of every feed its kinds, of finds their needles too, in every area and each of the four
 *  sensitivities. Not only those with something to count: that would depend on the counts, and not every partner may know
 *  which sensitivities a feed has. An alert's figures must not depend on rows that its reader may not see. */
export const familySize = (feeds: readonly WatchedFeed[], areas: number): number =>
  SENSITIVITIES *
  areas *
  feeds
    .flatMap(({ strands }) => [...new Set(strands.map(({ kind }) => kind))])
    .reduce((sum, kind) => sum + (kind === NEEDLE_FIND ? 2 : 1), 0);

/** counts, rows: of the window from `from` to `to`. rows: by feed and day. */
export function findAlarms(
  due: readonly DueFeed[],
  counts: readonly DayCount[],
  rows: readonly { readonly dataset: number; readonly day: number; readonly n: number }[],
  { from, to }: { readonly from: number; readonly to: number },
  level: number,
): NewAlert[] {
  const days = to - from + 1;
  const rowsOf = Map.groupBy(rows, ({ dataset }) => dataset);
  const countsOf = Map.groupBy(counts, (one) => nameOf(one));
  return due.flatMap((feed) => {
    const each = new Float64Array(days);
    for (const { day, n } of rowsOf.get(feed.dataset) ?? []) each[day - from] = n;
    const { months, first, last } = feed;
    const feedMonths = { months: months && new Set(months), first, last };
    const delivered = deliveredDays(feedMonths, each, from);
    return feed.strands.flatMap((strand) =>
      [...byArea(countsOf.get(nameOf(strand)) ?? [])].flatMap(([area, lines]) => {
        const series = { from, counts: new Float64Array(days), needles: needlesOf(lines) };
        for (const { day, n } of lines) series.counts[day - from] = n;
        return alarmsIn(series, delivered, feed.tested, level).map((alarm) => ({
          ...strand,
          ...alarm,
          area,
        }));
      }),
    );
  });
}

/** The p that alerts in a family of so many series; null where there is nothing to look at. */
export const levelOf = (series: number): number | null => (series > 0 ? alarmLevel(series) : null);

const nameOf = ({ dataset, kind, sensitivity }: Omit<Strand, 'agency'>): string =>
  `${dataset} ${kind} ${sensitivity}`;
const byArea = (lines: readonly DayCount[]) => Map.groupBy(lines, ({ area }) => area);
const needlesOf = (lines: readonly DayCount[]) =>
  new Map(lines.flatMap(({ day, needles }) => (needles ? [[day, needles] as const] : [])));
