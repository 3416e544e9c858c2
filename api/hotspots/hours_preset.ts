/** Hours of the week that people ask about by name, and seasons. */
import { londonOffset } from '#api/geo/local_time.ts';
import { HOURS_A_WEEK } from '../hexes/aoristic.ts';

export const HOURS_PRESETS = ['before_school', 'after_school', 'closing_time'] as const;
export type HoursPreset = (typeof HOURS_PRESETS)[number];

/** Weekdays from Monday (0), and hours from midnight: [first, end), on past 24 where the night goes on. */
const HOURS: Readonly<Record<HoursPreset, { days: readonly number[]; from: number; to: number }>> =
  {
    // Monday to Friday. Term or holiday is not told apart: local authorities set their own.
    before_school: { days: [0, 1, 2, 3, 4], from: 7, to: 9 },
    after_school: { days: [0, 1, 2, 3, 4], from: 15, to: 18 },
    // Friday's and Saturday's nights, which end on Saturday and Sunday morning
    closing_time: { days: [4, 5], from: 22, to: 28 },
  };

/** 168 ones and zeros, as the clock's weights lie. */
export function hoursOf(preset: HoursPreset): Uint8Array {
  const { days, from, to } = HOURS[preset];
  const hours = new Uint8Array(HOURS_A_WEEK);
  for (const day of days)
    for (let hour = from; hour < to; hour++) hours[(day * 24 + hour) % HOURS_A_WEEK] = 1;
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
