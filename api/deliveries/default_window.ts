/** Where default windows end: with the last month that the feeds that matter to a reader have delivered. Pure. */
import { dayOf, firstOfMonth, firstOfNextMonth, isoOf } from '../time/local_day.ts';
import {
  endedFeeds,
  gapsIn,
  isLive,
  lastMonthOver,
  type DeliveryFacts,
  type FeedMonths,
} from './missing.ts';

/** Feeds of so large a share of the records must have delivered a month: a small feed that is late keeps nobody from it, and a
 *  small one that is early does not make it one. */
const MOST_OF_THEM = 0.75;

export interface WeightedFeed {
  readonly feed: FeedMonths;
  /** Records of the last year that the reader may count. */
  readonly records: number;
}

/** The last day (yyyy-mm-dd) of the last month that was delivered; null: there is none. Live feeds are up to date and say
 *  nothing of others: they decide only where there are no others. */
export function deliveredTo(
  weighted: readonly WeightedFeed[],
  facts: DeliveryFacts,
): string | null {
  const some = weighted.filter(({ records }) => records > 0);
  const question = { ...facts, agencies: null, kinds: null, covers: () => true };
  const ended = endedFeeds(
    some.map(({ feed }) => feed),
    question,
  );
  const files = some.filter(({ feed }) => !isLive(feed) && !ended.has(feed));
  const deciding = files.length > 0 ? files : some.filter(({ feed }) => isLive(feed));
  const all = deciding.reduce((sum, { records }) => sum + records, 0);
  const earliest = deciding.map(({ feed }) => firstOf(feed, facts)).sort()[0] ?? '';
  const last = lastMonthOver(facts.today);
  for (let month = last; all > 0 && month >= earliest; month = monthBefore(month)) {
    const window = { from: dayOf(month), to: lastDay(month) };
    const gaps = gapsIn(
      deciding.map(({ feed }) => feed),
      [window],
      question,
    );
    const missing = new Set(gaps.map(({ id }) => id));
    const delivered = deciding.filter(({ feed }) => !missing.has(feed.id));
    const share = delivered.reduce((sum, { records }) => sum + records, 0) / all;
    if (share >= MOST_OF_THEM) return isoOf(window.to);
  }
  return null;
}

/** Of a live feed, since when it is known. */
const firstOf = (
  { agency, kinds, delivered }: FeedMonths,
  { began, today }: DeliveryFacts,
): string =>
  delivered[0] ??
  kinds.flatMap((kind) => began(agency, kind) ?? []).sort()[0] ??
  lastMonthOver(today);

const monthBefore = (month: string): string => isoOf(firstOfMonth(dayOf(month) - 1));
const lastDay = (month: string): number => firstOfNextMonth(dayOf(month)) - 1;
