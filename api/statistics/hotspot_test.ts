/** Tests each place of a study area: hot or cold and how surely, or untested and why. */
import { adjustedP } from './benjamini_hochberg.ts';
import { chanceP, largerP } from './chance_p.ts';
import { giStar, moments, type Neighbours } from './gi_star.ts';
import type { HotspotClass } from '../contract/significance.ts';
import { twoSidedP } from './normal.ts';
import { ratesOf } from './rate.ts';

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

/** counts: one per cell of the study area, zeros too; NaN where a delivery is missing. residents, where rates are
 *  compared: NaN, or fewer than a rate is given for, takes a cell out. */
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
  const z = giStar(values, neighbours);
  const p = largerP(z.map(twoSidedP), chanceP(tested, neighbours, residents));
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
