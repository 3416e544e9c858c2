/** How much more than Poisson do a partnership's counts vary, from one window to the next, where nothing is known to have
 *  changed? Pearson's X²/df (McCullagh & Nelder, Generalized Linear Models, 1989, section 9.2.4), pooled over places.
 *
 *  Part of it may be true change. A place in which nothing was done looks like that all the same, so it belongs to the error. */
import { gammaQuantile, gammaTails } from './gamma.ts';

/** Of each place, as a variance by a mean; 1 or more. */
export interface Overdispersion {
  /** Variance by mean: 1 where counts are Poisson. */
  readonly psi: number;
  /** How many places and windows it was estimated from. */
  readonly places: number;
  readonly windows: number;
}

/** Fewer places with enough incidents than this, or fewer windows, tell nothing of the spread. */
export const LEAST_PLACES = 20;
export const LEAST_WINDOWS = 3;
/** A place's mean count a window, from which X² is as good as χ². */
export const LEAST_MEAN = 10;

/** Pooled, the whole's own course taken out: a place's share of each window is expected to be its share of all.
 *  windows: counts of the same places, each window's. Null: too few of either. */
export function pooledOverdispersion(windows: readonly Float64Array[]): Overdispersion | null {
  const whole = windows.map((counts) => counts.reduce((sum, n) => sum + n, 0));
  const { means, spreads } = spreadOf(windows, whole);
  const used = spreads.filter((_, i) => (means[i] ?? 0) >= LEAST_MEAN);
  if (windows.length < LEAST_WINDOWS || used.length < LEAST_PLACES) return null;
  const psi = used.reduce((sum, one) => sum + one, 0) / used.length;
  return { psi: Math.max(1, psi), places: used.length, windows: windows.length };
}

/** X²/df of each place about its own mean, and that mean a window. exposures: of each window, such as days. */
function spreadOf(
  windows: readonly Float64Array[],
  exposures: readonly number[],
): { readonly means: Float64Array; readonly spreads: Float64Array } {
  const places = windows[0]?.length ?? 0;
  const exposed = exposures.reduce((sum, one) => sum + one, 0);
  const means = new Float64Array(places);
  const spreads = new Float64Array(places);
  for (let i = 0; i < places; i++) {
    const total = windows.reduce((sum, counts) => sum + (counts[i] ?? 0), 0);
    means[i] = total / windows.length;
    let x2 = 0;
    for (const [w, counts] of windows.entries()) {
      const expected = (total * (exposures[w] ?? 0)) / exposed;
      if (expected > 0 || Number.isNaN(expected))
        x2 += ((counts[i] ?? 0) - expected) ** 2 / expected;
    }
    spreads[i] = x2 / (windows.length - 1);
  }
  return { means, spreads };
}

/** Places of the first group, the largest; each group is twice as long as the one before. */
const FIRST_GROUP = 40;
/** Of each group the places that vary most are left out: some of them did change. */
const KEPT = 0.9;

/** ψ by a place's mean count a window. */
export type OverdispersionBySize = (mean: number) => number;

/** Of places of like size: towns vary more, by their mean, than villages. About each place's own mean, so that the year's
 *  course is part of what is usual. The tenth that varies most is left out, and what that takes off a χ² is put back.
 *  windows: counts of the same places; NaN in any window takes a place out. At least two; one alone says nothing: ψ is 1. */
export function overdispersionBySize(
  windows: readonly Float64Array[],
  exposures: readonly number[],
): OverdispersionBySize {
  if (windows.length < 2) return () => 1;
  const { means, spreads } = spreadOf(windows, exposures);
  // NaN > 0 is false
  const order = Array.from(means.keys())
    .filter((i) => (means[i] ?? 0) > 0)
    .sort((a, b) => (means[b] ?? 0) - (means[a] ?? 0));
  const shrunk = keptMean(windows.length - 1, KEPT);
  const groups: { readonly from: number; readonly psi: number }[] = [];
  for (let start = 0, size = FIRST_GROUP; start < order.length; start += size, size *= 2) {
    if (order.length - start - size < FIRST_GROUP) size = order.length - start;
    const group = order.slice(start, start + size);
    const sorted = Float64Array.from(group, (i) => spreads[i] ?? 0).sort();
    const kept = sorted.subarray(0, Math.max(1, Math.round(KEPT * sorted.length)));
    const psi = kept.reduce((sum, one) => sum + one, 0) / kept.length / shrunk;
    groups.push({ from: means[group.at(-1) ?? 0] ?? 0, psi: Math.max(1, psi) });
  }
  return (mean) => (groups.find(({ from }) => mean >= from) ?? groups.at(-1))?.psi ?? 1;
}

/** The mean of χ²/df of so many degrees of freedom, of its lower part of this share: below 1. */
function keptMean(df: number, share: number): number {
  const half = gammaQuantile(df / 2, share);
  return gammaTails(df / 2 + 1, half).lower / share;
}
