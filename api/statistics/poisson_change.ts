/** Is it more than before? Two Poisson counts, each over its own exposure, compared exactly. */
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
  /** 95 %, exact; `high` is Infinity where nothing was counted before. */
  readonly interval: Interval;
  readonly verdict: Verdict;
  /** Change in per cent, negative for less; null where either count is too small for percentages to mean anything. */
  readonly percent: number | null;
}

/** Below this many one incident more or less moves a percentage by more than ten points. */
export const LEAST_FOR_PERCENT = 10;
/** Fewer than this before and now together: no verdict. Even 0 to 5 could be chance (p = 0.06). */
export const LEAST_TOGETHER = 10;

/** Given the total, the later count is binomial, and Clopper and Pearson's interval for its chance turns into one for
 *  the ratio (Przyborowski & Wilenski 1940; R's poisson.test gives the same). Throws RangeError for exposures that are not positive. */
export function changeBetween(before: Counted, now: Counted, level = 0.95): Change {
  if (!(before.exposure > 0 && now.exposure > 0))
    throw new RangeError('A count is compared over time: both exposures must be more than 0.');
  const interval = ratioInterval(before, now, level);
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

function ratioInterval(before: Counted, now: Counted, level: number): Interval {
  const tail = (1 - level) / 2;
  const { count: a } = now;
  const { count: b } = before;
  // as odds: chance / (1 − chance), the rest from its own quantile so that it keeps its digits
  const odds = (p: number, x: number, y: number): number =>
    betaQuantile(p, x, y) / betaQuantile(1 - p, y, x);
  const scale = before.exposure / now.exposure;
  return {
    low: a === 0 ? 0 : odds(tail, a, b + 1) * scale,
    high: b === 0 ? Infinity : odds(1 - tail, a + 1, b) * scale,
  };
}

function verdictOf({ low, high }: Interval, together: number, smaller: number): Verdict {
  if (together < LEAST_TOGETHER) return 'too_few_to_tell';
  if (low > 1) return 'up';
  if (high < 1) return 'down';
  // an interval that holds 1 because there is little to go by is no proof of steadiness
  return smaller < LEAST_FOR_PERCENT ? 'too_few_to_tell' : 'no_clear_change';
}
