/** Which days of which feeds are tested. Days are whole numbers (time/local_day.ts). */
import { HISTORY_DAYS_OF_WEEKS } from './test_weeks.ts';

/** Days before a feed's newest that are still tested: a month's file and a little more. Older records are history, and the
 *  map shows it better. */
export const LOOK_BACK_DAYS = 35;
/** A day longer ago than this alerts nobody, however new its feed thinks it is: a quarter. */
export const STALE_DAYS = 92;

export interface Reach {
  readonly back: number;
  readonly stale: number;
}
export const NIGHTLY: Reach = { back: LOOK_BACK_DAYS, stale: STALE_DAYS };

/** Days to test, or null for none. newest: of the feed; today: the partnership's. */
export function daysToTest(
  newest: number,
  today: number,
  { back, stale }: Reach,
): { readonly first: number; readonly last: number } | null {
  const last = Math.min(newest, today);
  const first = Math.max(newest - back + 1, today - stale);
  return first <= last ? { first, last } : null;
}

/** Days to read so that those can be tested. */
export const daysToRead = (days: { readonly first: number; readonly last: number }) => ({
  from: days.first - HISTORY_DAYS_OF_WEEKS,
  to: days.last,
});
