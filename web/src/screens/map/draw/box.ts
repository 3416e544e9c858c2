/** Boxes around places, as west, south, east, north in degrees. */
import { cellToBoundary } from 'h3-js';
import { boxAroundMost } from '#web/screens/data/small_map.ts';

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

/** The partnership's background: its districts together, or whatever outlines it has. null without any. */
export function studyAreaBox(
  areas: readonly { readonly kind: string; readonly bbox: Box }[],
): Box | null {
  const districts = areas.filter(({ kind }) => kind === 'district');
  return boxOfBoxes((districts.length > 0 ? districts : areas).map(({ bbox }) => bbox));
}

/** Where nearly all incidents lie: a few that a feed put into another country do not make the county a speck.
 *  `totals[i]` incidents in `cells[i]`; null without one. */
export function boxOfMost(cells: readonly string[], totals: ArrayLike<number>): Box | null {
  const box = boxAroundMost(
    cells.flatMap((cell, i) => {
      const rows = totals[i] ?? 0;
      return rows > 0 ? cellToBoundary(cell, true).map((at) => ({ at, rows })) : [];
    }),
  );
  return box && [box.west, box.south, box.east, box.north];
}
