/** What the map receives of hexagons: their shapes once, then only what changed. Nothing here touches a map. */
import type { Feature, FeatureCollection, MultiPolygon, Point, Polygon } from 'geojson';
import { cellsToMultiPolygon, cellToBoundary, cellToLatLng, gridDisk } from 'h3-js';
import { classOf, type Breaks } from './breaks.ts';

/** Hexagons as polygons. A feature's id is `first` and its place in `cells`, because MapLibre's feature state takes no cell
 *  name. Each set of shapes has ids of its own: until new ones are drawn, their classes must not colour the old ones. */
export function hexShapes(
  cells: readonly string[],
  first = 0,
): FeatureCollection<Polygon, { cell: string }> {
  return {
    type: 'FeatureCollection',
    features: cells.map((cell, i) => ({
      type: 'Feature',
      id: first + i,
      properties: { cell },
      geometry: { type: 'Polygon', coordinates: [cellToBoundary(cell, true)] },
    })),
  };
}

/** Where each cell stands in the shapes. */
export const shapeIds = (cells: readonly string[]): Map<string, number> =>
  new Map(cells.map((cell, id) => [cell, id]));

/** Do the shapes on the map hold every one of these cells? Then only states change. */
export const holdsAll = (ids: ReadonlyMap<string, number>, cells: readonly string[]): boolean =>
  cells.every((cell) => ids.has(cell));

/** The class of every shape under these counts: 0 where there is none. */
export function classesOf(
  ids: ReadonlyMap<string, number>,
  hexes: { readonly cells: readonly string[]; readonly total: ArrayLike<number> },
  breaks: Breaks,
  classAt: (value: number, breaks: Breaks) => number = classOf,
): Uint8Array {
  const classes = new Uint8Array(ids.size);
  hexes.cells.forEach((cell, i) => {
    const id = ids.get(cell);
    if (id !== undefined) classes[id] = classAt(hexes.total[i] ?? 0, breaks);
  });
  return classes;
}

/** Shapes whose class differs between two moments: all that the map must receive. */
export function changes(before: Uint8Array, after: Uint8Array): { id: number; class: number }[] {
  const changed: { id: number; class: number }[] = [];
  for (let id = 0; id < after.length; id++) {
    if (before[id] !== after[id]) changed.push({ id, class: after[id] ?? 0 });
  }
  return changed;
}

/** The outline around a set of cells. */
export function outline(cells: readonly string[]): MultiPolygon {
  return { type: 'MultiPolygon', coordinates: cellsToMultiPolygon([...cells], true) };
}

export interface Outlined {
  readonly id: number;
  readonly name: string;
  readonly state: string;
  readonly actions: number;
  readonly cells: readonly string[];
}

/** Outlines of hotspots, and one label point each, over the mean of the cells. */
export function hotspotShapes(hotspots: readonly Outlined[]): {
  outlines: FeatureCollection<MultiPolygon>;
  labels: FeatureCollection<Point>;
} {
  const outlines: Feature<MultiPolygon>[] = [];
  const labels: Feature<Point>[] = [];
  for (const { id, name, state, actions, cells } of hotspots) {
    if (cells.length === 0) continue;
    outlines.push({
      type: 'Feature',
      id,
      properties: { id, state, live: actions > 0 },
      geometry: outline(cells),
    });
    const { longitude, latitude } = middle(cells);
    const label = actions > 0 ? `${name} · ${actions}` : name;
    labels.push({
      type: 'Feature',
      properties: { id, label },
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
    });
  }
  return {
    outlines: { type: 'FeatureCollection', features: outlines },
    labels: { type: 'FeatureCollection', features: labels },
  };
}

/** The mean of the cells' centres. */
export function middle(cells: readonly string[]): { longitude: number; latitude: number } {
  let longitude = 0;
  let latitude = 0;
  for (const cell of cells) {
    const [lat, lng] = cellToLatLng(cell);
    longitude += lng / cells.length;
    latitude += lat / cells.length;
  }
  return { longitude, latitude };
}

/** These cells and every cell that touches one of them, each once; those given come first. */
export const withNeighbours = (cells: readonly string[]): string[] => [
  ...new Set([...cells, ...cells.flatMap((cell) => gridDisk(cell, 1))]),
];

export interface CellLabel {
  readonly cell: string;
  readonly label: string;
  /** the hexagon is too small to be written on */
  readonly above: boolean;
}

/** One written label a hexagon; the first given are written first where room is short. */
export const cellLabels = (labels: readonly CellLabel[]): FeatureCollection<Point> => ({
  type: 'FeatureCollection',
  features: labels.map(({ cell, label, above }, rank) => {
    const { longitude, latitude } = middle([cell]);
    return {
      type: 'Feature',
      properties: { label, rank, above },
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
    };
  }),
});
