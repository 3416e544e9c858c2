/** The density surface at the middle of each hexagon. */
import { cellToLatLng } from 'h3-js';
import type { Density } from '../../contract/density.ts';
import { keyToString } from '../../geo/cells.ts';
import { toNationalGrid } from '../../geo/national_grid.ts';
import type { Sliced } from '../../jobs/slices.ts';
import type { QuarticSurface } from '../../statistics/kde.ts';

/** Hexagons of a step. */
const A_STEP = 200;
/** Points that are read in a step of a few milliseconds. */
const POINTS_OF_A_STEP = 300_000;
const POINTS_A_MICROSECOND = 100;
const SQUARE_METRES_A_KM2 = 1e6;

/** A hexagon's middle, in metres of the National Grid. */
interface Middle {
  readonly cell: string;
  readonly x: number;
  readonly y: number;
}

export function* middlesOf(keys: Iterable<number>, resolution: number): Sliced<Middle[]> {
  const middles: Middle[] = [];
  for (const key of Float64Array.from(keys).sort()) {
    const cell = keyToString(key, resolution);
    const [latitude, longitude] = cellToLatLng(cell);
    const { easting, northing } = toNationalGrid(longitude, latitude);
    if (middles.push({ cell, x: easting, y: northing }) % A_STEP === 0) yield 5 * A_STEP;
  }
  return middles;
}

/** Points that the whole surface reads. */
export function* effortOf(surface: QuarticSurface, middles: readonly Middle[]): Sliced<number> {
  let sum = 0;
  for (const [i, { x, y }] of middles.entries()) {
    sum += surface.effort(x, y);
    if (i % A_STEP === 0) yield A_STEP;
  }
  return sum;
}

/** Incidents per km². */
export function* densities(
  surface: QuarticSurface,
  middles: readonly Middle[],
): Sliced<Density['cells']> {
  const cells: Density['cells'] = [];
  let effort = 0;
  for (const { cell, x, y } of middles) {
    effort += surface.effort(x, y);
    if (effort > POINTS_OF_A_STEP) {
      yield effort / POINTS_A_MICROSECOND;
      effort = 0;
    }
    const density = surface.at(x, y) * SQUARE_METRES_A_KM2;
    // as many digits as a map has classes for: a county is 17,000 of them
    if (density > 0) cells.push({ cell, density: Number(density.toPrecision(4)) });
  }
  return cells;
}
