/** Getis-Ord Gi*: is a place's neighbourhood higher, or lower, than the study area's mean would have it?
 *
 *  z = (Σw·x − x̄·Σw) / (S · √((n·Σw² − (Σw)²) / (n − 1))), weights 1 inside the band and 0 outside, the place itself
 *  included, S the population's standard deviation (Ord & Getis 1995, Geographical Analysis 27:286, equation 14). */

/** Neighbours of n places, flat: those of place i are `of[starts[i]] … of[starts[i + 1] - 1]`, i among them. */
export interface Neighbours {
  /** n + 1 offsets. */
  readonly starts: Uint32Array;
  readonly of: Uint32Array;
}

/** z-scores. counts: one per cell of the study area, zeros too; a NaN leaves the test (a delivery that is missing is not
 *  zero): it is in no mean and in nobody's neighbourhood, and its own z is NaN. Every z is NaN where all counts are equal.
 *  Where a neighbourhood is the whole study area there is nothing to compare with: NaN. */
export function giStar(counts: Float64Array, { starts, of }: Neighbours): Float64Array {
  const z = new Float64Array(counts.length).fill(NaN);
  const { n, mean, deviation } = moments(counts);
  if (n < 2 || !(deviation > 0)) return z; // moments gives 0 for equal values, whatever their sum rounds to
  for (let i = 0; i < counts.length; i++) {
    if (Number.isNaN(counts[i])) continue;
    let sum = 0;
    let weights = 0;
    const end = starts[i + 1] ?? 0;
    for (let at = starts[i] ?? 0; at < end; at++) {
      const x = counts[of[at] ?? 0] ?? NaN;
      if (Number.isNaN(x)) continue;
      sum += x;
      weights++;
    }
    // weights are 0 or 1, so Σw² = Σw
    const spread = (n * weights - weights * weights) / (n - 1);
    if (spread > 0) z[i] = (sum - mean * weights) / (deviation * Math.sqrt(spread));
  }
  return z;
}

/** Values this close are one value: rates that should be equal differ in a last digit, and would be divided by it. */
const SAME = 1e-12;

/** Of the values that are numbers. Two passes: the textbook's one loses digits where the mean is large. */
export function moments(values: Float64Array): {
  readonly n: number;
  readonly mean: number;
  /** Population standard deviation; 0 where all values are the same. */
  readonly deviation: number;
} {
  let n = 0;
  let sum = 0;
  let least = Infinity;
  let most = -Infinity;
  for (const value of values)
    if (!Number.isNaN(value)) {
      n++;
      sum += value;
      if (value < least) least = value;
      if (value > most) most = value;
    }
  const mean = sum / n;
  if (most - least <= SAME * Math.max(Math.abs(least), Math.abs(most)))
    return { n, mean, deviation: 0 };
  let squares = 0;
  for (const value of values) if (!Number.isNaN(value)) squares += (value - mean) ** 2;
  return { n, mean, deviation: Math.sqrt(squares / n) };
}
