/** When to stop waiting for a caller. Node's own limit is one time for every request: short enough to cut a slow
 *  attacker, it would cut a police year over a village's line as well. So what counts is whether bytes keep coming. */
import type { Patience } from './body_limits.ts';

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
 *  bytes ends early, so that a fast stretch earns no long rest after it. */
export function waitOn(
  { from, window, whole }: Arrival,
  bytes: number,
  waited: number,
  { windowMs, bytesPerSecond, wholeMs }: Patience,
): Arrival | null {
  const all = whole + waited;
  if (all > wholeMs) return null;
  if (bytes - from >= (bytesPerSecond * windowMs) / 1000)
    return { from: bytes, window: 0, whole: all };
  return window + waited > windowMs ? null : { from, window: window + waited, whole: all };
}
