/** Which months are to be released, and when. Months are yyyy-mm, days yyyy-mm-dd of the partnership's calendar. */
import { KINDS, type Kind } from '../contract/kinds.ts';
import { isClosed } from '../closed_months/closed_month.ts';
import { dayOf, firstOfNextMonth, isoOf } from '../time/local_day.ts';

/** A late feed is awaited for so many days after it… */
export const AWAITED_DAYS = 60;
/** …if it has delivered one of so many months before. */
const AWAITED_MONTHS = 3;

const firstDay = (month: string): number => dayOf(`${month}-01`);
const monthOf = (day: number): string => isoOf(day).slice(0, 7);

/** The months from `first` to `last`, both included; none when `last` is earlier. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let day = firstDay(first); monthOf(day) <= last; day = firstOfNextMonth(day))
    months.push(monthOf(day));
  return months;
}

/** Closed months that have not been released, the earliest first.
 *  @param first the first month that is to be released at all */
export const dueReleases = (
  first: string,
  released: ReadonlySet<string>,
  today: string,
): string[] =>
  monthsBetween(first, today.slice(0, 7)).filter(
    (month) => isClosed(month, today) && !released.has(month),
  );

/** A feed and the months of which something of it has arrived. */
export interface DeliveredFeed {
  readonly agency: string;
  readonly feed: string;
  /** Kinds that it has brought, at any time. */
  readonly kinds: readonly Kind[];
  /** Ascending; none: what comes one by one, from phones, is always there. */
  readonly months: readonly string[];
}

/** Kinds of which something could arrive for the month: at least one feed that has them did. */
export const arrivedKinds = (feeds: readonly DeliveredFeed[], month: string): Kind[] =>
  KINDS.filter((kind) =>
    feeds.some(
      ({ kinds, months }) =>
        kinds.includes(kind) && (months.length === 0 || months.includes(month)),
    ),
  );

/** Feeds that had begun by the month and brought nothing for it: what they would have counted is missing, not zero. */
export const missingFeeds = <F extends DeliveredFeed>(
  feeds: readonly F[],
  month: string,
): readonly F[] =>
  feeds.filter(({ months }) => (months[0] ?? '9999') < month && !months.includes(month));

/** Missing feeds that may still come: the schedule awaits them, because a month is released only once. A feed that has
 *  gone on to later months, or stopped long ago, is not awaited. */
export function awaitedFeeds<F extends DeliveredFeed>(
  feeds: readonly F[],
  month: string,
  today: string,
): readonly F[] {
  const first = firstDay(month);
  if (today > isoOf(firstOfNextMonth(first) - 1 + AWAITED_DAYS)) return [];
  const recent = monthsBetween(monthOf(first - AWAITED_MONTHS * 28), month).slice(0, -1);
  return missingFeeds(feeds, month).filter(({ months }) => recent.includes(months.at(-1) ?? ''));
}
