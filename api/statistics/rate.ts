/** Incidents per 1,000 residents, and how far chance alone may have moved them. */
import { gammaQuantile, gammaUpperQuantile } from './gamma.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Exact interval for the mean of a Poisson count (F. Garwood, Biometrika 28:437, 1936): half χ² quantiles with 2n and
 *  2n + 2 degrees of freedom. From 0 the lower bound is 0 and the upper −ln(½α). count: whole, ≥ 0. */
export function poissonInterval(count: number, level = 0.95): Interval {
  // a county's hexagons share few counts
  if (level === 0.95) return (known[count] ??= intervalOf(count, level));
  return intervalOf(count, level);
}

const known: Interval[] = [];

function intervalOf(count: number, level: number): Interval {
  const tail = (1 - level) / 2;
  return {
    low: count === 0 ? 0 : gammaQuantile(count, tail),
    high: gammaUpperQuantile(count + 1, tail),
  };
}

/** The least number of residents a rate is given for: fewer than the smallest area the census publishes
 *  (an output area has at least 100 residents, ONS 2021), and an areal estimate is mostly its own error. */
export const LEAST_RESIDENTS = 100;
/** Above one incident for each ten residents, those at risk are not the ones who sleep there: town centres, stations. */
const INCIDENTS_A_RESIDENT = 0.1;

export type Rate =
  | {
      /** Incidents per 1,000 residents, over the window counted, with its 95 % interval. */
      readonly rate: number;
      readonly interval: Interval;
      /** `visitors`: more come here than live here; the rate shows how few live here, not how likely a victim is. */
      readonly note: 'visitors' | null;
    }
  | { readonly rate: null; readonly reason: 'too_few_residents' | 'residents_unknown' };

/** residents: an estimate, need not be whole; NaN where no population layer covers the place. */
export function rateOf(count: number, residents: number, least = LEAST_RESIDENTS): Rate {
  if (Number.isNaN(residents)) return { rate: null, reason: 'residents_unknown' };
  if (!(residents > 0) || residents < least) return { rate: null, reason: 'too_few_residents' };
  const thousands = residents / 1000;
  const { low, high } = poissonInterval(count);
  return {
    rate: count / thousands,
    interval: { low: low / thousands, high: high / thousands },
    note: count > residents * INCIDENTS_A_RESIDENT ? 'visitors' : null,
  };
}

/** Rates for a map: per 1,000; NaN where none is given, so that the place leaves a test of rates. Arrays of one length. */
export const ratesOf = (
  counts: Float64Array,
  residents: Float64Array,
  least = LEAST_RESIDENTS,
): Float64Array =>
  Float64Array.from(counts, (count, i) => {
    const people = residents[i] ?? NaN;
    return people > 0 && people >= least ? (count / people) * 1000 : NaN;
  });
