/** What a drawn polygon must be before anything is counted in it: a ring with an area, whose lines do not cross. A ring
 *  that crosses itself has no defined inside, and an area of which parts cancel. */

export type Corner = readonly [longitude: number, latitude: number];

/** West, south, east, north in degrees: the United Kingdom and the sea around it. */
export const UNITED_KINGDOM = [-14, 49, 4, 62] as const;

/** Square degrees: about a square metre. */
const LEAST_AREA = 1e-10;

const same = (a: Corner, b: Corner): boolean => a[0] === b[0] && a[1] === b[1];

/** Corners without one that stands again behind itself, as a second click on the same place makes it. */
export const withoutRepeats = (corners: readonly Corner[]): Corner[] =>
  corners.filter((corner, i) => {
    const before = corners.at(i - 1);
    return corners.length === 1 || before === undefined || !same(corner, before);
  });

/** Why a ring cannot be used, as a sentence; null: it can. corners: open or closed. Its cost is the square of their
 *  number: at most a few hundred. */
export function ringProblem(corners: readonly Corner[]): string | null {
  if (!corners.flat().every(Number.isFinite)) return 'Write each corner as longitude,latitude.';
  const ring = withoutRepeats(corners);
  if (new Set(ring.map(String)).size < 3)
    return 'A drawn area has at least three different corners.';
  const [west, south, east, north] = UNITED_KINGDOM;
  if (ring.some(([x, y]) => x < west || x > east || y < south || y > north))
    return `A drawn area lies in the United Kingdom: longitude ${west} to ${east}, latitude ${south} to ${north}.`;
  if (crossesItself(ring))
    return 'The lines of a drawn area must not cross or touch each other. Draw it again, one corner after the other.';
  return Math.abs(areaOf(ring)) < LEAST_AREA ? 'The drawn area has nothing inside.' : null;
}

/** Square degrees, positive anticlockwise; measured from the first corner, which keeps the digits. */
function areaOf(ring: readonly Corner[]): number {
  const [ox, oy] = ring[0] ?? [0, 0];
  let twice = 0;
  let [px, py] = ring.at(-1) ?? [0, 0];
  for (const [x, y] of ring) {
    twice += (px - ox) * (y - oy) - (x - ox) * (py - oy);
    [px, py] = [x, y];
  }
  return twice / 2;
}

/** ring: open, no corner twice in a row. */
function crossesItself(ring: readonly Corner[]): boolean {
  const n = ring.length;
  const at = (i: number): Corner => ring[i % n] ?? [NaN, NaN];
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const [a, b, c, d] = [at(i), at(i + 1), at(j), at(j + 1)];
      const follows = j === i + 1;
      const closes = i === 0 && j === n - 1;
      // sides that share a corner may only run back over each other
      if (follows && closes) continue;
      if (follows ? runsBack(a, b, d) : closes ? runsBack(c, a, b) : meet(a, b, c, d)) return true;
    }
  return false;
}

/** Twice the signed area of a triangle: more than 0 where c lies to the left of the line from a to b. */
const turn = (a: Corner, b: Corner, c: Corner): number =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

/** Whether the way from a to b returns over itself towards c. */
const runsBack = (a: Corner, b: Corner, c: Corner): boolean =>
  turn(a, b, c) === 0 && (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) < 0;

/** Whether two sides without a common corner have a point in common. */
function meet(a: Corner, b: Corner, c: Corner, d: Corner): boolean {
  const [c1, d1, a2, b2] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (c1 * d1 < 0 && a2 * b2 < 0) return true;
  return (
    (c1 === 0 && isBetween(a, b, c)) ||
    (d1 === 0 && isBetween(a, b, d)) ||
    (a2 === 0 && isBetween(c, d, a)) ||
    (b2 === 0 && isBetween(c, d, b))
  );
}

const isBetween = (a: Corner, b: Corner, point: Corner): boolean =>
  point[0] >= Math.min(a[0], b[0]) &&
  point[0] <= Math.max(a[0], b[0]) &&
  point[1] >= Math.min(a[1], b[1]) &&
  point[1] <= Math.max(a[1], b[1]);
