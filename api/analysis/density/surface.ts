/** The density surface at the middle of each hexagon. */
import { setImmediate } from 'node:timers/promises';
import { cellToLatLng } from 'h3-js';
import type { Density } from '../../contract/density.ts';
import { keyToString } from '../../geo/cells.ts';
import { toNationalGrid } from '../../geo/national_grid.ts';
import type { QuarticSurface } from '../../statistics/kde.ts';

/** Hexagons of a slice, after which others are served. */
const SLICE = 500;
const SQUARE_METRES_A_KM2 = 1e6;

/** A hexagon's middle, in metres of the National Grid. */
interface Middle {
  readonly cell: string;
  readonly x: number;
  readonly y: number;
}

export const middlesOf = (keys: readonly number[], resolution: number): Middle[] =>
  keys
    .toSorted((a, b) => a - b)
    .map((key) => {
      const cell = keyToString(key, resolution);
      const [latitude, longitude] = cellToLatLng(cell);
      const { easting, northing } = toNationalGrid(longitude, latitude);
      return { cell, x: easting, y: northing };
    });

/** Points that the whole surface reads. */
export const effortOf = (surface: QuarticSurface, middles: readonly Middle[]): number =>
  middles.reduce((sum, { x, y }) => sum + surface.effort(x, y), 0);

/** Incidents per km². Lets others be served between slices. */
export async function densities(
  surface: QuarticSurface,
  middles: readonly Middle[],
): Promise<Density['cells']> {
  const cells: Density['cells'] = [];
  for (const [i, { cell, x, y }] of middles.entries()) {
    if (i % SLICE === SLICE - 1) await setImmediate();
    const density = surface.at(x, y) * SQUARE_METRES_A_KM2;
    // as many digits as a map has classes for: a county is 17,000 of them
    if (density > 0) cells.push({ cell, density: Number(density.toPrecision(4)) });
  }
  return cells;
}
