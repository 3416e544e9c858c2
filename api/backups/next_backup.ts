/** When the next backup is due. Pure. */

const HOUR_MS = 3600_000;
/** In the night, when few wait: by the clock of UTC, which London's is or is an hour ahead of. */
const AT_HOUR = 2;
/** A backup of the evening before does not put off that of the night by a day. */
const SHORTEST_MS = 12 * HOUR_MS;

/** @param last when the newest verified backup was made; null: there is none
 *  @returns `now` where one is due. One that claims to be of the future proves a wrong clock, and puts nothing off. */
export function nextBackup(last: Date | null, now: Date): Date {
  if (!last || last.getTime() > now.getTime() + HOUR_MS) return now;
  const earliest = last.getTime() + SHORTEST_MS;
  const next = new Date(earliest);
  next.setUTCHours(AT_HOUR, 0, 0, 0);
  if (next.getTime() < earliest) next.setTime(next.getTime() + 24 * HOUR_MS);
  return next.getTime() < now.getTime() ? now : next;
}
