/** What is due of a feed: depersonalised records of each quarter, by the end of the next (SI 2007/1831 under s17A). Days
 *  are yyyy-mm-dd in London; months and quarters are their first days. */
import type { QuarterDue } from '../contract/deliveries.ts';
import { localDateOf } from '../time/local_date.ts';
import type { FeedArrivals } from './queries.ts';

/** A quarter as the deliveries show it, without its reminders. */
export type QuarterDelivered = Omit<QuarterDue, 'reminders'>;

/** By month: the London day on which it first arrived. */
export type Arrivals = ReadonlyMap<string, string>;

/** The months of a feed that have arrived, each with its London day. */
export const arrivalsOf = ({ months, received }: FeedArrivals): Arrivals => {
  const days = received.map(localDateOf);
  return new Map(months.flatMap((month, i) => (days[i] ? [[month, days[i]]] : [])));
};

const at = (day: string): Date => new Date(`${day}T00:00:00Z`);
const iso = (date: Date): string => date.toISOString().slice(0, 10);
/** The first of a month, so many months on. */
const monthsOn = (month: string, n: number): string => {
  const date = at(month);
  return iso(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + n, 1)));
};
const dayBefore = (day: string): string => iso(new Date(at(day).getTime() - 86_400_000));

/** The quarter that a day lies in. */
export function quarterOf(day: string): string {
  const date = at(day);
  return iso(
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - (date.getUTCMonth() % 3), 1)),
  );
}
const nameOf = (quarter: string): string =>
  `${quarter.slice(0, 4)}-Q${1 + Math.floor((Number(quarter.slice(5, 7)) - 1) / 3)}`;

/** The quarters that have ended by `today`, oldest first, from the one in which the feed begins, at most `most`. Months
 *  before a feed's first delivery here were not due here: they are received, however late.
 *  @param rows by quarter, as far as the viewer may read them */
export function quartersDue(
  arrivals: Arrivals,
  today: string,
  most: number,
  rows: ReadonlyMap<string, number>,
): QuarterDelivered[] {
  const months = [...arrivals.keys()].sort();
  const first = months[0];
  if (first === undefined) return [];
  const begun = [...arrivals.values()].sort()[0] ?? today;
  const quarters: string[] = [];
  for (let one = quarterOf(first); monthsOn(one, 3) <= today; one = monthsOn(one, 3))
    quarters.push(one);
  return quarters.slice(-most).map((quarter) => {
    const due = [0, 1, 2].map((n) => monthsOn(quarter, n)).filter((month) => month >= first);
    const missing = due.filter((month) => !arrivals.has(month));
    const received =
      due
        .flatMap((month) => arrivals.get(month) ?? [])
        .sort()
        .at(-1) ?? null;
    const expected = dayBefore(monthsOn(quarter, 6));
    return {
      quarter: nameOf(quarter),
      from: quarter,
      to: dayBefore(monthsOn(quarter, 3)),
      expected_by: expected,
      received_on: missing.length === 0 ? received : null,
      state: stateOf(missing.length === 0 ? received : null, expected, today, begun),
      months_missing: missing,
      rows: rows.get(quarter) ?? null,
    };
  });
}

function stateOf(
  received: string | null,
  expected: string,
  today: string,
  begun: string,
): QuarterDue['state'] {
  if (received === null) return today > expected ? 'missing' : 'due';
  return received > expected && begun <= expected ? 'late' : 'received';
}
