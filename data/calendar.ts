/** Three fixed years of wall-clock time, without a clock and without a time zone database.
 *  A moment is a whole number of minutes of Europe/London wall clock since 2023-11-01 00:00. */

export const FIRST_DATE = '2023-11-01';
export const LAST_DATE = '2026-10-31';
export const DAY_COUNT = 1096;
export const DAY = 24 * 60;

const MS_A_DAY = 86_400_000;
const FIRST = Date.UTC(2023, 10, 1);

export interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly date: number;
  /** 0 is Monday. */
  readonly weekday: number;
}

/** Days since the first date; throws RangeError for what is not an ISO date. */
export function dayOf(isoDate: string): number {
  const at = Date.parse(`${isoDate}T00:00:00Z`);
  if (Number.isNaN(at)) throw new RangeError(`not a date: ${isoDate}`);
  return (at - FIRST) / MS_A_DAY;
}

const calendarDay = (day: number): CalendarDay => {
  const at = new Date(FIRST + day * MS_A_DAY);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    date: at.getUTCDate(),
    weekday: (at.getUTCDay() + 6) % 7,
  };
};

/** Every day of the sample and a few after it, for spans that end later. */
const DAYS: readonly CalendarDay[] = Array.from({ length: DAY_COUNT + 31 }, (_, i) =>
  calendarDay(i),
);

export const dayAt = (moment: number): number => Math.floor(moment / DAY);
export const calendarDayAt = (day: number): CalendarDay => DAYS[day] ?? calendarDay(day);

const isLastSunday = ({ date, weekday }: CalendarDay) => weekday === 6 && date >= 25;

/** True for 01:00–01:59 of the night when clocks go forward: nobody's watch has ever shown it. */
export function isSkipped(moment: number): boolean {
  const day = calendarDayAt(dayAt(moment));
  const minute = moment % DAY;
  return minute >= 60 && minute < 120 && day.month === 3 && isLastSunday(day);
}

/** The moment, or an hour later where the wall clock jumps over it. */
export const onTheClock = (moment: number): number => (isSkipped(moment) ? moment + 60 : moment);

/** True while summer time holds. The hour that autumn repeats counts as winter. */
function isSummer(moment: number): boolean {
  const day = calendarDayAt(dayAt(moment));
  // March and October both have 31 days; weekday of the 31st, Sunday being 6.
  const endsOn = (day.weekday + 31 - day.date) % 7;
  const lastSunday = 31 - ((endsOn + 1) % 7);
  if (day.month < 3 || day.month > 10) return false;
  if (day.month > 3 && day.month < 10) return true;
  return day.month === 3
    ? day.date > lastSunday || (day.date === lastSunday && moment % DAY >= 120)
    : day.date < lastSunday || (day.date === lastSunday && moment % DAY < 60);
}

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);

const parts = (moment: number) => {
  const { year, month, date } = calendarDayAt(dayAt(moment));
  const minute = ((moment % DAY) + DAY) % DAY;
  return {
    year: `${year}`,
    month: two(month),
    date: two(date),
    time: `${two(Math.floor(minute / 60))}:${two(minute % 60)}`,
  };
};

/** `28/02/2026 23:05`, local. */
export function ukStamp(moment: number): string {
  const p = parts(moment);
  return `${p.date}/${p.month}/${p.year} ${p.time}`;
}

/** `2026-02-28T23:05:00`, local, without a zone. */
export function isoStamp(moment: number): string {
  const p = parts(moment);
  return `${p.year}-${p.month}-${p.date}T${p.time}:00`;
}

/** `2026-02-28T23:05:00Z`. */
export const utcStamp = (moment: number): string =>
  `${isoStamp(isSummer(moment) ? moment - 60 : moment)}Z`;

/** `2026-02`. */
export function monthStamp(moment: number): string {
  const p = parts(moment);
  return `${p.year}-${p.month}`;
}
