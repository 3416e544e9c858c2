/** Local days as whole numbers: days since 1970-01-01 in the calendar of the partnership. No clock and no time zone:
 *  intake decides an incident's local date. */

const DAY_MS = 86_400_000;

/** @throws RangeError when the text is not a date of the calendar, as yyyy-mm-dd. */
export function dayOf(date: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  // Date.parse takes 2026-02-30 for 2 March.
  if (Number.isNaN(ms) || isoOf(ms / DAY_MS) !== date) {
    throw new RangeError(`"${date}" is not a date: write yyyy-mm-dd, such as 2026-03-31.`);
  }
  return ms / DAY_MS;
}

/** yyyy-mm-dd. */
export const isoOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The first day of the day's month. */
export const firstOfMonth = (day: number): number => day - new Date(day * DAY_MS).getUTCDate() + 1;

/** The first day of the next month: 31 days after a month's first always lies in it. */
export const firstOfNextMonth = (day: number): number => firstOfMonth(firstOfMonth(day) + 31);

/** Inclusive local days. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

export interface MonthWindow {
  /** First days of the months that lie wholly inside: from `first` to `last`; none when last < first. */
  readonly first: number;
  readonly last: number;
  /** First days of the months the window cuts; null where it cuts none. `cutStart` lies before the window,
   *  `cutEnd` in it; a window inside one month has `cutStart` alone, or `cutEnd` if it begins with the month. */
  readonly cutStart: number | null;
  readonly cutEnd: number | null;
}

/** What a window of days means for incidents of which only the month is known: they belong to whole months. */
export function monthWindow({ from, to }: Window): MonthWindow {
  const afterLast = firstOfMonth(to + 1);
  const startMonth = firstOfMonth(from);
  const cutStart = startMonth < from ? startMonth : null;
  const cutEnd = afterLast <= to && afterLast !== cutStart ? afterLast : null;
  return { first: from, last: firstOfMonth(afterLast - 1), cutStart, cutEnd };
}

/** First days of the first and the last month that lie wholly inside a window; last < first where none does. */
export function wholeMonths(window: Window): { readonly first: number; readonly last: number } {
  const first =
    firstOfMonth(window.from) === window.from ? window.from : firstOfNextMonth(window.from);
  return { first, last: monthWindow(window).last };
}

/** A window's ends as SQL takes them: dates for day-precise rows, and the months that lie wholly in it for month-only
 *  ones. */
export function windowDates(window: Window) {
  const months = monthWindow(window);
  return {
    from: isoOf(window.from),
    to: isoOf(window.to),
    firstMonth: isoOf(months.first),
    // a window without a whole month: an empty span
    lastMonth: isoOf(Math.max(months.last, months.first - 1)),
  };
}
