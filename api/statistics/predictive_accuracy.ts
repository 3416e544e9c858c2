/** How well one period's map predicts where the next period's incidents are.
 *
 *  PAI = (share of incidents caught) / (share of the area watched) (Chainey, Tompson & Uhlig 2008); PEI = PAI by the best
 *  that any choice of as many cells could have had (Hunt 2016). */

export interface PredictiveAccuracy {
  /** Of the places watched: the first `cells` by what was predicted. */
  readonly cells: number;
  /** Incidents in them, of all; NaN where there were none at all. */
  readonly hitRate: number;
  readonly pai: number;
  /** 1: no other choice of as many cells would have caught more; NaN where there were no incidents. */
  readonly pei: number;
}

/** For the `cells` highest predictions. predicted, observed: one of each per cell of the study area, zeros too.
 *  Of cells predicted alike, those with fewer incidents are taken first: a map that ranks them alike gains nothing by
 *  chance. Cells count as of one size, as H3's are nearly. Throws RangeError for a length that differs and
 *  for a number of cells outside 1 … all. */
export function predictiveAccuracy(
  predicted: Float64Array,
  observed: Float64Array,
  cells: number,
): PredictiveAccuracy {
  const all = predicted.length;
  if (observed.length !== all)
    throw new RangeError('A prediction needs as many observed counts as predicted ones.');
  if (!Number.isInteger(cells) || cells < 1 || cells > all)
    throw new RangeError(`Watch from 1 to ${all} cells, not ${cells}.`);
  const at = (list: Float64Array, i: number): number => list[i] ?? 0;
  const order = Array.from(predicted.keys()).sort(
    (a, b) => at(predicted, b) - at(predicted, a) || at(observed, a) - at(observed, b),
  );
  const caught = order.slice(0, cells).reduce((sum, i) => sum + at(observed, i), 0);
  const best = observed
    .toSorted()
    .subarray(all - cells)
    .reduce((sum, count) => sum + count, 0);
  const total = observed.reduce((sum, count) => sum + count, 0);
  return {
    cells,
    hitRate: caught / total,
    pai: caught / total / (cells / all),
    pei: caught / best,
  };
}

/** The same for a yardstick: the `cells` highest plain counts. Where several are alike at the edge, as many as fit are taken of
 *  them, with their average of incidents: neither luck nor bad luck is in it. counted: earlier counts, NaN for a cell that was not
 *  delivered (it is never taken); observed: the later ones. Throws RangeError as predictiveAccuracy, and where fewer cells were
 *  delivered than are to be taken. */
export function yardstickAccuracy(
  counted: Float64Array,
  observed: Float64Array,
  cells: number,
): PredictiveAccuracy & { readonly caught: number } {
  const all = counted.length;
  if (observed.length !== all)
    throw new RangeError('A yardstick needs as many observed counts as earlier ones.');
  const known = counted.filter((count) => !Number.isNaN(count)).sort();
  if (!Number.isInteger(cells) || cells < 1 || cells > known.length)
    throw new RangeError(`Take from 1 to ${known.length} cells, not ${cells}.`);
  const edge = known[known.length - cells] ?? 0;
  let [above, sumAbove, alike, sumAlike] = [0, 0, 0, 0];
  for (const [i, count] of counted.entries()) {
    const incidents = observed[i] ?? 0;
    if (count > edge) [above, sumAbove] = [above + 1, sumAbove + incidents];
    if (count === edge) [alike, sumAlike] = [alike + 1, sumAlike + incidents];
  }
  const caught = sumAbove + ((cells - above) * sumAlike) / alike;
  const best = observed
    .toSorted()
    .subarray(all - cells)
    .reduce((sum, count) => sum + count, 0);
  const total = observed.reduce((sum, count) => sum + count, 0);
  return {
    cells,
    caught,
    hitRate: caught / total,
    pai: caught / total / (cells / all),
    pei: caught / best,
  };
}
