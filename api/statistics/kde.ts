/** Kernel density: a smooth surface from points, with the quartic kernel 3/(πh²)·(1 − d²/h²)² (Silverman 1986, eq. 4.5).
 *  It shows where to look; it is no test, and near the edge of the data it is too low. */

/** Easting and northing in metres, flat: x₀, y₀, x₁, y₁, … */
export type Points = Float64Array;

/** Incidents per square metre at each place; integrates to the number of points over the plane. bandwidth: metres, > 0,
 *  to be stated with the map. Throws RangeError for a bandwidth that is not positive. */
export function quarticDensity(points: Points, places: Points, bandwidth: number): Float64Array {
  const { at } = quarticSurface(points, bandwidth);
  return Float64Array.from({ length: places.length >> 1 }, (_, place) =>
    at(places[2 * place] ?? NaN, places[2 * place + 1] ?? NaN),
  );
}

export interface QuarticSurface {
  /** Incidents per square metre there. */
  at(x: number, y: number): number;
  /** How many points are read for a density: its cost. */
  effort(x: number, y: number): number;
}

/** The same place by place, so that a server can serve others in between. Points are put in squares of one
 *  bandwidth, so each place meets those of nine. Throws RangeError for a bandwidth that is not positive. */
export function quarticSurface(points: Points, bandwidth: number): QuarticSurface {
  if (!(bandwidth > 0 && Number.isFinite(bandwidth)))
    throw new RangeError('A kernel needs a bandwidth in metres, more than 0.');
  const squares = squaresOf(points, bandwidth);
  const limit = bandwidth * bandwidth;
  const around = function* (x: number, y: number): Generator<readonly number[]> {
    const column = Math.floor(x / bandwidth);
    const row = Math.floor(y / bandwidth);
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++) {
        const square = squares.get(nameOf(column + dx, row + dy));
        if (square) yield square;
      }
  };
  return {
    at(x, y) {
      let sum = 0;
      for (const square of around(x, y)) {
        for (const i of square) {
          const east = (points[2 * i] ?? NaN) - x;
          const north = (points[2 * i + 1] ?? NaN) - y;
          const squared = east * east + north * north;
          if (squared < limit) sum += (1 - squared / limit) ** 2;
        }
      }
      return (sum * 3) / (Math.PI * limit);
    },
    effort(x, y) {
      let points = 0;
      for (const square of around(x, y)) points += square.length;
      return points;
    },
  };
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
