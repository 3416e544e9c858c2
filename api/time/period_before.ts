/** What a period is compared with: the one before, and the same a year earlier. */
import { dayOf, firstOfMonth, isoOf, monthWindow, type Window } from './local_day.ts';

/** As long, and just before. Whole months are followed back by as many whole months, and not by as many days: feeds that
 *  know months only would otherwise lose both ends. Days since 1970-01-01, inclusive. */
export function periodBefore({ from, to }: Window): Window {
  const last = from - 1;
  if (!isWholeMonths({ from, to })) return { from: from - daysOf({ from, to }), to: last };
  let start = from;
  for (let month = from; month <= to; month = firstOfMonth(month + 31))
    start = firstOfMonth(start - 1);
  return { from: start, to: last };
}

/** The same dates a year earlier; whole months stay whole, and 29 February is compared with the 28th. */
export const yearBefore = (window: Window): Window => ({
  from: yearEarlier(window.from),
  to: isWholeMonths(window) ? yearEarlier(window.to + 1) - 1 : yearEarlier(window.to),
});

function yearEarlier(day: number): number {
  const date = isoOf(day);
  const same = `${Number(date.slice(0, 4)) - 1}${date.slice(4)}`;
  return dayOf(same.replace(/-02-29$/, '-02-28'));
}

export function isWholeMonths(window: Window): boolean {
  const { first, last, cutStart, cutEnd } = monthWindow(window);
  return cutStart === null && cutEnd === null && last >= first;
}

/** Both ends count. */
export const daysOf = ({ from, to }: Window): number => to - from + 1;
