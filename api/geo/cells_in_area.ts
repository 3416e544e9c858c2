/** Cells of an area: those whose centre lies inside, so that areas which share a border share no cell. */
import type { MultiPolygon, Polygon } from 'geojson';
import { polygonToCells } from 'h3-js';
import { keyOfString } from './cells.ts';

/** Keys at `res` of the cells whose centre is inside. Coordinates are longitude, latitude (WGS84);
 *  holes count as outside. About 2 µs a cell: keep the answer when an area is asked for again. */
export function areaCells(area: Polygon | MultiPolygon, res: number): ReadonlySet<number> {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  const keys = new Set<number>();
  for (const rings of polygons) {
    for (const cell of polygonToCells(rings, res, true)) keys.add(keyOfString(cell, res));
  }
  return keys;
}
