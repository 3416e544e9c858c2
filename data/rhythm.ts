/** When things happen: hours, weekdays, months, and growth or fall over the three years. Shapes, not measurements. */

import { calendarDayAt, DAY, DAY_COUNT, onTheClock } from '#data/calendar.ts';
import { sampler, type Chance } from '#data/chance.ts';

export interface Rhythm {
  /** 24 weights from midnight. */
  readonly hours: readonly number[];
  /** Seven weights from Monday. */
  readonly weekdays: readonly number[];
  /** Twelve weights from January. */
  readonly months: readonly number[];
  /** Factor from one year to the next: 1 is steady. */
  readonly yearly: number;
}

const EVEN_WEEK = [1, 1, 1, 1, 1, 1, 1];
const EVEN_YEAR = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
const SUMMER = [0.75, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.25, 1.05, 1, 0.9, 0.75];
const WINTER = [1.25, 1.2, 1.05, 0.95, 0.9, 0.8, 0.8, 0.85, 0.95, 1.1, 1.2, 1.3];
const WEEKEND = [0.7, 0.7, 0.75, 0.9, 1.5, 1.8, 1.1];

// prettier-ignore
export const RHYTHMS = {
  evening: {
    hours: [3, 2, 1, 0.5, 0.3, 0.3, 0.5, 1, 1.5, 2, 2, 2.5, 3, 3, 3.5, 5, 6, 7, 8, 9, 9, 8, 7, 5],
    weekdays: [0.9, 0.9, 0.9, 1, 1.2, 1.3, 1], months: SUMMER, yearly: 1,
  },
  daytime: {
    hours: [0.1, 0.1, 0.1, 0.1, 0.1, 0.5, 2, 5, 8, 9, 9, 8, 7, 7, 7, 6, 5, 3, 2, 1, 1, 0.5, 0.3, 0.2],
    weekdays: [1.4, 1.2, 1.1, 1.1, 1.1, 0.6, 0.5], months: SUMMER, yearly: 1.04,
  },
  noise: {
    hours: [8, 6, 4, 2, 1, 0.5, 0.5, 0.5, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    weekdays: WEEKEND, months: SUMMER, yearly: 1.02,
  },
  night: {
    hours: [9, 8, 6, 3, 1, 0.3, 0.2, 0.2, 0.3, 0.4, 0.5, 0.8, 1, 1.2, 1.5, 1.8, 2, 3, 4, 5, 6, 7, 8, 9],
    weekdays: WEEKEND, months: [0.9, 0.9, 1, 1, 1.1, 1.1, 1.1, 1.1, 1, 1, 1, 1.4], yearly: 1,
  },
  burglary: {
    hours: [5, 5, 5, 4, 3, 2, 2, 3, 5, 6, 6, 5, 5, 5, 5, 5, 5, 6, 7, 7, 6, 5, 5, 5],
    weekdays: [1, 1, 1, 1, 1.2, 1.1, 0.8], months: WINTER, yearly: 0.95,
  },
  fire: {
    hours: [3, 2, 1, 1, 0.5, 0.5, 0.5, 0.5, 1, 1, 1.5, 2, 2.5, 3, 4, 6, 7, 8, 9, 10, 9, 8, 6, 4],
    weekdays: [0.9, 0.9, 0.9, 0.9, 1.1, 1.2, 1.2],
    months: [0.6, 0.7, 0.9, 1.3, 1.3, 1.2, 1.4, 1.3, 1, 1.2, 1.3, 0.6], yearly: 1,
  },
  steady: { hours: [0.2, 0.1, 0.1, 0.1, 0.1, 0.3, 1, 3, 5, 6, 6, 6, 6, 6, 6, 6, 5, 4, 3, 2, 1.5, 1, 0.6, 0.3],
    weekdays: EVEN_WEEK, months: EVEN_YEAR, yearly: 1 },
  evenings: { hours: [2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 4, 5, 6, 8, 9, 9, 8, 6, 4],
    weekdays: EVEN_WEEK, months: EVEN_YEAR, yearly: 1 },
  friday_saturday_night: { hours: [9, 8, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 9],
    weekdays: [0, 0, 0, 0, 1, 1, 0], months: EVEN_YEAR, yearly: 1 },
} as const satisfies Record<string, Rhythm>;

export type RhythmName = keyof typeof RHYTHMS;

/** Draws moments between two days, both included, in a rhythm. A night belongs to the day on which it began: hours
 *  before five carry the weight of the evening before, and stay inside the window. */
export function momentsIn(
  name: RhythmName,
  firstDay: number,
  lastDay: number,
): (c: Chance) => number {
  const { hours, weekdays, months, yearly }: Rhythm = RHYTHMS[name];
  const first = Math.max(0, firstDay);
  const last = Math.min(DAY_COUNT - 1, lastDay);
  const pickDay = sampler(
    Array.from({ length: last - first + 1 }, (_, i) => {
      const { month, weekday } = calendarDayAt(first + i);
      // A straight line instead of a power: the same number everywhere.
      const growth = 1 + (yearly - 1) * ((first + i) / 365);
      return (weekdays[weekday] ?? 1) * (months[month - 1] ?? 1) * growth;
    }),
  );
  const pickHour = sampler(hours);
  return (chance) => {
    const hour = pickHour(chance);
    const day = first + pickDay(chance);
    const night = hour < 5 && day < last ? day + 1 : day;
    return onTheClock(night * DAY + hour * 60 + chance.below(60));
  };
}
