/** Hours of the week, by name or as chosen. */
import {
  HOURS_OF_PRESET,
  WEEKDAYS,
  type HoursOfWeek,
  type HoursPreset,
} from '../../contract/hours.ts';
import { HOURS_A_WEEK } from '../../statistics/aoristic.ts';

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
