/** Chosen hexagons as ranges of the cells that rows are stored with: all descendants of a cell lie between two. */
import { compactCells } from 'h3-js';
import { childRange, keyToString, parseCell } from '../geo/cells.ts';

/** As PostgreSQL writes an int8multirange, in which it finds a cell by halving. */
export function cellRanges(keys: Iterable<number>, resolution: number): string {
  const names = Array.from(keys, (key) => keyToString(key, resolution));
  const ranges = compactCells(names).map((name) => childRange(parseCell(name)));
  return `{${ranges.map(({ first, last }) => `[${first},${last}]`).join()}}`;
}
