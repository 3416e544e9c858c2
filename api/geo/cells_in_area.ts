/** Cells of an area: those whose centre lies inside, so that areas which share a border share no cell; or all that meet it. */
import type { MultiPolygon, Polygon, Position } from 'geojson';
import {
  cellArea,
  getHexagonAreaAvg,
  getHexagonEdgeLengthAvg,
  latLngToCell,
  polygonToCells,
  polygonToCellsExperimental,
  POLYGON_TO_CELLS_FLAGS,
  UNITS,
} from 'h3-js';
import { keyOfString } from './cells.ts';

/** inside: the cell's centre is; meeting: any part of it is. */
export type Choice = 'inside' | 'meeting';

/** Keys at `res` of the cells of the area. Coordinates are longitude, latitude (WGS84); holes count as
 *  outside. H3 takes 2 µs and 250 bytes for each cell of `cellBound`, not of the area: look at that first. Throws h3-js's
 *  error for an outline that it cannot read. */
export function areaCells(
  area: Polygon | MultiPolygon,
  res: number,
  choice: Choice = 'inside',
): ReadonlySet<number> {
  const keys = new Set<number>();
  const overlapping = POLYGON_TO_CELLS_FLAGS.containmentOverlapping;
  for (const rings of polygonsOf(area)) {
    const cells =
      choice === 'inside'
        ? polygonToCells(rings, res, true)
        : polygonToCellsExperimental(rings, res, overlapping, true);
    for (const cell of cells) keys.add(keyOfString(cell, res));
  }
  return keys;
}

const polygonsOf = (area: Polygon | MultiPolygon): readonly Position[][][] =>
  area.type === 'Polygon' ? [area.coordinates] : area.coordinates;

const RADIANS = Math.PI / 180;
const EARTH_KM = 6371.007180918475; // H3's own sphere
const DEGREE_KM = EARTH_KM * RADIANS;

/** Not fewer cells than H3 goes through to list those of an area: those of the box around each of its polygons, and one
 *  for each corner. No shape makes it small, as a bow tie or a sliver across the country makes the area. */
export const cellBound = (area: Polygon | MultiPolygon, resolution: number): number =>
  polygonsOf(area).reduce((sum, [outline = []]) => sum + boundOf(outline, resolution), 0);

function boundOf(ring: readonly Position[], resolution: number): number {
  if (ring.length === 0) return 0;
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const [x = NaN, y = NaN] of ring) {
    // NaN is neither: it makes the whole bound NaN, which no limit lets pass
    box.west = Math.min(box.west, x);
    box.east = Math.max(box.east, x);
    box.south = Math.min(box.south, y);
    box.north = Math.max(box.north, y);
  }
  return ring.length + boxBound(box, resolution);
}

/** Not fewer than the cells that touch a box in degrees. */
export function boxBound(
  { west, south, east, north }: Record<'west' | 'south' | 'east' | 'north', number>,
  resolution: number,
): number {
  const side = getHexagonEdgeLengthAvg(resolution, UNITS.km) * 2;
  const equator = south <= 0 && north >= 0 ? 0 : Math.min(Math.abs(south), Math.abs(north));
  const width = (east - west) * DEGREE_KM * Math.cos(equator * RADIANS);
  const height = (north - south) * DEGREE_KM;
  return Math.ceil(((width + side) * (height + side)) / smallestCell(resolution));
}

/** km²: the smallest of H3's cells have six tenths of the average one's area; those of the United Kingdom eight. */
const smallestCell = (resolution: number): number => getHexagonAreaAvg(resolution, UNITS.km2) * 0.6;

/** About how many cells an outline of lines that do not cross has, by its size and that of one cell. Holes are not taken
 *  off. It chooses a resolution or a refusal in words; what is listed is held to `cellBound`. */
export function aboutHowMany(area: Polygon | MultiPolygon, resolution: number): number {
  const polygons = polygonsOf(area);
  const km2 = polygons.reduce((sum, [outline = []]) => sum + ringArea(outline), 0);
  const [lon, lat] = polygons[0]?.[0]?.[0] ?? [];
  if (lon === undefined || lat === undefined) return 0;
  return Math.round(km2 / cellArea(latLngToCell(lat, lon, resolution), UNITS.km2));
}

/** km², on the sphere, by the equal-area cylindrical projection. */
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
