/** A map for paper: outlines and hexagons as SVG paths, on a plane that is right to a fraction of a per cent across a county. */
import type { MultiPolygon, Polygon } from 'geojson';
import { cellToBoundary, cellToLatLng, gridDistance } from 'h3-js';

/** west, south, east, north in degrees */
export type Box = readonly [number, number, number, number];

export interface Plane {
  readonly width: number;
  readonly height: number;
  /** Longitude and latitude to units of the picture. */
  at(longitude: number, latitude: number): readonly [number, number];
}

/** `width` units across, as high as the box asks for. */
export function planeOf([west, south, east, north]: Box, width: number): Plane {
  const longitudeScale = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = width / ((east - west) * longitudeScale);
  return {
    width,
    height: (north - south) * scale,
    at: (longitude, latitude) => [
      round((longitude - west) * longitudeScale * scale),
      round((north - latitude) * scale),
    ],
  };
}

const round = (n: number): number => Math.round(n * 10) / 10;

export function outlinePath(outline: Polygon | MultiPolygon, plane: Plane): string {
  const polygons = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
  return polygons
    .flat()
    .map((ring) => ringPath(ring, plane))
    .join('');
}

export const hexagonPath = (cell: string, plane: Plane): string =>
  ringPath(cellToBoundary(cell, true), plane);

const ringPath = (ring: readonly (readonly number[])[], plane: Plane): string =>
  `M${ring.map(([lon = 0, lat = 0]) => plane.at(lon, lat).join(' ')).join('L')}Z`;

export function middleOf(cell: string, plane: Plane): readonly [number, number] {
  const [latitude, longitude] = cellToLatLng(cell);
  return plane.at(longitude, latitude);
}

/** Around all outlines and hexagons, with room about them (a share of the longer side); null where there are none. */
export function boxAround(
  outlines: readonly (Polygon | MultiPolygon)[],
  cells: readonly string[],
  margin = 0.02,
): Box | null {
  const points = [
    ...outlines.flatMap((one) =>
      (one.type === 'Polygon' ? [one.coordinates] : one.coordinates).flat(2),
    ),
    ...cells.flatMap((cell) => cellToBoundary(cell, true)),
  ];
  if (points.length === 0) return null;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon = 0, lat = 0] of points) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  const padding = margin * Math.max(east - west, north - south);
  return [west - padding, south - padding, east + padding, north + padding];
}

/** Where a name may stand: the middle of an outline's largest part by its area, longitude and latitude. */
export function nameAt(outline: Polygon | MultiPolygon): readonly [number, number] | null {
  const polygons = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
  const middles = polygons.flatMap(([ring]) => (ring ? [middleOfRing(ring)] : []));
  const largest = middles.sort((a, b) => b.area - a.area)[0];
  return largest ? largest.at : null;
}

/** Centroid of a ring by its area (the shoelace formula). */
function middleOfRing(ring: readonly (readonly number[])[]) {
  let [area, x, y] = [0, 0, 0];
  let [lon0 = 0, lat0 = 0] = ring.at(-1) ?? [];
  for (const [lon = 0, lat = 0] of ring) {
    const cross = lon0 * lat - lon * lat0;
    area += cross;
    x += (lon0 + lon) * cross;
    y += (lat0 + lat) * cross;
    [lon0, lat0] = [lon, lat];
  }
  const at = [x / (3 * area), y / (3 * area)] as const;
  return { area: Math.abs(area), at };
}

/** The hexagons of a list within so many steps of its first: what a close-up shows. */
export function nearFirst(cells: readonly string[], steps: number): string[] {
  const [first] = cells;
  if (first === undefined) return [];
  return cells.filter((cell) => {
    try {
      return gridDistance(first, cell) <= steps;
    } catch {
      // h3 does not count across a pentagon, nor too far: not near
      return false;
    }
  });
}
