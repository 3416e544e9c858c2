/** Hours of the week that people ask about by name, and seasons. */
import {
  HOURS_OF_PRESET,
  WEEKDAYS,
  type HoursOfWeek,
  type HoursPreset,
} from '#api/contract/hours.ts';
import { londonOffset } from '#api/time/local_time.ts';
import { HOURS_A_WEEK } from '../../hexes/aoristic.ts';

/** 168 ones and zeros, as the clock's weights lie: hour 0 is Monday's first. */
export function hoursOf(of: HoursPreset | HoursOfWeek): Uint8Array {
  const { weekdays, hours: ends } = typeof of === 'string' ? HOURS_OF_PRESET[of] : of;
  const [first, last] = ends ?? [0, 23];
  const length = ((last - first + 24) % 24) + 1;
  const hours = new Uint8Array(HOURS_A_WEEK);
  for (const [day, name] of WEEKDAYS.entries()) {
    if (weekdays.length > 0 && !weekdays.includes(name)) continue;
    for (let hour = first; hour < first + length; hour++)
      hours[(day * 24 + hour) % HOURS_A_WEEK] = 1;
  }
  return hours;
}

/** How much of a clock falls into a preset, and what an even week would have there. */
export function shareIn(
  weights: Float64Array,
  preset: HoursPreset,
): { share: number; even: number } {
  const hours = hoursOf(preset);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const inside = weights.reduce((sum, weight, hour) => sum + weight * (hours[hour] ?? 0), 0);
  return {
    share: inside / total,
    even: hours.reduce((sum, hour) => sum + hour, 0) / HOURS_A_WEEK,
  };
}

export const SEASONS = ['winter', 'spring', 'summer', 'autumn'] as const;
export type Season = (typeof SEASONS)[number];

/** The Met Office's seasons, whole months: winter is December to February. By London's calendar; UTC milliseconds. */
export function seasonOf(moment: number): Season {
  const month = new Date(moment + londonOffset(moment)).getUTCMonth();
  return SEASONS[Math.floor(((month + 1) % 12) / 3)] ?? 'winter';
}
