/** Which ranges a query reads, as runs: pairs (first range, range past the last), ascending, whole cells of the query's
 *  resolution, or the parts of cells that lie in areas, and never the ranges without a place. Cells are sorted, so all descendants of a cell are one
 *  run: a far-away or a covered ancestor is tested once for all of them. */
import type { Region } from '#api/geo/cells_in_box.ts';
import { areaSetOf, firstRangeFrom, RANGES_A_CELL, type SortedRows } from './sorted_rows.ts';

/** Keys of cells at the query's resolution, or a region that tests cells; null for everywhere. */
export type Cells = ReadonlySet<number> | Region | null;

/** Only what lies in areas: of a hexagon that an outline cuts, the part inside. */
export interface Inside {
  /** By the number of a set of areas (area_set in the database): 1 for those that count. */
  readonly sets: Uint8Array;
  readonly cells: Cells;
  /** By resolution, keys of the hexagons whose centre lies inside: what is known by hexagon only is counted by these. */
  readonly centres: ReadonlyMap<number, ReadonlySet<number>>;
}

export type CellSelection = Cells | Inside;

export const isInside = (cells: CellSelection): cells is Inside =>
  cells !== null && 'sets' in cells;

/** The resolution limit of the index: finer cells are counted in SQL. */
export const INDEX_RESOLUTION = 10;

/** Ranges per cell of `resolution`, as the distance of their keys. */
export const rangeSpan = (resolution: number): number =>
  RANGES_A_CELL * 8 ** (INDEX_RESOLUTION - resolution);

export function selectRanges(
  { rangeKeys }: SortedRows,
  resolution: number,
  selection: CellSelection,
): number[] {
  const cells = isInside(selection) ? selection.cells : selection;
  const runs = runsOfCells(rangeKeys, resolution, cells);
  return isInside(selection) ? runsInside(rangeKeys, runs, selection.sets) : runs;
}

/** The parts of runs whose set of areas counts: a cell may be in several. */
function runsInside(rangeKeys: Float64Array, runs: readonly number[], sets: Uint8Array): number[] {
  const inside: number[] = [];
  for (let r = 0; r < runs.length; r += 2) {
    const past = runs[r + 1] ?? 0;
    let first = -1;
    for (let range = runs[r] ?? 0; range < past; range++) {
      const counts = sets[areaSetOf(rangeKeys[range] ?? 0)] === 1;
      if (counts && first < 0) first = range;
      if (counts || first < 0) continue;
      inside.push(first, range);
      first = -1;
    }
    if (first >= 0) inside.push(first, past);
  }
  return inside;
}

function runsOfCells(rangeKeys: Float64Array, resolution: number, cells: Cells): number[] {
  const placed = firstRangeFrom(rangeKeys, 0);
  if (placed === rangeKeys.length) return [];
  if (cells === null) return [placed, rangeKeys.length];
  const runs: number[] = [];
  const take = (first: number, past: number): void => {
    if (first === past) return;
    if (runs.at(-1) === first) runs[runs.length - 1] = past;
    else runs.push(first, past);
  };
  if ('has' in cells) takeSet(rangeKeys, placed, rangeSpan(resolution), cells, take);
  else takeRegion(rangeKeys, placed, resolution, cells, take);
  return runs;
}

type Take = (first: number, past: number) => void;

function takeSet(
  rangeKeys: Float64Array,
  placed: number,
  span: number,
  keys: ReadonlySet<number>,
  take: Take,
): void {
  // A search for each requested key, or a test of each cell there is, whichever are fewer.
  if (keys.size * 16 < rangeKeys.length - placed) {
    let at = placed;
    for (const key of Float64Array.from(keys).sort()) {
      at = firstRangeFrom(rangeKeys, key * span, at);
      const past = firstRangeFrom(rangeKeys, (key + 1) * span, at);
      take(at, past);
      at = past;
    }
    return;
  }
  for (let at = placed; at < rangeKeys.length;) {
    const key = Math.floor((rangeKeys[at] ?? 0) / span);
    const limit = (key + 1) * span;
    let past = at + 1;
    while ((rangeKeys[past] ?? Infinity) < limit) past++;
    if (keys.has(key)) take(at, past);
    at = past;
  }
}

function takeRegion(
  rangeKeys: Float64Array,
  placed: number,
  resolution: number,
  region: Region,
  take: Take,
): void {
  const descend = (first: number, past: number, res: number): void => {
    const span = rangeSpan(res);
    for (let at = first; at < past;) {
      const key = Math.floor((rangeKeys[at] ?? 0) / span);
      const next = firstRangeFrom(rangeKeys, (key + 1) * span, at + 1, past);
      if (res === resolution) {
        if (region.touches(key, res)) take(at, next);
      } else {
        const relation = region.relation(key, res);
        if (relation === 'inside') take(at, next);
        else if (relation === 'across') descend(at, next, res + 1);
      }
      at = next;
    }
  };
  descend(placed, rangeKeys.length, 0);
}
