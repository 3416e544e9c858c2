/** Hours of the week and seasons, in words. */
import type { HoursOfWeek, HoursPreset, Weekday } from '#api/contract/hours.ts';
import type { SeasonWindow } from '#web/screens/map/time/seasons.ts';

export const DAY_NAMES: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/** 22:00 */
export const hourWord = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** The end of an hour that is still in: 02:59. */
const lastMinute = (hour: number): string => `${String(hour).padStart(2, '0')}:59`;

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** `22:00 to 03:59, nights of Friday and Saturday` · `Monday, all day` · `all hours` */
export function hoursInWords(of: HoursOfWeek | null): string {
  if (of === null) return 'all hours';
  const { weekdays, hours } = of;
  const days = weekdaysInWords(weekdays);
  if (hours === null) return `${days}, all day`;
  const [first, last] = hours;
  const clock = `${hourWord(first)} to ${lastMinute(last)}`;
  if (weekdays.length === 0) return clock;
  return `${clock}, ${first > last ? `nights that begin on ${days}` : days}`;
}

function weekdaysInWords(days: readonly Weekday[]): string {
  const key = days.join();
  if (key === 'mon,tue,wed,thu,fri') return 'Monday to Friday';
  if (key === '') return 'every day';
  return list.format(days.map((day) => DAY_NAMES[day]));
}

export const hoursWords = {
  legend: 'Time of day',
  presets: {
    before_school: 'Before school',
    after_school: 'After school',
    closing_time: 'Closing time',
  } satisfies Record<HoursPreset, string>,
  all: 'All hours',
  chosen: 'Hours of your own…',
  from: 'From',
  until: 'Until',
  days: 'On',
  everyDay: 'every day',
  season: 'Season',
  noSeason: 'Season…',
  /** Winter 2025/26 */
  seasonName({ season, from, to }: SeasonWindow): string {
    const name = { winter: 'Winter', spring: 'Spring', summer: 'Summer', autumn: 'Autumn' }[season];
    const years =
      from.slice(0, 4) === to.slice(0, 4)
        ? from.slice(0, 4)
        : `${from.slice(0, 4)}/${to.slice(2, 4)}`;
    return `${name} ${years}`;
  },
} as const;
