/** Chosen hexagons as ranges of the cells that rows are stored with: all descendants of a cell lie between two. */
import { cellArea, compactCells, latLngToCell } from 'h3-js';
import { boxCells, type Box } from '../geo/cells_in_box.ts';
import { childRange, keyToString, parseCell } from '../geo/cells.ts';
import { Problem } from '../http/problem.ts';

/** As PostgreSQL writes an int8multirange, in which it finds a cell by halving. */
export function cellRanges(keys: Iterable<number>, resolution: number): string {
  const names = Array.from(keys, (key) => keyToString(key, resolution));
  const ranges = compactCells(names).map((name) => childRange(parseCell(name)));
  return `{${ranges.map(({ first, last }) => `[${first},${last}]`).join()}}`;
}

/** Hexagons that are listed for a box; about a second's work. */
const MOST_IN_BOX = 300_000;

/** Keys of the hexagons that touch the box. Throws Problem `invalid_input` where they are too many to list. */
export function hexagonsOfBox(box: Box, resolution: number): ReadonlySet<number> {
  const [west, south, east, north] = box;
  const latitude = (south + north) / 2;
  const cell = latLngToCell(latitude, west, resolution);
  const km2 =
    (east - west) * 111.3 * Math.cos((latitude * Math.PI) / 180) * (north - south) * 111.3;
  if (km2 / cellArea(cell, 'km2') > MOST_IN_BOX)
    throw new Problem('invalid_input', {
      fields: [
        {
          path: 'bbox',
          message: `The box has too many hexagons of resolution ${resolution}. Choose a smaller box, or larger hexagons.`,
        },
      ],
    });
  return boxCells(box, resolution);
}
