/** Which weeks of one series are unusual enough for an alert, and which rises of two to eight weeks. Weeks begin on Mondays. */
import type { Look } from '../contract/alerts.ts';
import {
  cusumAlarm,
  weekAlarm,
  HISTORY_WEEKS,
  LONGEST_RISE,
  type Rise,
} from '../statistics/rise.ts';
import { firstMonday } from '../time/bank_holidays.ts';
import type { Calendar } from '../time/calendar.ts';
import { incidentAlarms, type Alarm } from './test_days.ts';

/** What a week is held to, or a rise of the longest kind: a year before it, and one week to begin on a Monday. */
export const HISTORY_DAYS_OF_WEEKS = 7 * (HISTORY_WEEKS + LONGEST_RISE + 1);

/** A rise that was told of: the series begins anew with it. */
export interface Told {
  readonly since: number;
  readonly day: number;
}

/** What is known of a window's days and weeks. */
export interface KnownCalendar {
  /** 1 for a holiday, from the window's first day on. */
  readonly holidays: Uint8Array;
  /** 1 for a week of school holidays, from the window's first Monday on. */
  readonly schoolWeeks: Uint8Array;
}

export function calendarOver(
  calendar: Calendar,
  { from, to }: { readonly from: number; readonly to: number },
): KnownCalendar {
  const monday = firstMonday(from);
  const isSchoolWeek = (week: number): 0 | 1 =>
    mostly(5, (day) => calendar.isSchoolHoliday(monday + 7 * week + day));
  return {
    holidays: Uint8Array.from({ length: to - from + 1 }, (_, i) => +calendar.isHoliday(from + i)),
    schoolWeeks: Uint8Array.from({ length: Math.floor((to - monday + 1) / 7) }, (_, week) =>
      isSchoolWeek(week),
    ),
  };
}

/** Weeks that end from first to last (both included). known: a count each day from `from` on, NaN where it is not known.
 *  Days that alert by themselves are told of: what is usual stands in for them. told: earlier alerts of weeks and rises, in
 *  any order. */
export function weekAlarms(
  { from, known }: { readonly from: number; readonly known: Float64Array },
  { holidays, schoolWeeks }: KnownCalendar,
  { first, last }: { readonly first: number; readonly last: number },
  levels: Record<Look, number>,
  told: readonly Told[],
): Alarm[] {
  const monday = firstMonday(from);
  const firstSunday =
    firstMonday(first) - 1 >= first ? firstMonday(first) - 1 : firstMonday(first) + 6;
  if (firstSunday > last) return [];
  const days = known.slice(monday - from);
  const all = { first: from, last };
  for (const { day, usual } of incidentAlarms({ from, known }, holidays, all, levels.day))
    if (day >= monday) days[day - monday] = Math.round(usual);
  const counts = Float64Array.from({ length: Math.floor(days.length / 7) }, (_, week) =>
    sum(days, week),
  );
  const alarms: Alarm[] = [];
  for (let day = firstSunday; day <= last; day += 7) {
    const week = (day - monday - 6) / 7;
    const restart = Math.ceil((restartOf([...told, ...alarms], day) - monday) / 7);
    const weeks = { counts, holidays: schoolWeeks, restart: Math.max(0, restart) };
    const one = weekAlarm(weeks, week, levels.week);
    const found = one ?? cusumAlarm(weeks, week, levels.rise);
    if (!found) continue;
    const since = day - 7 * found.weeks + 1;
    const n = known.slice(since - from, day - from + 1).reduce((sum, count) => sum + count, 0);
    alarms.push({ ...figures(found), look: one ? 'week' : 'rise', since, day, n });
  }
  return alarms;
}

const figures = ({ usual, held_to, p }: Rise) => ({
  ...({ signal: 'incidents', finds: null } as const),
  ...{ usual, held_to, p },
});

/** Where the series begins for a week that ends on this day: with the latest rise that was told before it. */
const restartOf = (told: readonly Told[], day: number): number =>
  Math.max(-Infinity, ...told.filter((one) => one.day < day).map(({ since }) => since));

function sum(days: Float64Array, week: number): number {
  return days.slice(7 * week, 7 * week + 7).reduce((all, count) => all + count, 0);
}

/** Of the first so many days. */
const mostly = (days: number, is: (day: number) => boolean): 0 | 1 =>
  Array.from({ length: days }, (_, day) => is(day)).filter(Boolean).length * 2 > days ? 1 : 0;
