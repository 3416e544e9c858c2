/** Joins polygons that share whole edges, corner for corner, as Voronoi cells do. */

import type { MultiPolygon, Polygon, Position } from 'geojson';

const keyOf = (corner: Position): string => `${corner[0]},${corner[1]}`;

const signedArea = (ring: readonly Position[]): number => {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [ax = NaN, ay = NaN] = ring[i - 1] ?? [];
    const [bx = NaN, by = NaN] = ring[i] ?? [];
    twice += ax * by - bx * ay;
  }
  return twice / 2;
};

/** Edges that no neighbour runs the other way: the outer border and the borders of holes, each keyed by its start. */
function bordersOf(rings: readonly (readonly Position[])[]): Map<string, Position[]> {
  const edges = new Map<string, readonly [Position, Position]>();
  for (const ring of rings) {
    const turned = signedArea(ring) < 0 ? ring.toReversed() : ring;
    for (let i = 1; i < turned.length; i++) {
      const from = turned[i - 1];
      const to = turned[i];
      // Rounding may fold a very short edge onto one corner.
      if (from === undefined || to === undefined || keyOf(from) === keyOf(to)) continue;
      const opposite = `${keyOf(to)};${keyOf(from)}`;
      if (!edges.delete(opposite)) edges.set(`${keyOf(from)};${keyOf(to)}`, [from, to]);
    }
  }
  const next = new Map<string, Position[]>();
  for (const [from, to] of edges.values()) {
    next.set(keyOf(from), [...(next.get(keyOf(from)) ?? []), to]);
  }
  return next;
}

/** The union of closed rings whose shared edges have identical corners and which do not overlap.
 *  Outer rings come out counter-clockwise, holes clockwise (RFC 7946). A hole is given to the only outer ring there is;
 *  throws where several outer rings and a hole would need a test of containment. */
export function dissolve(rings: readonly (readonly Position[])[]): Polygon | MultiPolygon {
  const next = bordersOf(rings);
  const outers: Position[][] = [];
  const holes: Position[][] = [];
  for (const [start, ends] of next) {
    while (ends.length > 0) {
      const ring: Position[] = [];
      let key = start;
      for (let to = next.get(key)?.pop(); to !== undefined; to = next.get(key)?.pop()) {
        ring.push(to);
        key = keyOf(to);
        if (key === start) break;
      }
      const last = ring.at(-1);
      if (last === undefined || key !== start) throw new Error('cells do not share whole edges');
      const closed = [last, ...ring];
      (signedArea(closed) > 0 ? outers : holes).push(closed);
    }
  }
  const [only, ...others] = outers;
  if (only !== undefined && others.length === 0) {
    return { type: 'Polygon', coordinates: [only, ...holes] };
  }
  if (holes.length > 0) throw new Error('a hole among several pieces is not supported');
  return { type: 'MultiPolygon', coordinates: outers.map((ring) => [ring]) };
}
