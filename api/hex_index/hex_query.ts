/** A query to the hex index, and what its window means for the rows. */
import { LARGEST_COUNTED } from '../geo/edge_cells.ts';
import type { RowFilter } from './row_class.ts';
import { monthWindow, type Window } from '../time/local_day.ts';
import { type CellSelection, INDEX_RESOLUTION } from './select_ranges.ts';
import { MIDDLE_DAY } from './sorted_rows.ts';

export interface HexQuery extends Window, RowFilter {
  /** 6 to 10, of the answer's cells and of `cells`; finer ones are counted in SQL. */
  readonly resolution: number;
  readonly cells: CellSelection;
}

/** Days from MIDDLE_DAY: the rows that count are those from `from` to before `until`. The months cut lie just
 *  before `from` and just after `until`; NO_MONTH where none is. */
export interface Bounds {
  readonly from: number;
  readonly until: number;
  readonly cutStart: number;
  readonly cutEnd: number;
}

/** A day that no row has. */
export const NO_MONTH = -0x10000;

/** Bounds for a range's rows, by whether they are month-only: [day-precise, month-only]. */
export function boundsOf(window: Window): readonly [Bounds, Bounds] {
  const months = monthWindow(window);
  const since = (day: number | null): number => (day === null ? NO_MONTH : day - MIDDLE_DAY);
  return [
    { from: since(window.from), until: since(window.to + 1), cutStart: NO_MONTH, cutEnd: NO_MONTH },
    {
      from: since(months.first),
      until: since(months.last + 1),
      cutStart: since(months.cutStart),
      cutEnd: since(months.cutEnd),
    },
  ];
}

/** @throws RangeError, in words. */
export function mustBeAnswerable({ resolution, from, to }: Omit<HexQuery, 'cells'>): void {
  if (
    !Number.isInteger(resolution) ||
    resolution < LARGEST_COUNTED ||
    resolution > INDEX_RESOLUTION
  ) {
    throw new RangeError(
      `The hex index answers resolutions ${LARGEST_COUNTED} to ${INDEX_RESOLUTION}.`,
    );
  }
  if (!Number.isInteger(from) || !Number.isInteger(to) || from > to) {
    throw new RangeError('A window is two whole days, the first not after the last.');
  }
}
