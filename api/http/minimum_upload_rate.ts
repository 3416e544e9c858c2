/** When to give up on a slow request. Node's own limit is one time for every request: short enough to cut a slow attacker,
 *  it would also cut a year of police records over a rural line. So what counts is whether bytes keep coming. */
import type { MinimumUploadRate } from './body_limits.ts';

/** How far one request has come. */
export interface Arrival {
  /** Bytes that had arrived when the present window began. */
  readonly from: number;
  /** Milliseconds waited in the present window, and in all. */
  readonly window: number;
  readonly whole: number;
}

export const arrivalAt = (bytes: number): Arrival => ({ from: bytes, window: 0, whole: 0 });

/** The arrival `waited` milliseconds later, with `bytes` there in all; null: too slow. A window that has brought its
 *  bytes ends early: a fast burst buys no long pause. */
export function waitOn(
  { from, window, whole }: Arrival,
  bytes: number,
  waited: number,
  { windowMs, bytesPerSecond, wholeMs }: MinimumUploadRate,
): Arrival | null {
  const all = whole + waited;
  if (all > wholeMs) return null;
  if (bytes - from >= (bytesPerSecond * windowMs) / 1000)
    return { from: bytes, window: 0, whole: all };
  return window + waited > windowMs ? null : { from, window: window + waited, whole: all };
}
