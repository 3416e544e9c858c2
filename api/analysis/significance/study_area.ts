/** The hexagons a test is made over: every one whose centre lies in the area, with or without incidents, none outside. */
import type { MultiPolygon, Polygon } from 'geojson';
import { aboutHowMany, areaCells } from '#api/geo/cells_in_area.ts';

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
  const guess = aboutHowMany(area, resolution);
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
