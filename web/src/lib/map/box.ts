/** Boxes around places, as west, south, east, north in degrees. */
import { cellToBoundary } from 'h3-js';

export type Box = readonly [number, number, number, number];

/** The box around hexagons; at least one. */
export function boxOfCells(cells: readonly string[]): Box {
  const points = cells.flatMap((cell) => cellToBoundary(cell, true));
  const longitudes = points.map(([longitude]) => longitude);
  const latitudes = points.map(([, latitude]) => latitude);
  return [
    Math.min(...longitudes),
    Math.min(...latitudes),
    Math.max(...longitudes),
    Math.max(...latitudes),
  ];
}

/** The box around boxes; null for none. */
export function boxOfBoxes(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  return [
    Math.min(...boxes.map(([west]) => west)),
    Math.min(...boxes.map(([, south]) => south)),
    Math.max(...boxes.map(([, , east]) => east)),
    Math.max(...boxes.map(([, , , north]) => north)),
  ];
}
