/** Gi* of a study area, with its evidence: what was counted, what is missing, and why nothing is said where nothing is. */
import type { HeatClass, Refusal } from '../contract/significance.ts';
import type { Neighbours } from './gi_star.ts';
import { significanceOf } from './hot_class.ts';
import { twoSidedP } from './normal.ts';
import { refusal, refuseFirst, type Facts } from './refuse.ts';

export interface Heat {
  readonly z: Float64Array;
  readonly p: Float64Array;
  readonly pExact: Float64Array;
  readonly q: Float64Array;
  readonly classes: readonly HeatClass[];
}

export type Verdict =
  { readonly refused: null; readonly heat: Heat } | { readonly refused: Refusal };

/** counts: one per cell of the study area; missing: 1 where a delivery is. */
export function judge(
  counts: Float64Array,
  missing: Uint8Array,
  neighbours: () => Neighbours,
  facts: Facts,
): Verdict {
  const first = refuseFirst(facts);
  if (first !== null) return { refused: refusal(first) };
  const tested = counts.map((count, i) => (missing[i] === 1 ? NaN : count));
  const incidents = tested.reduce((sum, count) => sum + (Number.isNaN(count) ? 0 : count), 0);
  const found = significanceOf(tested, neighbours(), incidents);
  if ('reason' in found) return { refused: refusal(found.reason) };
  const { z, p: pExact, q, classes } = found;
  return { refused: null, heat: { z, p: z.map(twoSidedP), pExact, q, classes } };
}

/** Figures as they are told: none where a cell was not tested. */
export const told = (figure: number | undefined): number | null =>
  figure === undefined || Number.isNaN(figure) ? null : figure;
