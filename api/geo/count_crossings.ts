/** How often the lines of an outline cross each other, up to a limit: PostGIS mends an outline in a time that grows with
 *  it, and a star of 10,000 lines that all cross has 50 million crossings. */
import type { Position } from 'geojson';

type Side = readonly [x1: number, y1: number, x2: number, y2: number];

/** Pairs of sides that are looked at: a detailed coast has some dozens for each of its sides. */
const MOST_PAIRS = 30_000_000;

/** The number of crossings, or `most` where there are as many, or too many sides lie above each other to count. */
export function countCrossings(rings: readonly (readonly Position[])[], most: number): number {
  const sides = rings.flatMap(sidesOf).sort((a, b) => a[0] - b[0]);
  let active: Side[] = [];
  let crossings = 0;
  let pairs = 0;
  for (const side of sides) {
    active = active.filter((other) => other[2] >= side[0]);
    pairs += active.length;
    if (pairs > MOST_PAIRS) return most;
    for (const other of active) if (cross(side, other) && ++crossings >= most) return most;
    active.push(side);
  }
  return crossings;
}

/** From west to east. */
const sidesOf = (ring: readonly Position[]): Side[] =>
  ring.slice(1).map((to, i) => {
    const [x1 = NaN, y1 = NaN] = ring[i] ?? [];
    const [x2 = NaN, y2 = NaN] = to;
    return x1 <= x2 ? [x1, y1, x2, y2] : [x2, y2, x1, y1];
  });

const turn = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

/** Whether they meet inside both: sides that share a corner do not. */
function cross([ax, ay, bx, by]: Side, [cx, cy, dx, dy]: Side): boolean {
  if (Math.min(ay, by) > Math.max(cy, dy) || Math.max(ay, by) < Math.min(cy, dy)) return false;
  return (
    turn(ax, ay, bx, by, cx, cy) * turn(ax, ay, bx, by, dx, dy) < 0 &&
    turn(cx, cy, dx, dy, ax, ay) * turn(cx, cy, dx, dy, bx, by) < 0
  );
}
