/** WGS84 ↔ British National Grid (OSGB36, EPSG:27700) without a grid file: good to about 5 m in Great Britain.
 *  Method and constants: Ordnance Survey, "A guide to coordinate systems in Great Britain", annexes A to C.
 *  Where the OSTN15 grid is installed, the database converts to centimetres; this is for everywhere else. */

export interface GridPoint {
  /** Metres east and north of the grid's false origin. */
  readonly easting: number;
  readonly northing: number;
}
export interface LonLat {
  /** Degrees, WGS84. */
  readonly lon: number;
  readonly lat: number;
}

const RADIANS = Math.PI / 180;
const ARC_SECOND = RADIANS / 3600;

const WGS84 = { a: 6378137, b: 6356752.314245 };
const AIRY = { a: 6377563.396, b: 6356256.909 };
const E2_WGS84 = 1 - (WGS84.b / WGS84.a) ** 2;
const E2_AIRY = 1 - (AIRY.b / AIRY.a) ** 2;

const SCALE = 0.9996012717;
const ORIGIN = { lat: 49 * RADIANS, lon: -2 * RADIANS, easting: 400_000, northing: -100_000 };

/** WGS84 → OSGB36: metres, radians, parts of one. */
const SHIFT = { x: -446.448, y: 125.157, z: -542.06, scale: 20.4894e-6 };
const TURN = { x: -0.1502 * ARC_SECOND, y: -0.247 * ARC_SECOND, z: -0.8421 * ARC_SECOND };

const n = (AIRY.a - AIRY.b) / (AIRY.a + AIRY.b);
const ARC = [
  1 + n + (5 / 4) * n ** 2 + (5 / 4) * n ** 3,
  3 * n + 3 * n ** 2 + (21 / 8) * n ** 3,
  (15 / 8) * n ** 2 + (15 / 8) * n ** 3,
  (35 / 24) * n ** 3,
] as const;

/** Metres along the central meridian, from the true origin to a latitude in radians. */
function meridianArc(lat: number): number {
  const less = lat - ORIGIN.lat;
  const plus = lat + ORIGIN.lat;
  return (
    AIRY.b *
    SCALE *
    (ARC[0] * less -
      ARC[1] * Math.sin(less) * Math.cos(plus) +
      ARC[2] * Math.sin(2 * less) * Math.cos(2 * plus) -
      ARC[3] * Math.sin(3 * less) * Math.cos(3 * plus))
  );
}

/** WGS84 degrees → radians on the Airy ellipsoid, through earth-centred metres, at height 0. */
function toAiry(lon: number, lat: number): { lon: number; lat: number } {
  const phi = lat * RADIANS;
  const lambda = lon * RADIANS;
  const nu = WGS84.a / Math.sqrt(1 - E2_WGS84 * Math.sin(phi) ** 2);
  const x = nu * Math.cos(phi) * Math.cos(lambda);
  const y = nu * Math.cos(phi) * Math.sin(lambda);
  const z = nu * (1 - E2_WGS84) * Math.sin(phi);
  const k = 1 + SHIFT.scale;
  const xa = SHIFT.x + k * x - TURN.z * y + TURN.y * z;
  const ya = SHIFT.y + TURN.z * x + k * y - TURN.x * z;
  const za = SHIFT.z - TURN.y * x + TURN.x * y + k * z;
  const p = Math.hypot(xa, ya);
  let airy = Math.atan2(za, p * (1 - E2_AIRY));
  for (let round = 0; round < 4; round++) {
    const sin = Math.sin(airy);
    airy = Math.atan2(za + (E2_AIRY * AIRY.a * sin) / Math.sqrt(1 - E2_AIRY * sin * sin), p);
  }
  return { lon: Math.atan2(ya, xa), lat: airy };
}

/** Redfearn's series: radians on the Airy ellipsoid → metres on the grid. */
function project(lon: number, lat: number): GridPoint {
  const sin = Math.sin(lat);
  const cos = Math.cos(lat);
  const t2 = (sin / cos) ** 2;
  const w = 1 - E2_AIRY * sin * sin;
  const nu = (AIRY.a * SCALE) / Math.sqrt(w);
  const ratio = w / (1 - E2_AIRY);
  const eta2 = ratio - 1;
  const d = (lon - ORIGIN.lon) * cos;
  const d2 = d * d;
  const north =
    (d2 / 2) * (1 + (d2 / 12) * (5 - t2 + 9 * eta2) + (d2 * d2 * (61 - 58 * t2 + t2 * t2)) / 360);
  const east =
    1 +
    (d2 / 6) * (ratio - t2) +
    ((d2 * d2) / 120) * (5 - 18 * t2 + t2 * t2 + 14 * eta2 - 58 * t2 * eta2);
  return {
    easting: ORIGIN.easting + nu * d * east,
    northing: ORIGIN.northing + meridianArc(lat) + nu * (sin / cos) * north,
  };
}

/** WGS84 degrees → National Grid metres (not rounded). */
export function toNationalGrid(lon: number, lat: number): GridPoint {
  const airy = toAiry(lon, lat);
  return project(airy.lon, airy.lat);
}

/** One ten-millionth of a metre: far below what the inverse promises. */
const SETTLED = 1e-7;
/** Metres in a degree of latitude, near enough to aim the next guess. */
const METRES_A_DEGREE = 111_320;

/** National Grid metres → WGS84 degrees: the exact inverse of `toNationalGrid`, to well under a millimetre.
 *  Found by stepping towards the point, so that there is one set of formulas and not two that can disagree. */
export function fromNationalGrid(easting: number, northing: number): LonLat {
  let lat = 49 + (northing - ORIGIN.northing) / METRES_A_DEGREE;
  let lon = -2 + (easting - ORIGIN.easting) / (METRES_A_DEGREE * Math.cos(lat * RADIANS));
  for (let step = 0; step < 12; step++) {
    const here = toNationalGrid(lon, lat);
    const east = easting - here.easting;
    const north = northing - here.northing;
    if (Math.abs(east) < SETTLED && Math.abs(north) < SETTLED) break;
    // Grid north is not true north: turn the step by the convergence, or it circles in slowly.
    const turn = (lon + 2) * RADIANS * Math.sin(lat * RADIANS);
    lat += (north * Math.cos(turn) - east * Math.sin(turn)) / METRES_A_DEGREE;
    lon +=
      (east * Math.cos(turn) + north * Math.sin(turn)) /
      (METRES_A_DEGREE * Math.cos(lat * RADIANS));
  }
  return { lon, lat };
}
