/** Cells of a hotspot: real H3 cells, all of its one resolution. */
import { getResolution, isValidCell } from 'h3-js';
import { Problem } from '../http/problem.ts';

/** Throws Problem `bad_cell`, which names the cell. */
export function checkCells(cells: readonly string[], resolution: number): void {
  const wrong = cells.find((cell) => !isValidCell(cell) || getResolution(cell) !== resolution);
  if (wrong)
    throw new Problem('bad_cell', {
      detail: `${wrong} is not an H3 cell of resolution ${resolution}.`,
    });
}
