/** Is there more here than is usual here? A place's neighbourhood now against the same neighbourhood in earlier windows like
 *  it. Gi* finds the busy places; this finds those that are busier than they were.
 *
 *  Given the n + N of now and of m earlier windows, n is beta-binomial if nothing changed: binomial (n + N; 1/(m + 1)) where
 *  counts are Poisson, and wider where they vary more. The tail is that of spike.ts. The mean is taken out, so that two or
 *  three earlier windows will do: they are worth less, and p says so. */
import type { HotspotClass } from '../contract/significance.ts';
import { adjustedP } from './benjamini_hochberg.ts';
import type { Neighbours } from './gi_star.ts';
import { overdispersionBySize, type OverdispersionBySize } from './overdispersion.ts';
import { upperTail } from './spike.ts';

/** Fewer now and before together, and a place is in no test: none of them could be told from chance. */
export const LEAST_EVER = 5;

/** Counts of one window, by place, over its days. */
export interface CountedWindow {
  readonly counts: Float64Array;
  readonly days: number;
}

/** One of each per place; NaN where it took no part: a place with too few ever is `none`, one that is missing
 *  `untested`. */
export interface UsualTests {
  /** The neighbourhood now. */
  readonly here: Float64Array;
  /** Mean of the earlier windows, of as many days as now. */
  readonly usual: Float64Array;
  /** Chance of as many or more, if nothing changed. */
  readonly p: Float64Array;
  /** Benjamini & Hochberg. */
  readonly q: Float64Array;
  readonly classes: readonly HotspotClass[];
}

/** earlier: at least one; all of the same places, and all that was delivered. A place that is NaN now (a delivery is
 *  missing) is in no test and in nobody's neighbourhood, now or before. */
export function testUsual(
  now: CountedWindow,
  earlier: readonly CountedWindow[],
  neighbours: Neighbours,
): UsualTests {
  const here = sumsOf(now.counts, neighbours, now.counts);
  const before = earlier.map(({ counts }) => sumsOf(counts, neighbours, now.counts));
  const days = earlier.map((one) => one.days);
  const psi = overdispersionBySize(before, days);
  // in windows as long as now's
  const windows = days.reduce((sum, one) => sum + one, 0) / now.days;
  const usual = new Float64Array(here.length).fill(NaN);
  const p = new Float64Array(here.length).fill(NaN);
  for (const [i, n] of here.entries()) {
    const total = before.reduce((sum, one) => sum + (one[i] ?? NaN), 0);
    if (Number.isNaN(n + total)) continue;
    usual[i] = total / windows;
    if (n + total >= LEAST_EVER) p[i] = usualTail(n, total, windows, psi);
  }
  const q = adjustedP(p);
  return { here, usual, p, q, classes: Array.from(here, (n, i) => usualClass(n, q[i] ?? NaN)) };
}

/** Two levels. At 90 % a month in which nothing changed would have one false place on average where counts vary most. */
function usualClass(here: number, q: number): HotspotClass {
  if (Number.isNaN(here)) return 'untested';
  const confidence = ([99, 95] as const).find((one) => q <= (100 - one) / 100 + 1e-12);
  return confidence === undefined ? 'none' : `hot_${confidence}`;
}

/** The chance that of the `n + before` of now and of `windows` windows like it at least n are now's. */
export function usualTail(
  n: number,
  before: number,
  windows: number,
  psi: OverdispersionBySize,
): number {
  const mean = (n + before) / (windows + 1);
  // a variance of ψ times the mean is a negative binomial's of shape mean / (ψ − 1)
  return upperTail(n, n + before, windows, (psi(mean) - 1) / mean);
}

/** The sum over each neighbourhood, of the places that are known: NaN in `known` takes a place out, and its own is NaN. */
export const sumsOf = (
  counts: Float64Array,
  { starts, of }: Neighbours,
  known = counts,
): Float64Array =>
  counts.map((_, i) => {
    if (Number.isNaN(known[i])) return NaN;
    let sum = 0;
    for (let at = starts[i] ?? 0; at < (starts[i + 1] ?? 0); at++) {
      const j = of[at] ?? 0;
      if (!Number.isNaN(known[j])) sum += counts[j] ?? 0;
    }
    return sum;
  });
