/** The incomplete beta integral, for tails and quantiles of binomial counts.
 *
 *  I(x; a, b) is, for whole a, the chance that of a + b − 1 trials, each with chance x, at least a succeed.
 *  Sources: NIST Digital Library of Mathematical Functions 8.17.22 (continued fraction), 8.17.4 (symmetry). */
import { deviance, stirlingError, type Tails } from './gamma.ts';

const MOST_TERMS = 100_000;
const TINY = 1e-300;
const LAST_DIGIT = 2 ** -53;

/** I(x; a, b) and 1 − I, the smaller computed and not subtracted. a, b > 0, 0 ≤ x ≤ 1; NaN outside.
 *  `rest` is 1 − x, where the caller has it with more digits. Relative error below 1e-12 for a + b to 10⁵. */
export function betaTails(x: number, a: number, b: number, rest = 1 - x): Tails {
  if (!(a > 0 && b > 0) || !(x >= 0 && x <= 1)) return { lower: NaN, upper: NaN };
  if (x === 0) return { lower: 0, upper: 1 };
  if (rest === 0) return { lower: 1, upper: 0 };
  if (x > (a + 1) / (a + b + 2)) {
    const turned = betaTails(rest, b, a, x);
    return { lower: turned.upper, upper: turned.lower };
  }
  const lower = (power(x, rest, a, b) * fraction(x, a, b)) / a;
  return { lower, upper: 1 - lower };
}

/** x^a·(1 − x)^b / B(a, b), by Loader's form of the binomial density. */
function power(x: number, rest: number, a: number, b: number): number {
  const n = a + b;
  const errors = stirlingError(n) - stirlingError(a) - stirlingError(b);
  const exponent = errors - deviance(a, n * x) - deviance(b, n * rest);
  return Math.exp(exponent) * Math.sqrt((a * b) / (2 * Math.PI * n));
}

/** Lentz's rule for 1/(1 + d₁/(1 + d₂/(1 + …))). */
function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || TINY);
  let value = d;
  for (let m = 1; m < MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d || TINY);
    c = 1 + even / c || TINY;
    value *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d || TINY);
    c = 1 + odd / c || TINY;
    const step = c * d;
    value *= step;
    if (Math.abs(step - 1) < 2 * LAST_DIGIT) break;
  }
  return value;
}

/** The x with I(x; a, b) = p. a, b > 0, 0 ≤ p ≤ 1; NaN outside. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(a > 0 && b > 0) || !(p >= 0 && p <= 1)) return NaN;
  if (p === 0 || p === 1) return p;
  let low = 0;
  let high = 1;
  let x = a / (a + b);
  // Newton's steps between bounds that close in; halving where a step would leave them
  for (let n = 0; n < 2000; n++) {
    const { lower, upper } = betaTails(x, a, b);
    const over = p < 0.5 ? lower - p : 1 - p - upper;
    if (over === 0) return x;
    if (over < 0) low = x;
    else high = x;
    let next = x - (over * x * (1 - x)) / power(x, 1 - x, a, b);
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - x) <= x * 4 * LAST_DIGIT) return next;
    x = next;
  }
  return x;
}

/** Chance of exactly k successes of n, each with chance p: 0 ≤ k ≤ n, 0 < p < 1. */
export function binomialDensity(n: number, k: number, p: number): number {
  if (k === 0) return Math.exp(n * Math.log1p(-p));
  if (k === n) return Math.exp(n * Math.log(p));
  const errors = stirlingError(n) - stirlingError(k) - stirlingError(n - k);
  const exponent = errors - deviance(k, n * p) - deviance(n - k, n * (1 - p));
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * k * (n - k)));
}
