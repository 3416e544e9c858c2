/** Chosen hexagons as ranges of the cells that rows are stored with: all descendants of a cell lie between two. */
import { childRange, fromKey, nextKey } from '../geo/cells.ts';
import type { Sliced } from '../jobs/slices.ts';

/** Hexagons of a step. */
const A_STEP = 1000;

/** As PostgreSQL writes an int8multirange, in which it finds a cell by halving. keys: each once, in any order; of
 *  hexagons that follow each other one range is made. */
export function* cellRanges(keys: Iterable<number>, resolution: number): Sliced<string> {
  const sorted = Float64Array.from(keys).sort();
  yield sorted.length;
  const ranges: string[] = [];
  let from = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i % A_STEP === A_STEP - 1) yield A_STEP;
    if (sorted[i + 1] === nextKey(sorted[i] ?? 0)) continue;
    const { first } = childRange(fromKey(sorted[from] ?? 0, resolution));
    const { last } = childRange(fromKey(sorted[i] ?? 0, resolution));
    ranges.push(`[${first},${last}]`);
    from = i + 1;
  }
  return `{${ranges.join()}}`;
}
