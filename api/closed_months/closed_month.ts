/** When a month is closed: its late files are in, and what is counted of it stays. Months are yyyy-mm, days yyyy-mm-dd of the
 *  partnership's calendar. Pure. */
import { dayOf, firstOfMonth, firstOfNextMonth, isoOf } from '../time/local_day.ts';

/** Late files have so long after the month's last day. */
export const CLOSING_DAYS = 14;

/** The day on which the month is closed. */
export const closesOn = (month: string): string =>
  isoOf(firstOfNextMonth(dayOf(`${month}-01`)) - 1 + CLOSING_DAYS);

export const isClosed = (month: string, today: string): boolean => closesOn(month) <= today;

/** The last month that is closed. */
export function lastClosedMonth(today: string): string {
  let first = firstOfMonth(dayOf(today));
  while (!isClosed(isoOf(first).slice(0, 7), today)) first = firstOfMonth(first - 1);
  return isoOf(first).slice(0, 7);
}

/** The day on which the month after the last closed one is closed. */
export const nextClosing = (today: string): string =>
  closesOn(isoOf(firstOfNextMonth(dayOf(`${lastClosedMonth(today)}-01`))).slice(0, 7));
