/** Which keys of a resolution are in a selection. Pure. */
import { type CellSelection, isInside } from '../hex_index/select_ranges.ts';

/** Whether a key of the resolution is one of the cells; of cells that are cut by areas, whether any of it is. */
export function keeper(selection: CellSelection, resolution: number): (key: number) => boolean {
  const cells = isInside(selection) ? selection.cells : selection;
  if (cells === null) return () => true;
  return 'has' in cells ? (key) => cells.has(key) : (key) => cells.touches(key, resolution);
}
