/** The hexagons a test is made over: every one whose centre lies in the area, with or without incidents, none outside. */
import type { MultiPolygon, Polygon } from 'geojson';
import { cellArea, latLngToCell, UNITS } from 'h3-js';
import { areaCells } from '#api/geo/cells_in_area.ts';

/** 20,000 is a county at resolution 9, or a district at 10; a map of more is not read by anybody. */
export const MOST_CELLS = 50_000;

export type StudyArea =
  | {
      readonly resolution: number;
      /** Ascending keys (geo/cells.ts). */
      readonly keys: Float64Array;
    }
  /** `cells`: about how many it would have, so that a person can be told which resolution would do. */
  | { readonly reason: 'too_many_cells'; readonly cells: number };

/** Coordinates are longitude, latitude (WGS84); holes count as outside. Its size is estimated before anything is
 *  listed: a drawn area the size of England must not fill the memory. */
export function studyArea(
  area: Polygon | MultiPolygon,
  resolution: number,
  most = MOST_CELLS,
): StudyArea {
  const guess = estimate(area, resolution);
  // thin areas have more or fewer centres than their ground says
  if (guess > 2 * most + 1000) return { reason: 'too_many_cells', cells: guess };
  const keys = Float64Array.from(areaCells(area, resolution)).sort();
  if (keys.length > most) return { reason: 'too_many_cells', cells: keys.length };
  return { resolution, keys };
}

/** Counts for every cell of the area, zeros too. found: keys and counts in any order; those outside are left out. */
export function countsOver(
  keys: Float64Array,
  found: Iterable<readonly [key: number, count: number]>,
): Float64Array {
  const places = new Map(Array.from(keys, (key, i) => [key, i]));
  const counts = new Float64Array(keys.length);
  for (const [key, count] of found) {
    const i = places.get(key);
    if (i !== undefined) counts[i] = (counts[i] ?? 0) + count;
  }
  return counts;
}

const RADIANS = Math.PI / 180;
const EARTH_KM = 6371.007180918475; // H3's own sphere

/** Ground by the area of one of its cells. */
function estimate(area: Polygon | MultiPolygon, resolution: number): number {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  const ground = polygons.reduce((sum, [outline = []]) => sum + ringArea(outline), 0);
  const [lon, lat] = polygons[0]?.[0]?.[0] ?? [];
  if (lon === undefined || lat === undefined) return 0;
  return Math.round(ground / cellArea(latLngToCell(lat, lon, resolution), UNITS.km2));
}

/** km², on the sphere, by the equal-area cylindrical projection. Holes are not taken off: it is a bound. */
function ringArea(ring: readonly (readonly number[])[]): number {
  let twice = 0;
  let [px = 0, py = 0] = ring.at(-1) ?? [];
  for (const [x = 0, y = 0] of ring) {
    const [a, b] = [Math.sin(py * RADIANS), Math.sin(y * RADIANS)];
    twice += (px * b - x * a) * RADIANS;
    [px, py] = [x, y];
  }
  return (Math.abs(twice) / 2) * EARTH_KM ** 2;
}
