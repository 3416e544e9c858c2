/** Long synchronous work in slices, between which others are served, and held to a budget that no input can avoid. The
 *  work is a generator: it yields how much it has done since it last did, in units of about a microsecond. */
import { setImmediate } from 'node:timers/promises';
import { Problem } from '../http/problem.ts';

export type Sliced<T> = Generator<number, T>;

/** Milliseconds after which others are served. */
export const SLICE_MS = 20;

/** Of one piece of work: about twenty seconds of a core. Nothing lawful comes near it: the largest study has 50,000
 *  hexagons, and a hundred microseconds for each. */
export const MOST_UNITS = 20_000_000;

export interface SliceOptions {
  /** The caller has gone: its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
  readonly mostUnits?: number;
  readonly sliceMs?: number;
}

/** Runs it to its end. Throws Problem `too_much_work` beyond the budget, and the signal's reason. */
export async function inSlices<T>(
  work: Sliced<T>,
  { signal, mostUnits = MOST_UNITS, sliceMs = SLICE_MS }: SliceOptions = {},
): Promise<T> {
  let units = 0;
  let began = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    units += step.value;
    if (units > mostUnits) throw new Problem('too_much_work');
    if (performance.now() - began < sliceMs) continue;
    await setImmediate();
    signal?.throwIfAborted();
    began = performance.now();
  }
}
