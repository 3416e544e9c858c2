/** What is tested when somebody asks how sure it is: counts or rates, of all hours or of some. It stands in the address. */
import {
  HOURS_OF_PRESET,
  HOURS_PRESETS,
  WEEKDAYS,
  type HoursOfWeek,
  type HoursPreset,
} from '#api/contract/hours.ts';
import type { SignificanceQuery } from '#api/contract/significance.ts';

export const MEASURES = [
  'count',
  'rate',
] as const satisfies readonly SignificanceQuery['measure'][];
export type Measure = (typeof MEASURES)[number];

export interface Tested {
  readonly measure: Measure;
  /** null: all hours of the week */
  readonly hours: HoursOfWeek | null;
}

/** All day and every day is no choice of hours: null. */
export function hoursOrNone({ weekdays, hours }: HoursOfWeek): HoursOfWeek | null {
  const days = WEEKDAYS.filter((day) => weekdays.includes(day));
  const some = {
    weekdays: days.length === WEEKDAYS.length ? [] : days,
    hours: hours && (hours[1] + 1) % 24 === hours[0] ? null : hours,
  };
  return some.weekdays.length === 0 && some.hours === null ? null : some;
}

const same = (a: HoursOfWeek, b: HoursOfWeek): boolean =>
  a.weekdays.join() === b.weekdays.join() && a.hours?.join() === b.hours?.join();

/** The name of these hours, where they have one. */
export const presetOf = (hours: HoursOfWeek | null): HoursPreset | null =>
  (hours && HOURS_PRESETS.find((name) => same(HOURS_OF_PRESET[name], hours))) ?? null;

const ENDS = /^(\d|1\d|2[0-3])-(\d|1\d|2[0-3])$/;

/** Reads the address; what it cannot read it leaves out. */
export function parseTested(query: Pick<URLSearchParams, 'get'>): Tested {
  const ends = ENDS.exec(query.get('hours') ?? '');
  const days = (query.get('weekdays') ?? '').split(',');
  return {
    measure: query.get('measure') === 'rate' ? 'rate' : 'count',
    hours: hoursOrNone({
      weekdays: WEEKDAYS.filter((day) => days.includes(day)),
      hours: ends ? [Number(ends[1]), Number(ends[2])] : null,
    }),
  };
}

/** As the address and the API write it: the same words. Defaults are left out. */
export function printTested({ measure, hours }: Tested): {
  measure?: Measure;
  hours?: string;
  weekdays?: string;
} {
  return {
    ...(measure === 'rate' ? { measure } : {}),
    ...(hours?.hours ? { hours: hours.hours.join('-') } : {}),
    ...(hours && hours.weekdays.length > 0 ? { weekdays: hours.weekdays.join(',') } : {}),
  };
}
