/** Where a row may lie. Force is not area: a police file rightly holds places far outside its partnership, so the
 *  default is the whole United Kingdom and 10 km around it; whoever knows better passes an area of their own. */

export interface AllowedArea {
  /** Completes "lies outside …". */
  readonly name: string;
  readonly contains: (lon: number, lat: number) => boolean;
}

/** Drawn by hand through the sea, 10 to 40 km off the coast, and a little beyond Northern Ireland's border; it keeps
 *  out Dublin, Calais and Cherbourg. Longitude, latitude in degrees, clockwise from Scilly. */
// prettier-ignore
const OUTLINE: readonly (readonly [number, number])[] = [
  [-6.7, 49.7], [-6.7, 50.1], [-6, 50.5], [-5.2, 51.1], [-5.8, 51.5], [-5.9, 52], [-5.1, 52.6],
  [-5.05, 53.4], [-5.2, 54], [-5.9, 53.9], [-6.5, 53.85], [-7.2, 54], [-8.1, 54.2], [-8.4, 54.5],
  [-8, 54.8], [-7.6, 55.05], [-7.2, 55.3], [-7.3, 55.7], [-8, 56.5], [-9, 57.5], [-9, 58.1],
  [-6.3, 59.4], [-5, 59.3], [-3.8, 59.5], [-2.5, 60.1], [-1.6, 61.1], [-0.4, 61.1], [-0.4, 60.2],
  [-1, 59.5], [-2.1, 59], [-1.5, 58], [-1.4, 57.4], [-1.8, 56.1], [-1.3, 55.8], [-0.8, 55],
  [0.2, 54.2], [0.4, 53.7], [0.6, 53.4], [1.3, 53.2], [2, 52.8], [2.05, 52.3], [1.75, 51.8],
  [1.68, 51.25], [1.45, 50.98], [1, 50.75], [0.3, 50.6], [-1, 50.4], [-2, 50.35], [-3.5, 50],
  [-5, 49.75],
];

/** Crossing-number test, in degrees; the outline may be open. */
export function insideOutline(
  outline: readonly (readonly [number, number])[],
  lon: number,
  lat: number,
): boolean {
  let inside = false;
  let [fromLon, fromLat] = outline.at(-1) ?? [0, 0];
  for (const [toLon, toLat] of outline) {
    if (
      toLat > lat !== fromLat > lat &&
      lon < ((fromLon - toLon) * (lat - toLat)) / (fromLat - toLat) + toLon
    ) {
      inside = !inside;
    }
    fromLon = toLon;
    fromLat = toLat;
  }
  return inside;
}

export const UNITED_KINGDOM: AllowedArea = {
  name: 'the United Kingdom',
  contains: (lon, lat) =>
    // Nearly all rows lie in this box, well inside the coast.
    (lat > 51.5 && lat < 53.2 && lon > -3.9 && lon < 0) || insideOutline(OUTLINE, lon, lat),
};

/** For test data from elsewhere, such as Boston's. */
export const ANYWHERE: AllowedArea = {
  name: 'the world',
  contains: (lon, lat) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90,
};
