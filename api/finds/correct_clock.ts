/** Phones' clocks are wrong. The phone says what its clock showed when something was found and when it sent it;
 *  the difference between the latter and our clock corrects the former. */

/** Below this a difference is the network's, not the clock's. */
const TOLERANCE_MS = 2 * 60_000;

export interface CorrectedTime {
  readonly foundAt: Date;
  readonly corrected: boolean;
}

/** Never rejects: a find with a silly clock is still a find. The answer is never later than `now`. */
export function correctClock(foundAt: Date, sentAt: Date, now: Date): CorrectedTime {
  const off = now.getTime() - sentAt.getTime();
  const corrected = Math.abs(off) > TOLERANCE_MS;
  const time = foundAt.getTime() + (corrected ? off : 0);
  return { foundAt: new Date(Math.min(time, now.getTime())), corrected };
}
