/** Which days are unlike others: bank holidays, and school holidays. */
import { bankHolidays } from './bank_holidays.ts';
import { isoOf } from './local_day.ts';
import { usualSchoolHolidays, type Span } from './school_holidays.ts';

export interface Calendar {
  /** A bank holiday, or the day before one: its evening is unlike that of its weekday. */
  isHoliday(day: number): boolean;
  isSchoolHoliday(day: number): boolean;
}

/** England and Wales. Days are whole numbers (local_day.ts). */
export const CALENDAR: Calendar = calendar();

function calendar(): Calendar {
  const bank = new Map<number, ReadonlySet<number>>();
  const school = new Map<number, readonly Span[]>();
  const isBank = (day: number): boolean =>
    keep(bank, yearOf(day), (year) => new Set(bankHolidays(year))).has(day);
  const inSpans = (year: number, day: number): boolean =>
    keep(school, year, usualSchoolHolidays).some(({ from, to }) => from <= day && day <= to);
  return {
    isHoliday: (day) => isBank(day) || isBank(day + 1),
    // those of Christmas begin in the year before
    isSchoolHoliday: (day) => inSpans(yearOf(day), day) || inSpans(yearOf(day) - 1, day),
  };
}

const yearOf = (day: number): number => Number(isoOf(day).slice(0, 4));

function keep<T>(kept: Map<number, T>, year: number, make: (year: number) => T): T {
  const known = kept.get(year) ?? make(year);
  kept.set(year, known);
  return known;
}
