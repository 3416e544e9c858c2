/** Is today unusual against the same weekday of the past eight weeks?
 *
 *  The mean is known from eight days only. A Poisson tail with that mean plugged in forgets it, and calls false alarms
 *  several times as often as stated. So the mean is taken out: if today is like the m days before, then given the
 *  total N of all m + 1 days, today's count is binomial (N, 1/(m + 1)). That is also the Gamma–Poisson predictive tail
 *  (negative binomial of size 1 + Σ past, a flat prior on the mean), and its p ≤ α at most α of the time, for any mean.
 *
 *  Where days vary more than Poisson counts do, each day's mean is a gamma of shape 1/φ (negative binomial counts of
 *  variance μ + φμ²), and today given N is beta-binomial (N; 1/φ, m/φ), again whatever the mean. φ is uncertain too:
 *  the answer is the mean over a few φ, by how well each explains all days of the eight weeks (each weekday apart).
 *
 *  What it does not know: seasons and trends faster than eight weeks. Holidays are the caller's: it leaves them out, and
 *  holds them to Saturdays and Sundays too. */
import { betaTails } from './beta.ts';
import { logGamma } from './gamma.ts';

export const WEEKS = 8;
/** Fewer past days than this of the same weekday: nothing is tested. */
const LEAST_DAYS = 4;

export interface Overdispersion {
  readonly phi: number;
  /** What is thought of it beforehand; all of a list sum to 1. */
  readonly prior: number;
}

/** Even odds that a series is Poisson. Up to 6: a series of one a day of variance 7. */
const OVERDISPERSIONS: readonly Overdispersion[] = [
  { phi: 0, prior: 0.5 },
  ...[0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6].map((phi) => ({ phi, prior: 0.5 / 9 })),
];

export type Spike =
  | {
      /** Chance of at least today's count. */
      readonly p: number;
      /** Mean of the same weekdays. */
      readonly usual: number;
      readonly days: number;
    }
  | { readonly p: null; readonly reason: 'too_little_history' };

/** past: the 56 days before today, oldest first, whole counts; NaN for a day that was not delivered. like: held to this
 *  weekday, in days after today's own. Throws RangeError for another length. */
export function spikeOf(today: number, past: Float64Array, like = 0): Spike {
  if (past.length !== WEEKS * 7)
    throw new RangeError(`A spike needs the ${WEEKS * 7} days before it, not ${past.length}.`);
  const weekdays = Array.from({ length: 7 }, (_, weekday) =>
    past.filter((count, day) => day % 7 === weekday && !Number.isNaN(count)),
  );
  // the oldest day is 56 days ago: today's own weekday
  const same = weekdays[like % 7] ?? new Float64Array();
  if (same.length < LEAST_DAYS) return { p: null, reason: 'too_little_history' };
  const before = sumOf(same);
  return {
    p: tailOver(dispersionsOf(weekdays), today, today + before, same.length),
    usual: before / same.length,
    days: same.length,
  };
}

export interface Dispersion {
  readonly phi: number;
  readonly weight: number;
}

/** How likely each φ is after some groups of days, those of a group having one mean: weights that sum to 1. */
export function dispersionsOf(
  groups: readonly Float64Array[],
  beforehand = OVERDISPERSIONS,
): Dispersion[] {
  const logs = beforehand.map(
    ({ phi, prior }) =>
      Math.log(prior) + groups.reduce((sum, group) => sum + logLikelihood(group, phi), 0),
  );
  const most = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return beforehand.map(({ phi }, i) => ({ phi, weight: (weights[i] ?? 0) / total }));
}

/** Of a group's counts given their total, up to what does not depend on φ (Dirichlet-multinomial; φ = 0: multinomial). */
function logLikelihood(group: Float64Array, phi: number): number {
  const days = group.length;
  const total = sumOf(group);
  if (days === 0 || total === 0) return 0;
  if (phi === 0) return -total * Math.log(days);
  const shape = 1 / phi;
  const each = group.reduce((sum, count) => sum + logGamma(count + shape), 0);
  return logGamma(days * shape) - logGamma(total + days * shape) + each - days * logGamma(shape);
}

/** upperTail, over what is thought of φ. */
export const tailOver = (
  dispersions: readonly Dispersion[],
  today: number,
  total: number,
  days: number,
  of = 1,
): number =>
  dispersions.reduce(
    (sum, { phi, weight }) =>
      weight < 1e-12 ? sum : sum + weight * upperTail(today, total, days, phi, of),
    0,
  );

/** The chance that today has at least `count` of the `total` of today and `days` days like it. of: how many days (or finds,
 *  or whatever is counted in) today stands for. */
export function upperTail(count: number, total: number, days: number, phi: number, of = 1): number {
  if (count <= 0) return 1;
  if (phi === 0) return betaTails(of / (days + of), count, total - count + 1).lower;
  const a = of / phi;
  const b = days / phi;
  let term = Math.exp(
    logGamma(total + 1) -
      logGamma(count + 1) -
      logGamma(total - count + 1) +
      logGamma(count + a) +
      logGamma(total - count + b) -
      logGamma(total + a + b) +
      logGamma(a + b) -
      logGamma(a) -
      logGamma(b),
  );
  let sum = 0;
  for (let k = count; k <= total; k++) {
    sum += term;
    if (term < sum * 2 ** -53) break; // past the mode, or the tail would still be growing
    term *= ((total - k) * (k + a)) / ((k + 1) * (total - k - 1 + b));
  }
  return Math.min(sum, 1);
}

const sumOf = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count, 0);
