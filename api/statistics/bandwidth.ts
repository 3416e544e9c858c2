/** The width of a kernel, by a rule of thumb from the whole partnership, so that the same records give the same surface whichever
 *  area is shown; and the resolution of a surface, from the area shown. */
import type { MultiPolygon, Polygon } from 'geojson';
import { getHexagonEdgeLengthAvg, UNITS } from 'h3-js';
import { aboutHowMany } from '../geo/cells_in_area.ts';
import { toNationalGrid } from '../geo/national_grid.ts';

/** A rule of thumb, with no published source: a thirtieth of the shorter side of the partnership's box. */
const SHARE = 30;
/** Closer than this a kernel shows single addresses. */
const LEAST = 100;
const MOST = 10_000;
/** Of a partnership whose outlines are not known. */
const USUAL = 500;

/** Metres, two digits of them. partnership: the outlines of its districts, longitude and latitude. */
export function ruleOfThumb(partnership: readonly { readonly outline: MultiPolygon }[]): number {
  if (partnership.length === 0) return USUAL;
  const coordinates = partnership.flatMap(({ outline }) => outline.coordinates);
  const side = shorterSide({ type: 'MultiPolygon', coordinates });
  return Math.min(MOST, Math.max(LEAST, Number((side / SHARE).toPrecision(2))));
}

function shorterSide(outline: Polygon | MultiPolygon): number {
  const polygons = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
  const ends = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity };
  for (const [lon = NaN, lat = NaN] of polygons.flatMap(([ring = []]) => ring)) {
    const { easting, northing } = toNationalGrid(lon, lat);
    ends.west = Math.min(ends.west, easting);
    ends.east = Math.max(ends.east, easting);
    ends.south = Math.min(ends.south, northing);
    ends.north = Math.max(ends.north, northing);
  }
  return Math.min(ends.east - ends.west, ends.north - ends.south);
}

const LOWEST_RESOLUTION = 7;
const RESOLUTION_LIMIT = 11;
/** As many hexagons as a map draws without a stutter. */
export const MOST_PLACES = 20_000;

/** The highest resolution at which the area has no more hexagons than a map draws; null: there is none. */
export function surfaceResolution(outlines: readonly (Polygon | MultiPolygon)[]): number | null {
  for (let resolution = RESOLUTION_LIMIT; resolution >= LOWEST_RESOLUTION; resolution--) {
    const about = Math.min(...outlines.map((one) => aboutHowMany(one, resolution)));
    if (about <= MOST_PLACES) return resolution;
  }
  return null;
}

/** Metres between the middles of neighbours: with a smaller bandwidth a place would fall between them. */
export const spacingOf = (resolution: number): number =>
  Math.ceil(Math.sqrt(3) * getHexagonEdgeLengthAvg(resolution, UNITS.m));
