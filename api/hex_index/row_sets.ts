/** The sets of rows that a count is made of. `all` has each row where the ancestor of its resolution-12 cell puts it. For each
 *  resolution there are two more, of the rows near an edge that lie in another cell than that ancestor: `minus` has them where
 *  the ancestor puts them, `plus` where they lie. What a hexagon counts is all − minus + plus. One row in fifteen is in the
 *  two sets of a resolution. Their cells are as keys of the first descendant at resolution 10, so that every set is
 *  selected and counted alike. */
import { LARGEST_COUNTED } from '#api/geo/edge_cells.ts';
import { INDEX_RESOLUTION } from './select_ranges.ts';
import type { SortedRows } from './sorted_rows.ts';

/** `all`, then minus and plus of resolution 6, 7, … 10. */
export type RowSets = readonly SortedRows[];

export const EDGE_RESOLUTIONS: readonly number[] = Array.from(
  { length: INDEX_RESOLUTION - LARGEST_COUNTED + 1 },
  (_, i) => LARGEST_COUNTED + i,
);

export const SETS = 1 + 2 * EDGE_RESOLUTIONS.length;

/** Places in RowSets. */
export const minusSet = (resolution: number): number => 1 + 2 * (resolution - LARGEST_COUNTED);
export const plusSet = (resolution: number): number => minusSet(resolution) + 1;
