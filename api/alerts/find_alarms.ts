/** From what was counted to what alerts: the family of series, and each one's unusual days, weeks and rises. */
import { codeOfKind } from '../contract/kinds.ts';
import type { Look } from '../contract/alerts.ts';
import { alarmLevel, onceInDays } from '../statistics/spike_family.ts';
import type { Calendar } from '../time/calendar.ts';
import { deliveredDays } from '../deliveries/missing.ts';
import { dayAlarms, knownDays, type Alarm } from './test_days.ts';
import { calendarOver, weekAlarms, type Told } from './test_weeks.ts';
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

/** How many series an area may have: of every feed its kinds, of finds their needles too. It depends on what every partner
 *  knows. An alert's figures must not depend on rows that its reader may not see. */
export const familySize = (feeds: readonly WatchedFeed[]): number =>
  feeds
    .flatMap(({ strands }) => [...new Set(strands.map(({ kind }) => kind))])
    .reduce((sum, kind) => sum + (kind === NEEDLE_FIND ? 2 : 1), 0);

/** What a sensitivity may spend of what is left by those below it. */
const SHARE = 3 / 4;

/** The part of its feed's and kind's false alarms that a strand may make: three quarters of what the lower sensitivities
 *  leave. Whoever may read a strand may read those of a lower sensitivity, and need not know of the higher ones. */
export function shareOf({ strands }: WatchedFeed, { kind, sensitivity }: Strand): number {
  const lower = strands.filter((one) => one.kind === kind && one.sensitivity < sensitivity).length;
  return SHARE * (1 - SHARE) ** lower;
}

/** Levels of one strand: what it may spend is divided among the areas in which it has a row in the days that are read. */
export function levelsOf(family: number, share: number, areas: number): Record<Look, number> {
  const series = (family * areas) / share;
  return {
    day: alarmLevel('day', series),
    week: alarmLevel('week', series),
    rise: alarmLevel('rise', series),
  };
}

export interface NewAlert extends Strand, Alarm {
  readonly area: number | null;
  readonly level: number;
  readonly once_in_days: number;
}

/** An alert of weeks or a rise that stands, of one series. */
export interface ToldRise extends Told, Pick<Strand, 'dataset' | 'kind' | 'sensitivity'> {
  readonly area: number | null;
}

export interface WatchedCounts {
  readonly counts: readonly DayCount[];
  /** By feed and day. */
  readonly rows: readonly { readonly dataset: number; readonly day: number; readonly n: number }[];
  readonly told: readonly ToldRise[];
}

/** counts, rows: of the window from `from` to `to`. family: familySize of all feeds, due or not. */
export function findAlarms(
  due: readonly DueFeed[],
  { counts, rows, told }: WatchedCounts,
  { from, to }: { readonly from: number; readonly to: number },
  family: number,
  known: Calendar,
): NewAlert[] {
  const days = to - from + 1;
  const calendar = calendarOver(known, { from, to });
  const rowsOf = Map.groupBy(rows, ({ dataset }) => dataset);
  const countsOf = Map.groupBy(counts, nameOf);
  const toldOf = Map.groupBy(told, nameOfSeries);
  return due.flatMap((feed) => {
    const each = new Float64Array(days);
    for (const { day, n } of rowsOf.get(feed.dataset) ?? []) each[day - from] = n;
    const { months, first, last } = feed;
    const feedMonths = { months: months && new Set(months), first, last };
    const delivered = deliveredDays(feedMonths, each, from);
    return feed.strands.flatMap((strand) => {
      const areas = byArea(countsOf.get(nameOf(strand)) ?? []);
      if (areas.size === 0) return [];
      const levels = levelsOf(family, shareOf(feed, strand), areas.size);
      return [...areas].flatMap(([area, lines]) => {
        const series = { from, counts: new Float64Array(days), needles: needlesOf(lines) };
        for (const { day, n } of lines) series.counts[day - from] = n;
        const known = knownDays(series, delivered);
        const before = toldOf.get(nameOfSeries({ ...strand, area })) ?? [];
        return [
          ...dayAlarms(series, known, calendar.holidays, feed.tested, levels.day),
          ...weekAlarms({ from, known }, calendar, feed.tested, levels, before),
        ].map((alarm) => {
          const level = levels[alarm.look];
          const once_in_days = onceInDays(alarm.look, alarm.p, level);
          return { ...strand, ...alarm, area, level, once_in_days };
        });
      });
    });
  });
}

type Named = Pick<Strand, 'dataset' | 'kind' | 'sensitivity'>;
const nameOf = ({ dataset, kind, sensitivity }: Named): string =>
  `${dataset} ${kind} ${sensitivity}`;
const nameOfSeries = (series: Named & { readonly area: number | null }): string =>
  `${nameOf(series)} ${series.area}`;
const byArea = (lines: readonly DayCount[]) => Map.groupBy(lines, ({ area }) => area);
const needlesOf = (lines: readonly DayCount[]) =>
  new Map(lines.flatMap(({ day, needles }) => (needles ? [[day, needles] as const] : [])));
