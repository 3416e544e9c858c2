/** An exact place becomes its hexagon: the centre, and the cell at that centre. Pure. */
import { cellToLatLng } from 'h3-js';
import { cellToString, childRange } from '../geo/cells.ts';
import { cellAt, edgesOf, type PointCells, SMALLEST_COUNTED } from '../geo/edge_cells.ts';

/** The smallest hexagons that anything is counted in: every count of every size stays what it was. */
export const COARSE_RESOLUTION = SMALLEST_COUNTED;

export interface CoarsePlace extends PointCells {
  /** Degrees, WGS84. */
  readonly longitude: number;
  readonly latitude: number;
  /** H3 at resolution 12, as incidents have it: the hexagon's middle child. */
  readonly cell: bigint;
}

/** @param place of an incident. The larger hexagons that it lies in stay its own, even where the centre lies in another. */
export function coarsePlace(place: PointCells): CoarsePlace {
  const hexagon = cellAt(place, COARSE_RESOLUTION);
  const [latitude, longitude] = cellToLatLng(cellToString(hexagon));
  // the child with digit 0 lies in the middle
  const cell = childRange(hexagon).first;
  return { latitude, longitude, cell, edges: edgesOf(cell, (size) => cellAt(place, size)) };
}
