/** Gi* of a study area, with its evidence: what was counted, what is missing, and why nothing is said where nothing is. */
import type { Refusal } from '../../contract/significance.ts';
import type { Neighbours } from '../../statistics/gi_star.ts';
import { testHeat, type Tests } from './hot_class.ts';
import { refusal, refuseFirst, type Facts } from './refuse.ts';

export type Verdict =
  { readonly refused: null; readonly heat: Tests } | { readonly refused: Refusal };

/** counts: one per cell of the study area; missing: 1 where a delivery is; residents: where rates are
 *  asked for. */
export function judge(
  counts: Float64Array,
  missing: Uint8Array,
  neighbours: () => Neighbours,
  facts: Facts,
  residents: Float64Array | null = null,
): Verdict {
  const first = refuseFirst(facts);
  if (first !== null) return { refused: refusal(first, facts.manages) };
  const tested = counts.map((count, i) => (missing[i] === 1 ? NaN : count));
  const found = testHeat(tested, neighbours(), residents);
  if ('reason' in found) return { refused: refusal(found.reason) };
  return { refused: null, heat: found };
}

/** Figures as they are told: none where a cell was not tested. */
export const told = (figure: number | undefined): number | null =>
  figure === undefined || Number.isNaN(figure) ? null : figure;

export const HEAT_METHOD =
  'Getis-Ord Gi* over every hexagon of the area, those without incidents too; a neighbourhood is the hexagon and those ' +
  'up to k steps away inside the area. p: two-sided, the larger of that of z as a normal deviate and of the binomial chance ' +
  'that so many, or so few, of all incidents fall into the neighbourhood. q: p adjusted by Benjamini and Hochberg; class: ' +
  'by q, at 90, 95 and 99 %. Hexagons with a delivery missing take no part.';
