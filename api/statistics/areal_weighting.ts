/** Residents of hexagons from those of census zones, by areal weighting: a zone's people are spread evenly over its
 *  area (Goodchild & Lam 1980). Where a zone is half park that is wrong, which is why a rate needs a minimum. */
import type { MultiPolygon, Polygon } from 'geojson';
import { cellToBoundary, polygonToCellsExperimental, POLYGON_TO_CELLS_FLAGS } from 'h3-js';
import { keyOfString, keyToString } from '#api/geo/cells.ts';

export interface Zone {
  readonly residents: number;
  /** Longitude, latitude (WGS84). */
  readonly area: Polygon | MultiPolygon;
}

type Ring = readonly (readonly number[])[];

/** A cell of which zones cover less than this is at the layer's edge: who lives in the rest is not known. */
const COVERED = 0.9;

/** Residents of each cell. keys: ascending keys of cells at `resolution` (geo/cells.ts). NaN where zones cover less than
 *  nine tenths of the cell: it is not known that nobody lives there. What lies in cells outside the list is left out. */
export function residentsOf(
  zones: Iterable<Zone>,
  keys: Float64Array,
  resolution: number,
): Float64Array {
  const residents = new Float64Array(keys.length);
  const covered = new Float64Array(keys.length);
  const places = new Map(Array.from(keys, (key, i) => [key, i]));
  for (const zone of zones) {
    const { parts, total } = cellAreasOf(zone.area, resolution);
    for (const [key, part] of parts) {
      const i = places.get(key);
      if (i === undefined) continue;
      residents[i] = (residents[i] ?? 0) + zone.residents * (part / total);
      covered[i] = (covered[i] ?? 0) + part;
    }
  }
  return residents.map((people, i) => {
    if (covered[i] === 0) return NaN;
    const hexagon = equalArea(cellToBoundary(keyToString(keys[i] ?? 0, resolution), true));
    return (covered[i] ?? 0) >= COVERED * Math.abs(signedArea(hexagon)) ? people : NaN;
  });
}

/** The share of an area that lies in each cell it touches, by key: together 1. Empty for an outline without area. */
export function sharesOf(area: Polygon | MultiPolygon, resolution: number): Map<number, number> {
  const { parts, total } = cellAreasOf(area, resolution);
  return new Map(Array.from(parts, ([key, part]) => [key, part / total]));
}

/** The same as parts of the unit sphere, and the whole. */
function cellAreasOf(area: Polygon | MultiPolygon, resolution: number) {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  const parts = new Map<number, number>();
  let total = 0;
  for (const rings of polygons) {
    const flat = rings.map(equalArea);
    total += areaOf(flat.map((ring) => Math.abs(signedArea(ring))));
    const cells = polygonToCellsExperimental(
      rings,
      resolution,
      POLYGON_TO_CELLS_FLAGS.containmentOverlapping,
      true,
    );
    for (const cell of cells) {
      const hexagon = equalArea(cellToBoundary(cell, true));
      const part = areaOf(flat.map((ring) => overlap(ring, hexagon)));
      if (!(part > 0)) continue;
      const key = keyOfString(cell, resolution);
      parts.set(key, (parts.get(key) ?? 0) + part);
    }
  }
  return { parts, total };
}

/** The outline's, which comes first, without its holes. */
const areaOf = ([outline = 0, ...holes]: readonly number[]): number =>
  holes.reduce((left, hole) => left - hole, outline);

const RADIANS = Math.PI / 180;
/** Lambert's cylindrical projection: areas are true everywhere. */
const equalArea = (ring: Ring): Ring =>
  ring.map(([lon = NaN, lat = NaN]) => [lon * RADIANS, Math.sin(lat * RADIANS)]);

/** The area that a ring and a convex shape (its corners anticlockwise) have in common, cut side by side
 *  (Sutherland & Hodgman 1974): of a ring that is not convex it leaves seams on the cut, which have no area. */
export function overlap(ring: Ring, convex: Ring): number {
  let shape = ring;
  let [ax = NaN, ay = NaN] = convex.at(-1) ?? [];
  for (const [bx = NaN, by = NaN] of convex) {
    shape = cut(shape, ax, ay, bx, by);
    [ax, ay] = [bx, by];
  }
  return Math.abs(signedArea(shape));
}

/** What of a shape lies to the left of the line from a to b. */
function cut(shape: Ring, ax: number, ay: number, bx: number, by: number): Ring {
  const side = (x: number, y: number): number => (bx - ax) * (y - ay) - (by - ay) * (x - ax);
  const kept: (readonly number[])[] = [];
  let [px = NaN, py = NaN] = shape.at(-1) ?? [];
  let before = side(px, py);
  for (const point of shape) {
    const [x = NaN, y = NaN] = point;
    const here = side(x, y);
    if (before >= 0 !== here >= 0) {
      const along = before / (before - here);
      kept.push([px + along * (x - px), py + along * (y - py)]);
    }
    if (here >= 0) kept.push(point);
    [px, py, before] = [x, y, here];
  }
  return kept;
}

/** Measured from the shape's own first corner: a zone is a millionth of the map, and so are its digits. */
function signedArea(shape: Ring): number {
  const [ox = 0, oy = 0] = shape[0] ?? [];
  let twice = 0;
  let [px, py] = [0, 0];
  for (const [x = 0, y = 0] of shape) {
    twice += px * (y - oy) - (x - ox) * py;
    [px, py] = [x - ox, y - oy];
  }
  return twice / 2;
}
