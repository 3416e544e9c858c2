/** Which months and days of a feed are missing: what was not delivered must not be taken for zero. */
import type { Kind } from '../contract/kinds.ts';
import type { Gap } from '../contract/significance.ts';
import { dayOf, firstOfMonth, firstOfNextMonth, isoOf, type Window } from '../time/local_day.ts';

export interface FeedMonths {
  readonly agency: string;
  readonly dataset: string;
  readonly kinds: readonly Kind[];
  /** First days (yyyy-mm-dd), ascending; empty for a feed whose records come one by one. */
  readonly delivered: readonly string[];
}

/** First days of the months that a window touches. */
function monthsOf({ from, to }: Window): string[] {
  const months: string[] = [];
  for (let month = firstOfMonth(from); month <= to; month = firstOfNextMonth(month))
    months.push(isoOf(month));
  return months;
}

/** First days of the months between a feed's first and last delivery in which nothing was delivered. delivered: first days,
 *  ascending. */
export function missingMonths(delivered: readonly string[]): string[] {
  const [first, last] = [delivered[0], delivered.at(-1)];
  if (first === undefined || last === undefined) return [];
  const known = new Set(delivered);
  return monthsOf({ from: dayOf(first), to: dayOf(last) }).filter((month) => !known.has(month));
}

/** Feeds of the requested agencies and kinds with months missing between their deliveries, in the window. null: all.
 *  from, to: days as yyyy-mm-dd, inclusive. */
export function gapsIn(
  feeds: readonly FeedMonths[],
  { from, to }: { readonly from: string; readonly to: string },
  agencies: readonly string[] | null,
  kinds: readonly string[] | null,
): Gap[] {
  return feeds.flatMap(({ agency, dataset, kinds: own, delivered }): Gap[] => {
    if (agencies && !agencies.includes(agency)) return [];
    const requested = own.filter((kind) => kinds === null || kinds.includes(kind));
    const months = missingMonths(delivered).filter(
      (month) => month.slice(0, 7) >= from.slice(0, 7) && month <= to,
    );
    return requested.length > 0 && months.length > 0
      ? [{ agency, dataset, kinds: requested, months }]
      : [];
  });
}

/** What has not been delivered of one kind in any of the windows: between a feed's deliveries, before the first and after
 *  the last. covers: whether an agency has records of the kind in the place. began: of an agency whose records come one by one
 *  only, the first day of them (yyyy-mm-dd): what was found before is not known. */
export function undelivered(
  feeds: readonly FeedMonths[],
  kind: Kind,
  windows: readonly Window[],
  covers: (agency: string) => boolean,
  began: (agency: string) => string | null,
): Gap[] {
  const months = [...new Set(windows.flatMap(monthsOf))].sort();
  const ofKind = feeds.filter(({ agency, kinds }) => kinds.includes(kind) && covers(agency));
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

/** Days without a row in which the feed's own rate gives so many rows are missing, not quiet: e⁻¹² is one in 160,000. */
const ROWS_OF_A_GAP = 12;

interface Coverage {
  /** First days of the delivered months; null: rows come one by one, from phones. */
  readonly months: ReadonlySet<number> | null;
  /** Its first day with a row, and the last day that it covers: its newest row's; for phones today. */
  readonly first: number;
  readonly last: number;
}

/** 1 for each delivered day from `from` on. A day without a row is quiet only where the feed covers it; otherwise it is
 *  missing, and neither alerts nor counts as usual. rows: of the whole feed, of every kind, one number a day. Days are
 *  whole numbers (time/local_day.ts). */
export function deliveredDays(
  { months, first, last }: Coverage,
  rows: Float64Array,
  from: number,
): Uint8Array {
  const delivered = Uint8Array.from(rows, (_, i) => {
    const day = from + i;
    const covered = months === null || months.has(firstOfMonth(day));
    return covered && day >= first && day <= last ? 1 : 0;
  });
  let [days, all] = [0, 0];
  delivered.forEach((one, i) => {
    days += one;
    if (one === 1) all += rows[i] ?? 0;
  });
  const rate = days === 0 ? 0 : all / days;
  for (let start = 0; start < rows.length; start++) {
    let end = start;
    while (end < rows.length && delivered[end] === 1 && rows[end] === 0) end++;
    if (rate * (end - start) >= ROWS_OF_A_GAP) delivered.fill(0, start, end);
    start = Math.max(start, end);
  }
  return delivered;
}
