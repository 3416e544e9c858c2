/** The cells that a point lies in. An H3 cell's children reach over its edge, so a point near the edge of a cell may lie
 *  outside the ancestor of its own resolution-12 cell: 7 % of points do, at each resolution. An incident keeps beside that
 *  cell the cells it lies in where they are others, its edge cells. Pure. */
import { cellToChildren, getResolution, gridDisk } from 'h3-js';
import {
  cellOf,
  childRange,
  coarser,
  fromKey,
  keyOfString,
  nextKey,
  STORED_RESOLUTION,
} from './cells.ts';

/** The sizes of hexagon that incidents are counted in. Larger ones are nowhere offered. */
export const LARGEST_COUNTED = 6;
export const SMALLEST_COUNTED = 11;

/** By resolution from 6 to 11: the cell that a point lies in, where it is not the ancestor of its resolution-12 cell; null:
 *  it is. As `incident.edge_cells` has it. */
export type EdgeCells = readonly (bigint | null)[];

/** Where a point lies. */
export interface PointCells {
  /** At resolution 12. */
  readonly cell: bigint;
  /** Null: each ancestor of the cell holds the point. */
  readonly edges: EdgeCells | null;
}

/** Cells of a point (WGS84 degrees). @throws Error from h3-js when the point is not on Earth. */
export function cellsOf(lon: number, lat: number): PointCells {
  const cell = cellOf(lon, lat, STORED_RESOLUTION);
  return { cell, edges: edgesOf(cell, (resolution) => cellOf(lon, lat, resolution)) };
}

/** The cell in which a point lies, at `resolution` from 6 to 12: what SQL's `cell_at` gives. */
export const cellAt = ({ cell, edges }: PointCells, resolution: number): bigint =>
  edges?.[resolution - LARGEST_COUNTED] ?? coarser(cell, resolution);

/** The same counts from another cell of resolution 12. @param at the cell to count in, by resolution */
export function edgesOf(cell: bigint, at: (resolution: number) => bigint): EdgeCells | null {
  const edges: (bigint | null)[] = [];
  let differs = false;
  for (let resolution = LARGEST_COUNTED; resolution <= SMALLEST_COUNTED; resolution++) {
    const own = at(resolution);
    const isAncestor = own === coarser(cell, resolution);
    edges.push(isAncestor ? null : own);
    differs ||= !isAncestor;
  }
  return differs ? edges : null;
}

/** Edge cells as PostgreSQL writes an array: read it with `::text::bigint[]`. Those of many rows cannot be sent as arrays in an
 *  array. */
export const edgeCellsText = (edges: EdgeCells | null): string | null =>
  edges === null ? null : `{${edges.map((cell) => cell ?? 'null').join()}}`;

/** Reads what PostgreSQL writes with `::text`. Its client cannot read an array of numbers in which one is null. */
export const parseEdgeCells = (text: string | null): EdgeCells | null =>
  text === null
    ? null
    : text
        .slice(1, -1)
        .split(',')
        .map((cell) => (cell === 'NULL' ? null : BigInt(cell)));

/** Least and greatest of consecutive resolution-12 cells. */
export interface CellRange {
  readonly first: bigint;
  readonly last: bigint;
}

/** Resolution-12 cells of all points that lie in a hexagon, and of some that do not: its descendants, and those around them.
 *  Sorted, apart from each other. @param cells of one resolution */
export function rangesReaching(cells: readonly string[]): CellRange[] {
  const finer = Math.min(STORED_RESOLUTION, getResolution(cells[0] ?? '') + 2);
  const keys = new Set<number>();
  for (const cell of cells)
    // an edge reaches one step out, and a point's cell may have another ancestor there, one step further
    for (const child of cellToChildren(cell, finer))
      for (const near of gridDisk(child, 2)) keys.add(keyOfString(near, finer));
  const ranges: { first: bigint; last: bigint }[] = [];
  let [follows, range] = [NaN, { first: 0n, last: 0n }];
  for (const key of Float64Array.from(keys).sort()) {
    const { first, last } = childRange(fromKey(key, finer));
    if (key === follows) range.last = last;
    else ranges.push((range = { first, last }));
    follows = nextKey(key);
  }
  return ranges;
}
