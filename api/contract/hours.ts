/** Hours of the week, by number and by the names that people use. No zod here: the web takes these values. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface HoursOfWeek {
  /** Days on which the hours begin; empty: every day. Past midnight they belong to the day before: Friday’s night ends
   *  on Saturday. */
  readonly weekdays: readonly Weekday[];
  /** First and last hour of the local clock, both inclusive, over midnight where the first is the later; null: all day. */
  readonly hours: readonly [first: number, last: number] | null;
}

export const HOURS_PRESETS = ['before_school', 'after_school', 'closing_time'] as const;
export type HoursPreset = (typeof HOURS_PRESETS)[number];

const SCHOOL_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

export const HOURS_OF_PRESET: Readonly<Record<HoursPreset, HoursOfWeek>> = {
  // Monday to Friday. Term and holiday are not distinguished: local authorities set their own.
  before_school: { weekdays: SCHOOL_DAYS, hours: [7, 8] },
  after_school: { weekdays: SCHOOL_DAYS, hours: [15, 17] },
  // Friday's and Saturday's nights, which end on Saturday and Sunday morning
  closing_time: { weekdays: ['fri', 'sat'], hours: [22, 3] },
};
