/** An area drawn by hand: its corners as degrees, as part of an address, and as shapes on the map. */
import type { FeatureCollection, Position } from 'geojson';
import { ringProblem, withoutRepeats } from '#api/contract/drawn_ring.ts';

/** longitude, latitude */
export type Corner = readonly [number, number];

export const FEWEST_CORNERS = 3;
export const MOST_CORNERS = 200;

/** Five decimals are a metre: nobody's hand is finer. */
export const roundCorner = ([longitude, latitude]: Corner): Corner => [
  Math.round(longitude * 1e5) / 1e5 + 0,
  Math.round(latitude * 1e5) / 1e5 + 0,
];

/** `lon,lat;lon,lat;…` as the address and the API have it. */
export const printCorners = (corners: readonly Corner[]): string =>
  corners.map((corner) => roundCorner(corner).join(',')).join(';');

/** The corners of such a text; null when it is no area that can be drawn. */
export function parseCorners(text: string | null): readonly Corner[] | null {
  if (!text || text.length > 8000) return null;
  const corners: Corner[] = [];
  for (const part of text.split(';')) {
    const [longitude, latitude, more] = part.split(',');
    if (!longitude?.trim() || !latitude?.trim() || more !== undefined) return null;
    const corner = [Number(longitude), Number(latitude)] as const;
    if (!(Math.abs(corner[0]) <= 180) || !(Math.abs(corner[1]) <= 90)) return null;
    corners.push(roundCorner(corner));
  }
  return isArea(corners) && ringProblem(corners) === null ? withoutRepeats(corners) : null;
}

export const isArea = (corners: readonly Corner[]): boolean =>
  corners.length >= FEWEST_CORNERS && corners.length <= MOST_CORNERS;

/** With one corner more; the same corners where it stands on the last one, or there are enough. */
export function withCorner(corners: readonly Corner[], corner: Corner): readonly Corner[] {
  const next = roundCorner(corner);
  const last = corners.at(-1);
  if (corners.length >= MOST_CORNERS) return corners;
  return last?.[0] === next[0] && last[1] === next[1] ? corners : [...corners, next];
}

/** The closed outline; nothing for fewer than three corners. */
export const areaOutline = (corners: readonly Corner[] | null): FeatureCollection => ({
  type: 'FeatureCollection',
  features:
    corners && corners.length >= FEWEST_CORNERS
      ? [
          {
            type: 'Feature',
            properties: {},
            geometry: { type: 'Polygon', coordinates: [ring(corners)] },
          },
        ]
      : [],
});

/** An area half drawn: its corners as points, the line so far, and on to where the pointer is. */
export function halfDrawn(corners: readonly Corner[], pointer: Corner | null): FeatureCollection {
  const line = [...corners, ...(pointer ? [pointer] : [])].map(position);
  return {
    type: 'FeatureCollection',
    features: [
      ...(line.length > 1
        ? [
            {
              type: 'Feature' as const,
              properties: {},
              geometry: {
                type: 'LineString' as const,
                coordinates:
                  corners.length > (pointer ? 1 : 2) ? [...line, ...line.slice(0, 1)] : line,
              },
            },
          ]
        : []),
      ...corners.map((corner) => ({
        type: 'Feature' as const,
        properties: {},
        geometry: { type: 'Point' as const, coordinates: position(corner) },
      })),
    ],
  };
}

const position = ([longitude, latitude]: Corner): Position => [longitude, latitude];
const ring = (corners: readonly Corner[]): Position[] =>
  [...corners, ...corners.slice(0, 1)].map(position);
