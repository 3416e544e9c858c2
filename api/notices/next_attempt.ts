/** When a letter that did not go is tried again. */
const MINUTE_MS = 60_000;
/** Minutes. A mail server that is restarted is back in one; one that is mended takes a working day, or a weekend. */
const WAITS = [2, 10, 30, 60, 120, 240, 480, 720, 720, 720, 720, 720] as const;

/** @param attempts before the one that failed @returns null: given up, after three days and a half */
export function nextAttempt(attempts: number, now: Date): Date | null {
  const wait = WAITS[attempts];
  return wait === undefined ? null : new Date(now.getTime() + wait * MINUTE_MS);
}
