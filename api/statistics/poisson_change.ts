/** Is it more than before? Two counts, each over its own exposure, that vary ψ times as much as Poisson counts would.
 *
 *  Given the total, the later count of two Poisson ones is binomial. A variance of ψ times that is as if only one in ψ of the
 *  incidents had been counted (quasi-likelihood: McCullagh & Nelder 1989, section 4.5), so the interval is that of the counts
 *  by ψ: Jeffreys' (Brown, Cai & DasGupta 2001), which has a half added on each side and whose 5 % test rejects 5 % of
 *  unchanged pairs, where Clopper and Pearson's rejects 3 to 4 %. */
import { betaQuantile } from './beta.ts';
import type { Interval } from './rate.ts';

export interface Counted {
  readonly count: number;
  /** Days, or residents × days: only the ratio of the two matters. > 0. */
  readonly exposure: number;
}

export type Verdict = 'up' | 'down' | 'no_clear_change' | 'too_few_to_tell';

export interface Change {
  /** Rate now by rate before: null where nothing was counted before. */
  readonly ratio: number | null;
  /** 95 %; `high` is Infinity where nothing was counted before. */
  readonly interval: Interval;
  readonly verdict: Verdict;
  /** Change in per cent, negative for less; null where either count is too small for percentages to mean anything. */
  readonly percent: number | null;
}

/** Below this many one incident more or less moves a percentage by more than ten points. */
export const LEAST_FOR_PERCENT = 10;
/** Fewer than this before and now together: no verdict. Even 0 to 5 could be chance (p = 0.06). */
export const LEAST_TOGETHER = 10;

/** psi: variance by mean, 1 or more (overdispersion.ts); 1 is Poisson. Throws RangeError for exposures that are not positive,
 *  and for a ψ below 1. */
export function changeBetween(before: Counted, now: Counted, psi: number, level = 0.95): Change {
  if (!(psi >= 1)) throw new RangeError(`Counts vary at least as Poisson counts do: ψ is ${psi}.`);
  if (!(before.exposure > 0 && now.exposure > 0))
    throw new RangeError('A count is compared over time: both exposures must be more than 0.');
  const interval = ratioInterval(before, now, psi, level);
  const smaller = Math.min(before.count, now.count);
  const ratio =
    before.count === 0 ? null : now.count / now.exposure / (before.count / before.exposure);
  return {
    ratio,
    interval,
    verdict: verdictOf(interval, before.count + now.count, smaller),
    percent: ratio === null || smaller < LEAST_FOR_PERCENT ? null : (ratio - 1) * 100,
  };
}

function ratioInterval(before: Counted, now: Counted, psi: number, level: number): Interval {
  const tail = (1 - level) / 2;
  const { count: a } = now;
  const { count: b } = before;
  // as odds: chance / (1 − chance), the rest from its own quantile so that it keeps its digits
  const odds = (p: number, x: number, y: number): number =>
    betaQuantile(p, x, y) / betaQuantile(1 - p, y, x);
  const scale = before.exposure / now.exposure;
  const [x, y] = [a / psi + 0.5, b / psi + 0.5];
  return {
    low: a === 0 ? 0 : odds(tail, x, y) * scale,
    high: b === 0 ? Infinity : odds(1 - tail, x, y) * scale,
  };
}

function verdictOf({ low, high }: Interval, together: number, smaller: number): Verdict {
  if (together < LEAST_TOGETHER) return 'too_few_to_tell';
  if (low > 1) return 'up';
  if (high < 1) return 'down';
  // an interval that holds 1 because there is little to go by is no proof of steadiness
  return smaller < LEAST_FOR_PERCENT ? 'too_few_to_tell' : 'no_clear_change';
}
