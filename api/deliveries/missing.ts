/** What *delivered* means, for everything that counts, compares, tests or draws: which months of a feed have arrived, which are
 *  missing, and which are another feed's. What was not delivered must not be taken for zero. Pure. Months are first days
 *  (yyyy-mm-dd). */
import type { Kind } from '../contract/kinds.ts';
import type { Gap } from '../contract/gap.ts';
import { dayOf, firstOfMonth, firstOfNextMonth, isoOf, type Window } from '../time/local_day.ts';

export interface FeedMonths {
  readonly id: number;
  readonly agency: string;
  readonly dataset: string;
  readonly kinds: readonly Kind[];
  /** Ascending; empty for a live feed, whose records come one by one. */
  readonly delivered: readonly string[];
}

export interface DeliveryFacts {
  /** yyyy-mm-dd of the partnership's calendar. */
  readonly today: string;
  /** Of an agency whose feed of the kind is live, the first month with a record that the reader may count; null: there is
   *  none. What was found before is not known. */
  readonly began: (agency: string, kind: Kind) => string | null;
  /** The last month of which the reader is given counts, where an agreement gives counts of closed months only; null: all. Later
   *  ones are not delivered to this reader. */
  readonly countedTo: (agency: string, kind: Kind) => string | null;
}

/** Which feeds a question is about. */
export interface FeedQuestion extends DeliveryFacts {
  /** Slugs; null: all. */
  readonly agencies: readonly string[] | null;
  readonly kinds: readonly Kind[] | null;
  /** Whether the reader may count the agency's records of the kind, and, where a place is asked about, there are any. */
  readonly covers: (agency: string, kind: Kind) => boolean;
}

/** Missing months of one feed. */
export interface FeedGap extends Gap {
  readonly id: number;
}

/** A feed that is so many months behind the newest of its kind has ended: nobody awaits more of it. */
const ENDED_MONTHS = 12;

/** First days of the months that a window touches. */
export function monthsOf({ from, to }: Window): string[] {
  const months: string[] = [];
  for (let month = firstOfMonth(from); month <= to; month = firstOfNextMonth(month))
    months.push(isoOf(month));
  return months;
}

/** The last month that is over on a day. */
export const lastMonthOver = (today: string): string =>
  isoOf(firstOfMonth(firstOfMonth(dayOf(today)) - 1));

export const isLive = ({ delivered }: FeedMonths): boolean => delivered.length === 0;
const lastOf = ({ delivered }: FeedMonths): string => delivered.at(-1) ?? '';

/** The feeds of a question that have not delivered months of its windows: before their first delivery, between two, and after the
 *  last. Not those that have nothing of any of the windows because they had ended. One line for each feed and set of months. */
export function gapsIn(
  feeds: readonly FeedMonths[],
  windows: readonly Window[],
  question: FeedQuestion,
): FeedGap[] {
  const months = [...new Set(windows.flatMap(monthsOf))].sort();
  const asked = askedKinds(feeds, question);
  return feeds.flatMap((feed): FeedGap[] => {
    const { id, agency, dataset } = feed;
    const byMonths = new Map<string, FeedGap & { kinds: Kind[] }>();
    for (const kind of asked.get(feed) ?? []) {
      const notArrived = new Set(missingOf(feed, kind, months, asked, question));
      const countedTo = question.countedTo(agency, kind);
      const missing = months.filter(
        (month) => notArrived.has(month) || (countedTo !== null && month > countedTo),
      );
      if (missing.length === 0) continue;
      const name = missing.join();
      const known = byMonths.get(name) ?? { id, agency, dataset, kinds: [], months: missing };
      known.kinds.push(kind);
      byMonths.set(name, known);
    }
    return [...byMonths.values()];
  });
}

/** Without what only counting needs. */
export const gapOf = ({ agency, dataset, kinds, months }: FeedGap): Gap => ({
  agency,
  dataset,
  kinds: [...kinds],
  months: [...months],
});

/** Feeds with a month missing between their first delivery and the newest of all, beside others of their agency and kind: what
 *  such a feed has brought is not what its agency has. */
export function besideOthers(feeds: readonly FeedMonths[]): number[] {
  const newest = feeds.reduce((last, one) => (lastOf(one) > last ? lastOf(one) : last), '');
  const oldest = feeds.map(({ delivered }) => delivered[0] ?? newest).sort()[0] ?? '';
  if (newest === '' || oldest === '') return [];
  const months = monthsOf({ from: dayOf(oldest), to: dayOf(newest) });
  return feeds
    .filter(
      (feed) =>
        feed.delivered.length < months.length &&
        feeds.some(
          (one) =>
            one !== feed &&
            one.agency === feed.agency &&
            one.kinds.some((kind) => feed.kinds.includes(kind)),
        ),
    )
    .map(({ id }) => id);
}

type Asked = ReadonlyMap<FeedMonths, readonly Kind[]>;

/** The kinds for which a question is about each feed. */
export const askedKinds = (
  feeds: readonly FeedMonths[],
  { agencies, kinds, covers }: Omit<FeedQuestion, keyof DeliveryFacts>,
): Asked =>
  new Map(
    feeds.map((feed) => [
      feed,
      feed.kinds.filter(
        (kind) =>
          (agencies?.includes(feed.agency) ?? true) &&
          (kinds?.includes(kind) ?? true) &&
          covers(feed.agency, kind),
      ),
    ]),
  );

function missingOf(
  feed: FeedMonths,
  kind: Kind,
  months: readonly string[],
  asked: Asked,
  facts: DeliveryFacts,
): string[] {
  const ofKind = [...asked].filter(([, kinds]) => kinds.includes(kind)).map(([one]) => one);
  const others = ofKind.filter((one) => one.agency === feed.agency && one !== feed);
  if (isLive(feed)) {
    const files = others.filter((one) => !isLive(one));
    // beside files, phones are a later way in of the same records, and as incomplete as they are
    if (files.length > 0)
      return months.filter((month) =>
        files.some((file) => missingOf(file, kind, months, asked, facts).includes(month)),
      );
    const began = facts.began(feed.agency, kind);
    return began === null ? [] : months.filter((month) => month < began);
  }
  const ended = hasEnded(feed, ofKind, others, facts);
  // of a feed that had ended before, nothing is awaited
  if (ended && months.every((month) => month > lastOf(feed))) return [];
  const missing = isMissing(feed, others);
  return months.filter(missing);
}

/** Far behind the newest month of its kind. A live feed of the same agency and kind is up to date; another agency's says nothing
 *  of this one. */
function hasEnded(
  feed: FeedMonths,
  ofKind: readonly FeedMonths[],
  others: readonly FeedMonths[],
  { today }: DeliveryFacts,
): boolean {
  const newest = others.some(isLive)
    ? lastMonthOver(today)
    : ofKind.reduce((last, one) => (lastOf(one) > last ? lastOf(one) : last), '');
  return newest !== '' && monthNumber(newest) - monthNumber(lastOf(feed)) > ENDED_MONTHS;
}

const monthNumber = (month: string): number =>
  12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7));

/** Whether a feed has ended, of those of the kinds that a question is about. */
export function endedFeeds(
  feeds: readonly FeedMonths[],
  question: FeedQuestion,
): ReadonlySet<FeedMonths> {
  const asked = askedKinds(feeds, question);
  return new Set(
    feeds.filter((feed) => {
      const kinds = asked.get(feed) ?? [];
      return (
        !isLive(feed) &&
        kinds.length > 0 &&
        kinds.every((kind) => {
          const ofKind = feeds.filter((one) => asked.get(one)?.includes(kind));
          const others = ofKind.filter((one) => one.agency === feed.agency && one !== feed);
          return hasEnded(feed, ofKind, others, question);
        })
      );
    }),
  );
}

/** A feed that took over from another of its agency is not missing before it began, nor the other from then on; what lies
 *  between the two is the other's. */
function isMissing({ delivered }: FeedMonths, others: readonly FeedMonths[]) {
  const [first = '', last = ''] = [delivered[0], delivered.at(-1)];
  const known = new Set(delivered);
  const files = others.filter((one) => !isLive(one));
  const tookOver = files.some((one) => lastOf(one) < first);
  const next = files.flatMap((one) => one.delivered[0] ?? []).filter((month) => month > last);
  return (month: string): boolean => {
    if (month < first) return !tookOver;
    if (month > last) return !next.some((began) => month >= began);
    return !known.has(month);
  };
}

/** Whether no feed of the question delivered any month that a window touches: a count of it is not zero, it is not known. */
export function nothingDelivered(
  feeds: readonly FeedMonths[],
  window: Window,
  question: FeedQuestion,
): boolean {
  const asked = [...askedKinds(feeds, question)].filter(([, kinds]) => kinds.length > 0);
  return (
    asked.length > 0 &&
    monthsOf(window).every((month) => !somethingDelivered(asked, month, question))
  );
}

/** Of one month. asked: feeds, each with the kinds asked for. */
const somethingDelivered = (
  asked: readonly (readonly [FeedMonths, readonly Kind[]])[],
  month: string,
  { began, countedTo }: DeliveryFacts,
): boolean =>
  asked.some(([feed, kinds]) =>
    kinds.some(
      (kind) =>
        month <= (countedTo(feed.agency, kind) ?? month) &&
        (isLive(feed)
          ? (began(feed.agency, kind) ?? month) <= month
          : feed.delivered.includes(month)),
    ),
  );

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
