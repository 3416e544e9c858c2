/** Kernel density: a smooth surface from points, with the quartic kernel 3/(πh²)·(1 − d²/h²)² (Silverman 1986, eq. 4.5).
 *  It shows where to look; it is no test, and near the edge of the data it is too low. */

/** Easting and northing in metres, flat: x₀, y₀, x₁, y₁, … */
export type Points = Float64Array;

/** Incidents per square metre at each place; integrates to the number of points over the plane. bandwidth: metres, > 0,
 *  to be stated with the map. Points are put in squares of one bandwidth, so each place meets those of nine.
 *  Throws RangeError for a bandwidth that is not positive. */
export function quarticDensity(points: Points, places: Points, bandwidth: number): Float64Array {
  if (!(bandwidth > 0 && Number.isFinite(bandwidth)))
    throw new RangeError('A kernel needs a bandwidth in metres, more than 0.');
  const squares = squaresOf(points, bandwidth);
  const density = new Float64Array(places.length >> 1);
  const limit = bandwidth * bandwidth;
  for (let place = 0; place < density.length; place++) {
    const x = places[2 * place] ?? NaN;
    const y = places[2 * place + 1] ?? NaN;
    const column = Math.floor(x / bandwidth);
    const row = Math.floor(y / bandwidth);
    let sum = 0;
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const i of squares.get(nameOf(column + dx, row + dy)) ?? []) {
          const east = (points[2 * i] ?? NaN) - x;
          const north = (points[2 * i + 1] ?? NaN) - y;
          const squared = east * east + north * north;
          if (squared < limit) sum += (1 - squared / limit) ** 2;
        }
      }
    }
    density[place] = (sum * 3) / (Math.PI * limit);
  }
  return density;
}

/** A square's column and row as one number: exact within 2²⁵ squares of the origin either way. */
export const nameOf = (column: number, row: number): number => column * 0x4000000 + row;

/** Which points lie in each square of a side in metres, by name. */
export function squaresOf(points: Points, side: number): Map<number, number[]> {
  const squares = new Map<number, number[]>();
  for (let i = 0; 2 * i < points.length; i++) {
    const name = nameOf(
      Math.floor((points[2 * i] ?? NaN) / side),
      Math.floor((points[2 * i + 1] ?? NaN) / side),
    );
    const square = squares.get(name);
    if (square) square.push(i);
    else squares.set(name, [i]);
  }
  return squares;
}
