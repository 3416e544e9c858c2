/** Phones' clocks are wrong. The phone sends what its clock showed when something was found and when it sent it;
 *  the difference between the latter and our clock corrects the former. */

/** Below this a difference is the network's, not the clock's. */
const TOLERANCE_MS = 2 * 60_000;
/** A find does not wait longer on a phone. A longer wait means a clock that was set in between, such as
 *  one that began at 1970 after the battery had died. */
const LONGEST_WAIT_MS = 366 * 86_400_000;

export interface CorrectedTime {
  readonly foundAt: Date;
  readonly corrected: boolean;
}

/** Never rejects: a find with a silly clock is still a find. The answer lies within the year before `now`, and is
 *  never later; a time that cannot be trusted at all becomes `now`. */
export function correctClock(foundAt: Date, sentAt: Date, now: Date): CorrectedTime {
  const off = now.getTime() - sentAt.getTime();
  const time = foundAt.getTime() + (Math.abs(off) > TOLERANCE_MS ? off : 0);
  const trusted = time <= now.getTime() && time >= now.getTime() - LONGEST_WAIT_MS;
  const answer = trusted ? time : now.getTime();
  return { foundAt: new Date(answer), corrected: answer !== foundAt.getTime() };
}

const FIRST = Date.UTC(1900, 0, 1);
const LAST = Date.UTC(9999, 11, 31);

/** The phone's time, as near as the database can write it: it has no year 0 and none of five digits. */
export const writableTime = (phoneTime: Date): Date =>
  new Date(Math.min(LAST, Math.max(FIRST, phoneTime.getTime())));
