/** The exact p of Gi*: were the same counts dealt out among the cells at random, how often would a neighbourhood have so
 *  many, or so few?
 *
 *  Gi* turns the sum over a neighbourhood into a z, as if that sum were normal. Where most cells have none and a few have
 *  some it is far from it: of two thousand cells with an incident for each five, 84 % of counties without any hotspot
 *  show one at 5 %. z and its normal p are what every package gives; this p keeps what it promises.
 *
 *  Under the null hypothesis of Gi* itself the sum is of w cells drawn from all n without putting back. Its distribution
 *  is counted here, not sampled, so p has no floor at 1/1000: let each cell be drawn with chance π, count cells and sum
 *  by a generating function Π over values v of Binomial(nᵥ, π), and look at those with exactly w drawn. Only positive
 *  numbers are added: the tails keep their digits. */
import { binomialDensity } from './beta.ts';
import type { Neighbours } from './gi_star.ts';

/** Sums are told apart in so many steps at most; larger counts, and rates, are rounded to a step first. p is then exact
 *  for the rounded values: a percent of a percent of the largest possible sum. */
const MOST_STEPS = 8192;

/** Two-sided p of each cell: twice the tail on the side of its z, 1 at most. values: counts or rates, ≥ 0; NaN leaves
 *  the test, as in giStar, and stays NaN; so does a neighbourhood that is the whole area. Throws RangeError for values
 *  below 0. For 20,000 cells and k = 1 about 20 ms on counts, half a second on rates. */
export function permutationP(values: Float64Array, neighbours: Neighbours): Float64Array {
  const p = new Float64Array(values.length).fill(NaN);
  const tested = values.filter((value) => !Number.isNaN(value));
  if (tested.length < 2) return p;
  if (tested.some((value) => value < 0))
    throw new RangeError('Gi* is tested on counts and rates, which are 0 or more.');
  const { sums, drawn, most } = neighbourhoods(values, neighbours);
  const mean = tested.reduce((a, b) => a + b, 0) / tested.length;
  const step = stepOf(tested, most);
  const rounded = step === 1 ? values : values.map((value) => Math.round(value / step));
  const steps = step === 1 ? sums : neighbourhoods(rounded, neighbours).sums;
  const tails = tailsOf(rounded, tested.length, most);
  for (let i = 0; i < values.length; i++) {
    const w = drawn[i] ?? 0;
    if (Number.isNaN(values[i]) || w >= tested.length) continue;
    const { lower, upper } = tails(w, steps[i] ?? 0);
    p[i] = Math.min(1, 2 * ((sums[i] ?? 0) > w * mean ? upper : lower));
  }
  return p;
}

/** Of each cell's neighbourhood: the sum, how many cells it has, and the most that any has. */
function neighbourhoods(values: Float64Array, { starts, of }: Neighbours) {
  const sums = new Float64Array(values.length);
  const drawn = new Uint32Array(values.length);
  let most = 1;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const end = starts[i + 1] ?? 0;
    let sum = 0;
    let w = 0;
    for (let at = starts[i] ?? 0; at < end; at++) {
      const value = values[of[at] ?? 0] ?? NaN;
      if (Number.isNaN(value)) continue;
      sum += value;
      w++;
    }
    sums[i] = sum;
    drawn[i] = w;
    if (w > most) most = w;
  }
  return { sums, drawn, most };
}

/** 1 for counts that are small enough as they are. */
function stepOf(tested: Float64Array, most: number): number {
  const whole = tested.every((value) => Number.isInteger(value));
  const fits = (tested.reduce((a, b) => Math.max(a, b), 0) * most) / MOST_STEPS;
  if (whole) return Math.max(1, Math.ceil(fits));
  return fits || 1;
}

type Tail = (w: number, sum: number) => { readonly lower: number; readonly upper: number };

/** values: n whole numbers ≥ 0, and NaN. The tails of the sum of w of them, for every w up to `most`. */
function tailsOf(values: Float64Array, n: number, most: number): Tail {
  const often = new Map<number, number>();
  for (const value of values)
    if (!Number.isNaN(value)) often.set(value, (often.get(value) ?? 0) + 1);
  const distinct = [...often.keys()].sort((a, b) => a - b);
  const largest = distinct.at(-1) ?? 0;
  const width = largest * most + 1;
  const chance = Math.min(most / n, 0.5);
  // chances[j·width + s]: of the values met so far, j are drawn and their sum is s
  const chances = new Float64Array((most + 1) * width);
  chances[0] = 1;
  let met = 0; // the largest value met: j of them sum to j·met at most
  for (const value of distinct) {
    const times = often.get(value) ?? 0;
    const weights = Array.from({ length: Math.min(most, times) + 1 }, (_, m) =>
      binomialDensity(times, m, chance),
    );
    for (let j = most; j >= 0; j--) {
      const to = j * width;
      const none = weights[0] ?? 0;
      for (let s = to; s <= to + j * met; s++) chances[s] = (chances[s] ?? 0) * none;
      for (let m = 1; m < weights.length && m <= j; m++) {
        const weight = weights[m] ?? 0;
        const from = (j - m) * width;
        const end = from + (j - m) * met;
        const shift = to + m * value - from;
        for (let s = from; s <= end; s++)
          chances[s + shift] = (chances[s + shift] ?? 0) + weight * (chances[s] ?? 0);
      }
    }
    met = value;
  }
  return accumulated(chances, width, (w) => binomialDensity(n, w, chance));
}

/** From the chance of each sum to that of at most and of at least it, given how many are drawn. */
function accumulated(chances: Float64Array, width: number, ofW: (w: number) => number): Tail {
  const lower = chances.slice();
  const upper = chances.slice();
  for (let row = 0; row < chances.length; row += width) {
    const given = ofW(row / width);
    let sum = 0;
    for (let s = row; s < row + width; s++) lower[s] = (sum += chances[s] ?? 0) / given;
    sum = 0;
    for (let s = row + width - 1; s >= row; s--) upper[s] = (sum += chances[s] ?? 0) / given;
  }
  return (w, sum) => ({
    lower: lower[w * width + sum] ?? NaN,
    upper: upper[w * width + sum] ?? NaN,
  });
}
