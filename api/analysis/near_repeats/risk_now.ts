/** Where another incident is likelier than usual now: near recent ones, by the bands in which incidents follow each other
 *  more often than by chance. */
import { greatCircleDistance, gridDisk, latLngToCell, cellToLatLng, UNITS } from 'h3-js';
import type { Sliced } from '../../jobs/slices.ts';
import type { Distance } from '../../contract/near_repeats.ts';
import { toNationalGrid } from '../../geo/national_grid.ts';
import { distanceOf, type KnoxCell } from '../../statistics/knox.ts';

/** About 65 m from the middle to a corner. */
export const RISK_RESOLUTION = 10;
/** Metres from a hexagon's middle to those of its neighbours, at the least. */
const STEP = 110;

export interface Place {
  readonly longitude: number;
  readonly latitude: number;
  /** Since 1970-01-01. */
  readonly day: number;
}

export interface Risk {
  readonly cell: string;
  readonly ratio: number;
  readonly incidents: number;
  /** Since 1970-01-01. */
  readonly until: number;
}

/** In a straight line on the globe; along the axes of the National Grid. */
function metresBetween(a: [number, number], b: [number, number], distance: Distance): number {
  if (distance === 'euclidean') return greatCircleDistance(a, b, UNITS.m);
  const [from, to] = [toNationalGrid(a[1], a[0]), toNationalGrid(b[1], b[0])];
  return distanceOf(distance, to.easting - from.easting, to.northing - from.northing);
}

/** Hexagons whose middle lies within a band's distance of an incident, where the day (`on`) lies within its days; of a
 *  band from 0 m the incident's own hexagon always. bands: the significant ones alone. Most raised
 *  first. */
export function* riskOn(
  on: number,
  places: readonly Place[],
  bands: readonly KnoxCell[],
  distance: Distance,
): Sliced<Risk[]> {
  const found = new Map<string, { ratio: number; sources: Set<number>; until: number }>();
  for (const [i, { longitude, latitude, day }] of places.entries()) {
    const due = bands.filter(({ fromDays, toDays }) => on - day >= fromDays && on - day < toDays);
    if (due.length === 0) continue;
    const own = latLngToCell(latitude, longitude, RISK_RESOLUTION);
    const most = Math.max(...due.map(({ toMetres }) => toMetres));
    const near = gridDisk(own, Math.ceil(most / STEP) + 1);
    yield near.length * 2;
    for (const cell of near) {
      const metres = metresBetween([latitude, longitude], cellToLatLng(cell), distance);
      for (const { fromMetres, toMetres, toDays, ratio } of due) {
        const reached =
          (metres >= fromMetres && metres < toMetres) || (fromMetres === 0 && cell === own);
        if (!reached) continue;
        const known = found.get(cell) ?? { ratio: 0, sources: new Set<number>(), until: 0 };
        known.sources.add(i);
        found.set(cell, {
          ratio: Math.max(known.ratio, ratio ?? 0),
          sources: known.sources,
          until: Math.max(known.until, day + toDays - 1),
        });
      }
    }
  }
  return [...found]
    .map(([cell, { ratio, sources, until }]) => ({ cell, ratio, incidents: sources.size, until }))
    .sort((a, b) => b.ratio - a.ratio || b.incidents - a.incidents || (a.cell < b.cell ? -1 : 1));
}
