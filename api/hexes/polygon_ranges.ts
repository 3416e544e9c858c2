/** The stored cells in which the places of a polygon may lie. */
import type { Polygon } from 'geojson';
import { gridDisk } from 'h3-js';
import { areaCells, cellBound } from '../geo/cells_in_area.ts';
import { keyOfString, keyToString } from '../geo/cells.ts';
import type { Sliced } from '../jobs/slices.ts';
import { cellRanges } from './cell_ranges.ts';

/** Cells that cover a polygon: more of them fit it better, and take longer to look up. */
const MOST = 2000;

/** As cellRanges has it. A cell's children reach over its edge, by less than one of its neighbours. */
export function* polygonRanges(polygon: Polygon): Sliced<string> {
  let resolution = 10;
  while (resolution > 3 && cellBound(polygon, resolution) > MOST) resolution--;
  const keys = new Set<number>();
  for (const key of areaCells(polygon, resolution, 'meeting'))
    for (const near of gridDisk(keyToString(key, resolution), 1))
      keys.add(keyOfString(near, resolution));
  yield keys.size;
  return yield* cellRanges(keys, resolution);
}
