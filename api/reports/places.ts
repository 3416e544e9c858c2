/** The places of the list: the hot ones, ranked as the map ranks them. */
import { byEvidence } from '../contract/evidence_order.ts';
import { MOST_PLACES, type ReportHotspots, type UsualPlace } from '../contract/reports.ts';
import type { Significance } from '../contract/significance.ts';

type Cell = Pick<Significance['cells'][number], 'cell' | 'count' | 'z' | 'p' | 'q' | 'class'>;
export interface Ranked extends Cell {
  /** Its place in the study. */
  readonly i: number;
}

/** Hot hexagons with incidents of their own, the surest first; equals in the order of their index. */
export function hotPlaces(cells: readonly Cell[], most = MOST_PLACES): Ranked[] {
  return cells
    .map((cell, i) => ({ ...cell, i }))
    .filter((one) => one.class.startsWith('hot_') && one.count > 0)
    .sort((a, b) => byEvidence(a, b) || a.i - b.i)
    .slice(0, most);
}

/** Places busier than usual, with incidents of their own, the surest first. */
export const usualPlaces = (cells: Significance['cells'], most = MOST_PLACES): UsualPlace[] =>
  hotPlaces(cells, most).map(({ i, cell, count, p, q, class: name }, rank) => ({
    ...{ rank: rank + 1, cell, count, p, q, class: name },
    here: cells[i]?.here ?? null,
    usual: cells[i]?.usual ?? null,
  }));

/** How many are hot, cold and not tested, and where they are. */
export function heatMap(
  cells: readonly Cell[],
): Pick<ReportHotspots, 'hot' | 'cold' | 'untested' | 'cells'> {
  const of = (start: string): number => cells.filter((one) => one.class.startsWith(start)).length;
  return {
    hot: of('hot_'),
    cold: of('cold_'),
    untested: of('untested'),
    cells: cells
      .filter((one) => one.class !== 'none')
      .map(({ cell, class: heat }) => ({ cell, class: heat })),
  };
}
