/** Tests each place of a study area: hot or cold and how surely, or untested and why. */
import { adjustedP } from './benjamini_hochberg.ts';
import { chanceP, largerP } from './chance_p.ts';
import { giStar, moments, type Neighbours } from './gi_star.ts';
import type { HotspotClass } from '../contract/significance.ts';
import { twoSidedP } from './normal.ts';
import { sumsOf } from './more_than_usual.ts';
import { ratesOf } from './rate.ts';
import { smoothedRates } from './smoothed_rates.ts';

export const CONFIDENCES = [99, 95, 90] as const;

/** Fewer incidents or cells than this, and no test: with fewer of either a single report, or a single cell on the edge,
 *  decides. (The same floor as ArcGIS sets for its hot spot analysis: 30 features.) */
export const LEAST_INCIDENTS = 30;
export const LEAST_CELLS = 30;

export type Untestable = 'too_few_incidents' | 'too_few_cells' | 'all_equal';

/** One of each per cell, in the order of the counts; NaN and `untested` where a cell took no part. */
export interface HotspotTests {
  /** Gi*, as every package gives it. */
  readonly z: Float64Array;
  /** Two-sided: the larger of z's as a normal deviate and of chance's (see chance_p.ts). */
  readonly p: Float64Array;
  /** Benjamini & Hochberg. */
  readonly q: Float64Array;
  readonly classes: readonly HotspotClass[];
}

export type Tested = HotspotTests | { readonly reason: Untestable };

/** Fewer incidents in a neighbourhood make no rate hot, however few live there: a figure of one more or one less. */
export const LEAST_FOR_HOT_RATE = 5;
/** How much more than chance neighbourhoods of a town vary, of those who live in them alike: as counts from month to month do
 *  (West Mercia 2025). */
const RATE_PSI = 1.8;

/** counts: one per cell of the study area, zeros too; NaN where a delivery is missing. residents, where rates are
 *  compared: NaN, or fewer than a rate is given for, takes a cell out. Rates are smoothed first, and the neighbourhood's sum is
 *  held against its residents by the whole's rate, with overdispersion. */
export function testHotspots(
  counts: Float64Array,
  neighbours: Neighbours,
  residents: Float64Array | null = null,
): Tested {
  const values = residents === null ? counts : ratesOf(counts, residents);
  const tested = counts.map((count, i) => (Number.isNaN(values[i]) ? NaN : count));
  const { n, deviation } = moments(values);
  if (n < LEAST_CELLS) return { reason: 'too_few_cells' };
  if (tested.reduce((sum, one) => sum + (one || 0), 0) < LEAST_INCIDENTS)
    return { reason: 'too_few_incidents' };
  if (deviation === 0) return { reason: 'all_equal' };
  if (residents !== null) return testRates(tested, residents, neighbours);
  const z = giStar(values, neighbours);
  const p = largerP(z.map(twoSidedP), chanceP(tested, neighbours));
  const q = adjustedP(p);
  return { z, p, q, classes: Array.from(z, (one, i) => classOf(one, q[i] ?? NaN)) };
}

/** counts: NaN for places without a rate. */
function testRates(
  counts: Float64Array,
  residents: Float64Array,
  neighbours: Neighbours,
): HotspotTests {
  // where rates differ by no more than chance makes them, all are one rate, and none stands out
  const gi = giStar(smoothedRates(counts, residents), neighbours);
  const z = gi.map((one, i) => (Number.isNaN(counts[i]) || !Number.isNaN(one) ? one : 0));
  const sums = sumsOf(counts, neighbours);
  const chance = chanceP(counts, neighbours, residents, RATE_PSI);
  const p = largerP(z.map(twoSidedP), chance).map((one, i) =>
    (z[i] ?? 0) > 0 && (sums[i] ?? 0) < LEAST_FOR_HOT_RATE ? 1 : one,
  );
  const q = adjustedP(p);
  return { z, p, q, classes: Array.from(z, (one, i) => classOf(one, q[i] ?? NaN)) };
}

/** A place's class by its adjusted p and the sign of its z. */
export function classOf(z: number, q: number): HotspotClass {
  if (Number.isNaN(z) || Number.isNaN(q)) return 'untested';
  // a level is held where q equals it, also when 5 · 0.01 is not quite 0.05
  const confidence = CONFIDENCES.find((one) => q <= (100 - one) / 100 + 1e-12);
  if (confidence === undefined || z === 0) return 'none';
  return `${z > 0 ? 'hot' : 'cold'}_${confidence}`;
}
