/** The hexagons of a query: those of the area, of the drawn polygon and of the box. */
import type { HexesQuery } from '../contract/hexes.ts';
import { boxTest } from '../geo/cells_in_box.ts';
import type { CellSelection } from '../hex_index/select_ranges.ts';
import { inSlices } from '../jobs/slices.ts';
import { insideOf, joined } from './inside.ts';
import { cellsInOutlines, only } from './outline_cells.ts';
import type { ResolvedQuery } from './read_query.ts';

/** The hexagons of an answer, those that touch the box: of an area, those that meet it, with the part inside counted; for who
 *  may not read incidents one by one whole ones, because a part of a hexagon is smaller than any hexagon they may count. null
 *  for everywhere. Throws Problems `area_too_large` and `bad_outline`. */
export async function selectCells(
  query: ResolvedQuery,
  { resolution, bbox }: Pick<HexesQuery, 'resolution' | 'bbox'>,
): Promise<CellSelection> {
  const box = bbox ? boxTest(bbox) : null;
  if (query.areas === null && !query.drawn) return box;
  if (!query.bound) return { ...(await insideOf(query)), cells: box };
  const outlines = query.outlines.length > 0 ? query.outlines : joined(query.background);
  const cells = await cellsInOutlines({ outlines }, resolution, 'meeting');
  if (box === null || cells === null) return box ?? cells;
  return inSlices(only(cells, (key) => box.touches(key, resolution), 5));
}
