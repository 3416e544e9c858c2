/** Cells whose hexagon touches a box. By hexagon, never by the points in the box: otherwise a hex at the
 *  view's edge shows a part of its count, and changes as the map is moved.
 *
 *  The box is a test, not a list: with sorted keys one tests ancestors first, and skips or takes all their descendants
 *  at once (`relation`), so a county-wide box costs what its edge costs. */
import { cellToBoundary, polygonToCellsExperimental, POLYGON_TO_CELLS_FLAGS } from 'h3-js';
import { keyOfString, keyToString } from './cells.ts';

/** west, south, east, north in degrees (WGS84). */
export type Box = readonly [number, number, number, number];

/** A part of the Earth, as a test of cells. */
export interface Region {
  /** Where the cell and every descendant lie: `across` when not known to be wholly in or out. */
  relation(key: number, res: number): 'outside' | 'inside' | 'across';
  /** Whether this very cell belongs. */
  touches(key: number, res: number): boolean;
}

/** Descendants reach out of their ancestor: centres by at most 1.053 circumradii, which is 1.22 of the
 *  hexagon's narrower half-width; the rest allows for H3's distortion. */
const REACH = 1.4;

/** Below this resolution a cell spans hundreds of kilometres and its outline in degrees is of no use. */
const LOWEST_TESTED = 3;

/** @throws RangeError when west > east or south > north. */
export function boxTest(box: Box): Region {
  const [west, south, east, north] = box;
  if (!(west <= east && south <= north)) {
    throw new RangeError('A box is west,south,east,north, with west ≤ east and south ≤ north.');
  }
  return {
    relation(key, res) {
      if (res < LOWEST_TESTED) return 'across';
      const { x0, x1, y0, y1 } = extent(outline(key, res));
      if (x1 - x0 > 180) return 'across';
      const dx = ((x1 - x0) / 2) * REACH;
      const dy = ((y1 - y0) / 2) * REACH;
      const x = (x0 + x1) / 2;
      const y = (y0 + y1) / 2;
      if (x + dx < west || x - dx > east || y + dy < south || y - dy > north) return 'outside';
      const within = x - dx >= west && x + dx <= east && y - dy >= south && y + dy <= north;
      return within ? 'inside' : 'across';
    },
    touches: (key, res) => overlaps(outline(key, res), box),
  };
}

/** Keys of all cells at `res` that touch the box. For small boxes: it lists them, data or not. */
export function boxCells([west, south, east, north]: Box, res: number): ReadonlySet<number> {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const overlapping = POLYGON_TO_CELLS_FLAGS.containmentOverlapping;
  const cells = polygonToCellsExperimental([ring], res, overlapping, true);
  return new Set(cells.map((cell) => keyOfString(cell, res)));
}

type Outline = readonly (readonly number[])[];

/** Recent outlines: each costs some 5 µs, and a map that is moved needs the same again. */
const remembered = new Map<string, Outline>();
const MOST_REMEMBERED = 20_000;

/** The hexagon's corners as longitude, latitude; the first is not repeated. */
function outline(key: number, res: number): Outline {
  const name = keyToString(key, res);
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const corners = cellToBoundary(name, true).slice(0, -1);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(name, corners);
  return corners;
}

function extent(corners: Outline): { x0: number; x1: number; y0: number; y1: number } {
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x = NaN, y = NaN] of corners) {
    if (x < x0) x0 = x;
    if (x > x1) x1 = x;
    if (y < y0) y0 = y;
    if (y > y1) y1 = y;
  }
  return { x0, x1, y0, y1 };
}

/** Two convex shapes are apart exactly when some edge of one has the other wholly on its far side. */
function overlaps(corners: Outline, [west, south, east, north]: Box): boolean {
  const { x0, x1, y0, y1 } = extent(corners);
  if (x1 < west || x0 > east || y1 < south || y0 > north) return false;
  let [ax = NaN, ay = NaN] = corners.at(-1) ?? [];
  for (const [bx = NaN, by = NaN] of corners) {
    // h3-js gives corners anticlockwise, so (by-ay, ax-bx) points outwards; the box's corner least far out:
    const nx = by - ay;
    const ny = ax - bx;
    const least = nx * ((nx > 0 ? west : east) - ax) + ny * ((ny > 0 ? south : north) - ay);
    if (least > 0) return false;
    [ax, ay] = [bx, by];
  }
  return true;
}
