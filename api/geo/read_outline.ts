/** The coordinates of a GeoJSON polygon as people's programs really write them: with heights, rings left open,
 *  holes of nothing, or metres of the National Grid in the place of degrees. */
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { countCrossings } from './count_crossings.ts';

/** Why an outline cannot be used: a sentence. */
export class OutlineRefused extends Error {}

const UNREADABLE = 'The coordinates of this outline cannot be read as GeoJSON.';
const NOT_DEGREES =
  'The coordinates of this outline are not degrees. Export the file as WGS 84 (EPSG:4326).';
const TOO_DETAILED = 'This outline has more than 250,000 corners. Thin it in a map program.';
const CROSSES =
  'The lines of this outline cross each other in many places. Mend it in a map program (“fix geometries”).';
const NO_AREA = 'This outline has no area inside it.';

const listOf = (value: unknown): readonly unknown[] => {
  if (!Array.isArray(value)) throw new OutlineRefused(UNREADABLE);
  return value;
};

/** Longitude and latitude; a height is dropped. */
function position(value: unknown): Position {
  const [lon, lat] = listOf(value);
  if (typeof lon !== 'number' || typeof lat !== 'number') throw new OutlineRefused(UNREADABLE);
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) throw new OutlineRefused(NOT_DEGREES);
  return [lon, lat];
}

/** A closed ring, or null for one of fewer than three corners. */
function ring(value: unknown): Position[] | null {
  const corners = listOf(value).map(position);
  const first = corners[0];
  const last = corners.at(-1);
  if (!first || !last) return null;
  const open = first[0] !== last[0] || first[1] !== last[1];
  if (new Set(corners.map(String)).size < 3) return null;
  return open ? [...corners, first] : corners;
}

/** Outer ring and holes, or null where it has no area. */
function polygon(value: unknown): Position[][] | null {
  const [outer, ...holes] = listOf(value).map(ring);
  return outer ? [outer, ...holes.filter((hole) => hole !== null)] : null;
}

/** Corners of one outline: a county's coast in full detail has 100,000. */
const MOST_CORNERS = 250_000;
/** Places where its lines cross. A slip of the hand makes one; data made to hurt, millions. */
const MOST_CROSSINGS = 100;

/** The outline in degrees, flat and closed. A few crossing lines are left to PostGIS, which mends them. Throws
 *  OutlineRefused. */
export function readOutline(geometry: {
  readonly type: 'Polygon' | 'MultiPolygon';
  readonly coordinates: unknown;
}): Polygon | MultiPolygon {
  const { type, coordinates } = geometry;
  const parts = type === 'Polygon' ? [coordinates] : listOf(coordinates);
  const polygons = parts.map(polygon).filter((part) => part !== null);
  if (polygons.length === 0) throw new OutlineRefused(NO_AREA);
  const rings = polygons.flat();
  if (rings.reduce((sum, { length }) => sum + length, 0) > MOST_CORNERS)
    throw new OutlineRefused(TOO_DETAILED);
  if (countCrossings(rings, MOST_CROSSINGS) >= MOST_CROSSINGS) throw new OutlineRefused(CROSSES);
  return { type: 'MultiPolygon', coordinates: polygons };
}
