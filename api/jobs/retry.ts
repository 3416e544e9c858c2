/** When work that failed is tried again. */
import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds to wait, by the number of failures before this one; null: give up. */
export type Backoff = (failuresBefore: number) => number | null;

const MINUTE_MS = 60_000;

/** Minutes. A restarted mail server is back in two; a broken one takes a working day, or a weekend. */
const SENDING_DELAYS = [2, 10, 30, 60, 120, 240, 480, 720, 720, 720, 720, 720] as const;

/** For services of other people: gives up after three and a half days. */
export const sendingBackoff: Backoff = (failuresBefore) => {
  const minutes = SENDING_DELAYS[failuresBefore];
  return minutes === undefined ? null : minutes * MINUTE_MS;
};

/** Doubles up to `longestMs`, and never gives up. */
export const doublingBackoff =
  (firstMs: number, longestMs: number): Backoff =>
  (failuresBefore) =>
    Math.min(firstMs * 2 ** failuresBefore, longestMs);

/** @returns null: given up */
export function nextAttempt(backoff: Backoff, failuresBefore: number, now: Date): Date | null {
  const wait = backoff(failuresBefore);
  return wait === null ? null : new Date(now.getTime() + wait);
}

export interface RetryRules {
  readonly backoff: Backoff;
  /** Whether the failure may be over at the next attempt. Any other is thrown. */
  readonly isTemporary: (error: unknown) => boolean;
  readonly onFailure: (error: unknown) => void;
  /** Resolves early when it aborts. */
  readonly signal: AbortSignal;
}

/** Runs `work` until it succeeds. Throws its error when that is not temporary, or the backoff gives up. */
export async function retry(
  work: () => Promise<void>,
  { backoff, isTemporary, onFailure, signal }: RetryRules,
): Promise<void> {
  for (let failures = 0; !signal.aborted; failures++)
    try {
      await work();
      return;
    } catch (error) {
      const wait = isTemporary(error) ? backoff(failures) : null;
      if (wait === null) throw error;
      onFailure(error);
      await pause(wait, undefined, { signal }).catch(() => undefined);
    }
}
