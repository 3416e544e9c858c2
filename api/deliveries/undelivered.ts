/** Months in which a feed has said nothing: between its deliveries, before the first and after the last. */
import type { Kind } from '../contract/kinds.ts';
import type { Gap } from '../contract/significance.ts';
import { firstOfMonth, firstOfNextMonth, isoOf, type Window } from '../time/local_day.ts';

export interface FeedMonths {
  readonly agency: string;
  readonly dataset: string;
  readonly kinds: readonly Kind[];
  /** First days (yyyy-mm-dd), ascending; empty for a feed whose records come one by one. */
  readonly delivered: readonly string[];
}

/** First days of the months that a window touches. */
export function monthsOf({ from, to }: Window): string[] {
  const months: string[] = [];
  for (let month = firstOfMonth(from); month <= to; month = firstOfNextMonth(month))
    months.push(isoOf(month));
  return months;
}

/** What has not been delivered of one kind in any of the windows.
 *  speaks: whether an agency has records of the kind in the place. began: of an agency whose records come one by one
 *  only, the first day of them (yyyy-mm-dd): nobody knows what was found before anybody wrote it down. */
export function undelivered(
  feeds: readonly FeedMonths[],
  kind: Kind,
  windows: readonly Window[],
  speaks: (agency: string) => boolean,
  began: (agency: string) => string | null,
): Gap[] {
  const months = [...new Set(windows.flatMap(monthsOf))].sort();
  const ofKind = feeds.filter(({ agency, kinds }) => kinds.includes(kind) && speaks(agency));
  return ofKind.flatMap((feed): Gap[] => {
    const { agency, dataset } = feed;
    const others = ofKind.filter((one) => one.agency === agency && one !== feed);
    const missing = months.filter(
      feed.delivered.length > 0
        ? isMissing(feed, others)
        : (month) =>
            others.every(({ delivered }) => delivered.length === 0) &&
            month < `${began(agency)?.slice(0, 7) ?? ''}-01`,
    );
    return missing.length > 0 ? [{ agency, dataset, kinds: [kind], months: missing }] : [];
  });
}

/** A feed that took over from another of its agency is not missing before it began, nor the other from then on; what lies
 *  between the two is the other's. */
function isMissing({ delivered }: FeedMonths, others: readonly FeedMonths[]) {
  const [first = '', last = ''] = [delivered[0], delivered.at(-1)];
  const tookOver = others.some((one) => (one.delivered.at(-1) ?? first) < first);
  const next = others.flatMap((one) => one.delivered[0] ?? []).filter((month) => month > last);
  return (month: string): boolean => {
    if (month < first) return !tookOver;
    if (month > last) return !next.some((began) => month >= began);
    return !delivered.includes(month);
  };
}
