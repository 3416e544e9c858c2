/** Bank holidays of England and Wales. By rule: the Banking and Financial Dealings Act 1971, Schedule 1, with Good Friday and
 *  Christmas Day (common law), New Year's Day (since 1974) and the first Monday of May (since 1978). Moved and added days
 *  are proclaimed one by one; those until 2028 are in the table, from https://www.gov.uk/bank-holidays. One that is
 *  proclaimed later is not known until a version of this product, or the partnership's own calendar, names it. */
import { dayOf } from './local_day.ts';

/** Added by proclamation. */
const ADDED: Readonly<Record<number, readonly string[]>> = {
  2011: ['2011-04-29'],
  2012: ['2012-06-05'],
  2022: ['2022-06-03', '2022-09-19'],
  2023: ['2023-05-08'],
};
/** Moved: from the Monday of the rule to another day. */
const EARLY_MAY: Readonly<Record<number, string>> = { 2020: '2020-05-08' };
const SPRING: Readonly<Record<number, string>> = { 2012: '2012-06-04', 2022: '2022-06-02' };

/** Days of a year, ascending, as whole numbers (local_day.ts). Year: 1978 and later. */
export function bankHolidays(year: number): number[] {
  const easter = easterSunday(year);
  const christmas = dayOf(`${year}-12-25`);
  return [
    substitute(dayOf(`${year}-01-01`)),
    easter - 2,
    easter + 1,
    dayOf(EARLY_MAY[year] ?? '1970-01-01') || firstMonday(dayOf(`${year}-05-01`)),
    dayOf(SPRING[year] ?? '1970-01-01') || firstMonday(dayOf(`${year}-05-25`)),
    firstMonday(dayOf(`${year}-08-25`)),
    ...christmasDays(christmas),
    ...(ADDED[year] ?? []).map(dayOf),
  ].toSorted((a, b) => a - b);
}

/** Monday is 0. 1 January 1970 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** The first Monday on or after a day. */
export const firstMonday = (day: number): number => day + ((7 - weekdayOf(day)) % 7);

const isWeekend = (day: number): boolean => weekdayOf(day) >= 5;

/** New Year's Day at a weekend is kept on the Monday. */
const substitute = (day: number): number => (isWeekend(day) ? firstMonday(day) : day);

/** Christmas Day and Boxing Day; at a weekend the next working days stand in for them. */
function christmasDays(christmas: number): number[] {
  const boxing = christmas + 1;
  switch (weekdayOf(christmas)) {
    case 4: // Friday: Boxing Day on a Saturday
      return [christmas, christmas + 3];
    case 5: // Saturday and Sunday
      return [christmas + 2, christmas + 3];
    case 6: // Sunday: Boxing Day on the Monday
      return [boxing, christmas + 2];
    default:
      return [christmas, boxing];
  }
}

/** The Gregorian calendar's rule, as of Butcher (1876) and J. Meeus, “Astronomical Algorithms” (1991), chapter 8. */
export function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h =
    (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return dayOf(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}
