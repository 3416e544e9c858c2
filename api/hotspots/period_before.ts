/** The period before a period. */
import { firstOfMonth, monthWindow, type Window } from '../hexes/local_day.ts';

/** As long, and just before. Whole months are followed back by as many whole months, and not by as many days: feeds that
 *  know months only would otherwise lose both ends. Days since 1970-01-01, inclusive. */
export function periodBefore({ from, to }: Window): Window {
  const last = from - 1;
  const { first, last: lastMonth, cutStart, cutEnd } = monthWindow({ from, to });
  if (cutStart !== null || cutEnd !== null || lastMonth < first)
    return { from: from - (to - from + 1), to: last };
  let start = from;
  for (let month = from; month <= to; month = firstOfMonth(month + 31))
    start = firstOfMonth(start - 1);
  return { from: start, to: last };
}
