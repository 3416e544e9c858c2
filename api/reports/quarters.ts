/** Quarters by name: 2026-Q3 is July to September 2026. */
import { dayOf, type Window } from '../time/local_day.ts';
import { quarterOf } from '../deliveries/due.ts';

/** Days since 1970-01-01, both inclusive. name: as in 2026-Q3. */
export function windowOfQuarter(name: string): Window {
  const [year = 0, quarter = 1] = name.split('-Q').map(Number);
  const first = (q: number): number =>
    dayOf(`${year + Math.floor(q / 4)}-${String(1 + 3 * (q % 4)).padStart(2, '0')}-01`);
  return { from: first(quarter - 1), to: first(quarter) - 1 };
}

/** The last that has ended by a day (yyyy-mm-dd): the day before its own quarter's first. */
export function lastEnded(today: string): string {
  const running = quarterOf(today);
  const year = Number(running.slice(0, 4));
  const quarter = (Number(running.slice(5, 7)) - 1) / 3;
  return quarter === 0 ? `${year - 1}-Q4` : `${year}-Q${quarter}`;
}
