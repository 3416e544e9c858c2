/** Which quarters there can be a report of. */
import { monthEnd } from '#web/lib/days.ts';

const at = (day: string) => ({
  year: Number(day.slice(0, 4)),
  quarter: Math.floor((Number(day.slice(5, 7)) - 1) / 3),
});

/** As in 2026-Q3, latest first: from the quarter of the first record to the last that has ended. Days are yyyy-mm-dd. */
export function quartersBetween(first: string, today: string): string[] {
  const [from, running] = [at(first), at(today)];
  const count = (running.year - from.year) * 4 + running.quarter - from.quarter;
  return Array.from({ length: Math.max(0, count) }, (_, i) => {
    const n = running.year * 4 + running.quarter - 1 - i;
    return `${Math.floor(n / 4)}-Q${(n % 4) + 1}`;
  });
}

/** The last day of a quarter. */
export function lastDayOf(quarter: string): string {
  const [year = '', q = '1'] = quarter.split('-Q');
  return monthEnd(`${year}-${String(3 * Number(q)).padStart(2, '0')}-01`);
}
