/** Names for hexagons that have none: "near Shrub Hill", "in Arboretum", "SO 849 548". */
import { formatGridReference } from '#api/geo/grid_reference.ts';
import { toNationalGrid } from '#api/geo/national_grid.ts';
import type { AreaOutlines } from '#web/lib/api/area_outlines.ts';
import { areaAround } from './in_area.ts';

export interface Place {
  readonly name: string;
  readonly longitude: number;
  readonly latitude: number;
  /** greater: larger (a city above a quarter) */
  readonly weight: number;
}

/** What a point can be named after; both may be empty, as with the first police zip of a new partnership. */
export interface Surroundings {
  readonly places: readonly Place[];
  readonly areas: Pick<AreaOutlines, 'features'>;
}

interface Point {
  readonly longitude: number;
  readonly latitude: number;
}

const KM_PER_DEGREE = 111.2;
/** Farther than this a name says little: "14 km north of Malvern" is another town. */
const FAR_KM = 3;
/** Hexagons closer to each other than this are distinguished by tens of metres. */
const SMALL_KM = 0.2;

/** Kilometres between two points, on a plane that is right to 0.1 % across a county. */
export function kilometres(a: Point, b: Point): number {
  const across = Math.cos((((a.latitude + b.latitude) / 2) * Math.PI) / 180);
  return KM_PER_DEGREE * Math.hypot((a.longitude - b.longitude) * across, a.latitude - b.latitude);
}

/** The nearest place, however small, with distance and direction: "near Shrub Hill", "600 m south of Shrub Hill".
 *  Beyond 3 km the ward or district, "in Arboretum"; outside all of them the square of the National Grid.
 *  @param apart kilometres between the middles of neighbouring hexagons. A place is "near" within two
 *  fifths of that (hexagons here are smaller than the mean), and so near one hexagon only. */
export function placeName(point: Point, { places, areas }: Surroundings, apart = 0.35): string {
  let nearest: Place | undefined;
  let distance = Infinity;
  for (const place of places) {
    const away = kilometres(point, place);
    if (away < distance) [nearest, distance] = [place, away];
  }
  if (nearest && distance < apart * 0.4) return `near ${nearest.name}`;
  if (nearest && distance <= FAR_KM)
    return `${rounded(distance, apart)} ${direction(nearest, point)} of ${nearest.name}`;
  const area = areaAround(point, areas);
  return area === undefined ? gridSquare(point, apart) : `in ${area}`;
}

/** The square of the National Grid, "SO 849 548" (100 m), or "SO 8497 5481" where hexagons are closer than that.
 *  Degrees where there is no such grid. */
function gridSquare({ longitude, latitude }: Point, apart: number): string {
  try {
    return formatGridReference(toNationalGrid(longitude, latitude), apart < SMALL_KM ? 8 : 6);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return `${latitude.toFixed(3)}°, ${longitude.toFixed(3)}°`;
  }
}

/** Names as they are, and the grid square behind those that stand there more than once: four rows called "in Arboretum"
 *  cannot be distinguished in a meeting. */
export function distinguishNames(
  rows: readonly (Point & { readonly name: string })[],
  apart = 0.35,
): string[] {
  const times = new Map<string, number>();
  for (const { name } of rows) times.set(name, (times.get(name) ?? 0) + 1);
  return rows.map((row) =>
    (times.get(row.name) ?? 0) > 1 ? `${row.name}, ${gridSquare(row, apart)}` : row.name,
  );
}

/** As fine as neighbours need it: tens of metres among small hexagons, never metres. */
function rounded(distance: number, apart: number): string {
  const step = apart < SMALL_KM ? 0.05 : 0.1;
  const steps = Math.max(1, Math.round(distance / step)) * step;
  if (steps < 0.99) return `${Math.round(steps * 1000)} m`;
  return `${Number(distance.toFixed(1))} km`;
}

const WINDS = [
  'north',
  'north-east',
  'east',
  'south-east',
  'south',
  'south-west',
  'west',
  'north-west',
] as const;

function direction(from: Point, to: Point): string {
  const across = Math.cos((from.latitude * Math.PI) / 180);
  const angle = Math.atan2((to.longitude - from.longitude) * across, to.latitude - from.latitude);
  return WINDS[(Math.round((angle / Math.PI) * 4) + 8) % 8] ?? 'north';
}
