/** The gamma function's logarithm and the incomplete gamma integrals, for tails and quantiles of Poisson counts.
 *
 *  P(a, x) = γ(a, x) / Γ(a) is the chance that a Poisson count of mean x is at least a; Q = 1 − P, that it is below.
 *  Sources: NIST Digital Library of Mathematical Functions 5.11.1, 8.7.1, 8.9.2; C. Loader, "Fast and accurate
 *  computation of binomial probabilities" (2000), whose form of the density loses no digits at large counts. */

const HALF_LOG_2PI = 0.9189385332046728;
/** B(2k) / (2k(2k − 1)): Stirling's series. */
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
] as const;
/** From here on Stirling's series is exact to a double's last digit. */
const LARGE = 15;

/** Enough for any count below 10⁸; the sums stop by themselves long before. */
const MOST_TERMS = 100_000;
const TINY = 1e-300;
const LAST_DIGIT = 2 ** -53;

/** ln Γ(x + 1) − ((x + ½)·ln x − x + ½·ln 2π), x > 0: what Stirling's formula leaves. */
export function stirlingError(x: number): number {
  if (x < LARGE) return logGamma(x + 1) - ((x + 0.5) * Math.log(x) - x + HALF_LOG_2PI);
  const square = 1 / (x * x);
  return STIRLING.reduceRight((sum, term) => sum * square + term, 0) / x;
}

/** ln Γ(x), x > 0; absolute error below 1e-14 for x < 15, relative below 1e-15 above. */
export function logGamma(x: number): number {
  if (!(x > 0)) return NaN;
  let product = 1;
  while (x < LARGE + 1) product *= x++;
  const before = x - 1;
  return (
    stirlingError(before) +
    (before + 0.5) * Math.log(before) -
    before +
    HALF_LOG_2PI -
    Math.log(product)
  );
}

/** x·ln(x / mean) + mean − x, ≥ 0, without loss where x is close to the mean (Loader's bd0). */
export function deviance(x: number, mean: number): number {
  const difference = x - mean;
  if (Math.abs(difference) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x;
  const v = difference / (x + mean);
  let sum = difference * v;
  let power = 2 * x * v;
  for (let k = 3; k < 1000; k += 2) {
    power *= v * v;
    const next = sum + power / k;
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/** x^a·e^−x / Γ(a + 1): for whole a the chance of exactly a where x is expected. a ≥ 0, x ≥ 0. */
export function poissonDensity(a: number, x: number): number {
  if (x === 0) return a === 0 ? 1 : 0;
  if (a === 0) return Math.exp(-x);
  return Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
}

export interface Tails {
  /** P(a, x). */
  readonly lower: number;
  /** Q(a, x). Both are computed, the smaller first: neither is 1 minus something that had its digits. */
  readonly upper: number;
}

/** Both tails of the gamma distribution of shape a > 0 at x; NaN outside. Relative error below 1e-12 for a to 10⁶. */
export function gammaTails(a: number, x: number): Tails {
  if (!(a > 0) || Number.isNaN(x)) return { lower: NaN, upper: NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  if (x < a + 1) {
    const lower = poissonDensity(a, x) * series(a, x);
    return { lower, upper: 1 - lower };
  }
  const upper = (poissonDensity(a, x) * a) / fraction(a, x);
  return { lower: 1 - upper, upper };
}

/** 1 + x/(a+1) + x²/((a+1)(a+2)) + …: P(a, x) by the density. */
function series(a: number, x: number): number {
  let sum = 1;
  let term = 1;
  for (let n = 1; n < MOST_TERMS; n++) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * LAST_DIGIT) break;
  }
  return sum;
}

/** The continued fraction x + 1 − a − 1(1 − a)/(x + 3 − a − …), by Lentz's rule: Q(a, x) is density·a over it. */
function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let value = b === 0 ? TINY : b;
  let c = value;
  let d = 0;
  for (let n = 1; n < MOST_TERMS; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (b + numerator * d || TINY);
    c = b + numerator / c || TINY;
    const step = c * d;
    value *= step;
    if (Math.abs(step - 1) < 2 * LAST_DIGIT) break;
  }
  return value;
}

/** The x with P(a, x) = p. a > 0, 0 ≤ p ≤ 1; NaN outside. Half of it doubled is a quantile of χ² with 2a degrees. */
export const gammaQuantile = (a: number, p: number): number =>
  solve(a, p, (x) => gammaTails(a, x).lower - p);

/** The x with Q(a, x) = q: exact also where q is too small to be distinguished from 1 − q. */
export const gammaUpperQuantile = (a: number, q: number): number =>
  solve(a, 1 - q, (x) => q - gammaTails(a, x).upper);

/** Newton's steps between bounds that close in; halving where a step would leave them. `excess` rises with x. */
function solve(a: number, p: number, excess: (x: number) => number): number {
  if (!(a > 0) || !(p >= 0 && p <= 1)) return NaN;
  if (excess(Infinity) <= 0) return Infinity;
  if (excess(0) >= 0) return 0;
  let low = 0;
  let high = Math.max(2 * a, 1);
  while (excess(high) < 0) high *= 2;
  // for small shapes nearly everything lies by zero: P(a, x) ≤ x^a / Γ(a + 1)
  let x = a > 1 ? a : Math.exp((Math.log(p) + logGamma(a + 1)) / a) || high / 2;
  for (let n = 0; n < 500; n++) {
    const over = excess(x);
    if (over === 0) return x;
    if (over < 0) low = x;
    else high = x;
    const step = over / ((poissonDensity(a, x) * a) / x);
    let next = x - step;
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - x) <= x * 4 * LAST_DIGIT) return next;
    x = next;
  }
  return x;
}
