/** Europe/London wall clock ↔ UTC, 1990 to 2099, by the rule itself: Intl costs microseconds a row, this nanoseconds.
 *  British Summer Time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October;
 *  until 1995 it ended on the Sunday after October's fourth Saturday. Tests hold it to Node's own time zone data. */

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
const FIRST_YEAR = 1990;
const LAST_YEAR = 2099;

/** Start and end of summer time for each year, in UTC milliseconds. */
const SUMMERS = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => {
  const year = FIRST_YEAR + index;
  const sundayUpTo = (month: number, day: number) => {
    const date = Date.UTC(year, month, day, 1);
    return date - new Date(date).getUTCDay() * DAY;
  };
  return { start: sundayUpTo(2, 31), end: sundayUpTo(9, year <= 1995 ? 28 : 31) };
});

const summerOf = (ms: number) => SUMMERS[new Date(ms).getUTCFullYear() - FIRST_YEAR];

/** Milliseconds that London's clock is ahead of UTC at an instant. */
export function londonOffset(utc: number): number {
  const summer = summerOf(utc);
  return summer && utc >= summer.start && utc < summer.end ? HOUR : 0;
}

/** The instant at which London's clock shows `wall` (the wall clock's own reading, as if it were UTC milliseconds).
 *  The hour that is skipped in March is taken as the later hour; the one that comes twice in October, as its first. */
export function londonToUtc(wall: number): number {
  const summer = summerOf(wall);
  if (!summer) return wall;
  // 01:00 to 02:00 does not exist in March: 01:30 by the wall is then 02:30 BST, 01:30 UTC.
  if (wall >= summer.start + HOUR && wall < summer.end + HOUR) return wall - HOUR;
  return wall;
}

/** Days from 1970-01-01 to the date in London at an instant. */
export function londonDay(utc: number): number {
  return Math.floor((utc + londonOffset(utc)) / DAY);
}
