/** Arithmetic on local calendar days as `yyyy-mm-dd`: no clock, no zone, so no hour is ever lost or doubled. */

const MS = 86_400_000;
const number = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / MS);
const text = (n: number) => new Date(n * MS).toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string => text(number(day) + days);

/** Days from `from` to `to`: 0 for the same day. */
export const daysBetween = (from: string, to: string): number => number(to) - number(from);

export const monthStart = (day: string): string => `${day.slice(0, 7)}-01`;

/** Months since year 0, to count and compare with. */
export const monthNumber = (day: string): number =>
  Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

export const monthOf = (n: number): string =>
  `${String(Math.floor(n / 12)).padStart(4, '0')}-${String((n % 12) + 1).padStart(2, '0')}-01`;

/** The first day of the month `months` later. */
export const addMonths = (day: string, months: number): string =>
  monthOf(monthNumber(day) + months);

export const monthEnd = (day: string): string => addDays(addMonths(day, 1), -1);
