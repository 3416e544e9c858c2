/** Moments and sizes by chance that the seed decides. */
import { below, randomOf } from '#api/statistics/random.ts';

export interface Draw {
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
}

export function drawer(seed: number): Draw {
  const random = randomOf(seed);
  return { between: (low, high) => low + below(random, high - low + 1) };
}
