/** An exact place becomes its hexagon: the centre, and the cell at that centre. Pure. */
import { cellToLatLng } from 'h3-js';
import { cellToString, childRange, coarser } from '../geo/cells.ts';

/** The smallest hexagons that anything is counted in: every count of every size stays what it was. */
export const COARSE_RESOLUTION = 11;

export interface CoarsePlace {
  /** Degrees, WGS84. */
  readonly longitude: number;
  readonly latitude: number;
  /** H3 at resolution 12, as incidents have it: the hexagon's middle child. */
  readonly cell: bigint;
}

/** @param cell of an incident, H3 at resolution 12 */
export function coarsePlace(cell: bigint): CoarsePlace {
  const hexagon = coarser(cell, COARSE_RESOLUTION);
  const [latitude, longitude] = cellToLatLng(cellToString(hexagon));
  // the child with digit 0 lies in the middle
  return { latitude, longitude, cell: childRange(hexagon).first };
}
