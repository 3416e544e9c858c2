/** Earlier windows like a window: what is usual for a place is read from them. Pure. */
import { firstOfMonth, firstOfNextMonth, type Window } from './local_day.ts';
import { daysOf, isWholeMonths, yearBefore } from './period_before.ts';

/** As many are enough: more would be of other years. */
export const MOST_LIKE = 12;
/** With fewer of the same season, the windows just before are taken too. */
const ENOUGH_OF_SEASON = 6;
const YEARS = 3;
const WEEKS_A_YEAR = 52;

/** As long as the window, all before it, none overlapping another, the most alike first; at most twelve.
 *  Alike is first the season: the same months of the three years before, and for a single month also those beside it; of days,
 *  as many weeks earlier, so that weekdays are the same. Where that gives fewer than six, then those just before, of a year.
 *  isUsable: whether it was delivered, and may be counted. */
export function likeWindows(
  window: Window,
  isUsable: (one: Window) => boolean = () => true,
): Window[] {
  const found: Window[] = [];
  const take = (candidates: readonly Window[]): void => {
    for (const one of candidates) {
      const isFree =
        one.to < window.from && found.every(({ from, to }) => one.to < from || one.from > to);
      if (isFree && found.length < MOST_LIKE && isUsable(one)) found.push(one);
    }
  };
  take(isWholeMonths(window) ? sameMonths(window) : sameWeeks(window));
  if (found.length < ENOUGH_OF_SEASON) take(justBefore(window));
  return found;
}

function sameMonths(window: Window): Window[] {
  const isOne = monthsIn(window) === 1;
  const years: Window[] = [];
  let earlier = window;
  for (let year = 1; year <= YEARS; year++) {
    earlier = yearBefore(earlier);
    years.push(earlier);
    if (isOne) years.push(monthAround(earlier.to + 1), monthAround(earlier.from - 1));
  }
  return years;
}

function sameWeeks({ from, to }: Window): Window[] {
  return Array.from({ length: YEARS }, (_, year) => {
    const days = 7 * WEEKS_A_YEAR * (year + 1);
    return { from: from - days, to: to - days };
  });
}

/** One after the other backwards, as far as a year: whole months, or whole weeks apart. */
function justBefore(window: Window): Window[] {
  const first = yearBefore(window).from;
  const found: Window[] = [];
  const step = 7 * Math.ceil(daysOf(window) / 7);
  const months = isWholeMonths(window) ? monthsIn(window) : null;
  let { from, to } = window;
  for (;;) {
    if (months === null) [from, to] = [from - step, to - step];
    else {
      to = from - 1;
      for (let i = 0; i < months; i++) from = firstOfMonth(from - 1);
    }
    if (from < first) return found;
    found.push({ from, to });
  }
}

function monthsIn({ from, to }: Window): number {
  let months = 0;
  for (let day = from; day <= to; day = firstOfNextMonth(day)) months++;
  return months;
}

const monthAround = (day: number): Window => ({
  from: firstOfMonth(day),
  to: firstOfNextMonth(day) - 1,
});
