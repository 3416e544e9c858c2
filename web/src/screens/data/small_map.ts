/** A small map without a map library: outlines and cells as SVG paths in one flat projection.
 *  Over a county, degrees scaled by the cosine of the middle latitude are true to a pixel at this size. */

export type LonLat = readonly [lon: number, lat: number];
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}
export interface Frame {
  readonly width: number;
  readonly height: number;
  project(point: LonLat): [x: number, y: number];
}

/** The box around all points, or null when there are none. */
export function boxAround(points: Iterable<LonLat>): Box | null {
  let box: { west: number; south: number; east: number; north: number } | null = null;
  for (const [lon, lat] of points) {
    box ??= { west: lon, south: lat, east: lon, north: lat };
    box.west = Math.min(box.west, lon);
    box.east = Math.max(box.east, lon);
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
  }
  return box;
}

/** The box around a place where nearly all rows lie, when a few far ones would make it a speck: the middle 99 % of the
 *  rows each way, if that is less than two thirds as wide. null where there are no places. */
export function boxAroundMost(
  places: readonly { readonly at: LonLat; readonly rows: number }[],
): Box | null {
  const all = boxAround(places.map(({ at }) => at));
  if (!all) return null;
  const [west, east] = middle(places.map(({ at: [lon], rows }) => [lon, rows]));
  const [south, north] = middle(places.map(({ at: [, lat], rows }) => [lat, rows]));
  const smaller = east - west < (all.east - all.west) / 1.5;
  return smaller || north - south < (all.north - all.south) / 1.5
    ? { west, south, east, north }
    : all;
}

/** Where the middle 99 % of the weight begins and ends. */
function middle(values: (readonly [value: number, weight: number])[]): [number, number] {
  const sorted = values.toSorted(([a], [b]) => a - b);
  const whole = sorted.reduce((sum, [, weight]) => sum + weight, 0);
  let before = 0;
  let first = sorted[0]?.[0] ?? 0;
  let last = first;
  for (const [value, weight] of sorted) {
    if (before <= whole * 0.005) first = value;
    if (before < whole * 0.995) last = value;
    before += weight;
  }
  return [first, last];
}

/** What a map of cells should show: the partnership's whole studyArea where the cells are spread over it, otherwise the
 *  cells alone: one town would be a speck on the county, and another country's cells would make the county one. */
export function shownBox(cells: Box, studyArea: Box | null): Box {
  if (!studyArea) return cells;
  const wide = (box: Box) => Math.max(box.east - box.west, box.north - box.south);
  const margin = wide(studyArea) / 2;
  const near =
    cells.west > studyArea.west - margin &&
    cells.east < studyArea.east + margin &&
    cells.south > studyArea.south - margin &&
    cells.north < studyArea.north + margin;
  if (!near || wide(cells) < wide(studyArea) * 0.4) return cells;
  return {
    west: Math.min(cells.west, studyArea.west),
    south: Math.min(cells.south, studyArea.south),
    east: Math.max(cells.east, studyArea.east),
    north: Math.max(cells.north, studyArea.north),
  };
}

/** A frame of that size with the box in its middle, as large as fits within the margin, north up. */
export function frameOf(box: Box, width: number, height: number, margin = 8): Frame {
  const longitudeScale = Math.cos(((box.south + box.north) / 2) * (Math.PI / 180));
  // A single point has no extent: about a kilometre around it.
  const across = Math.max((box.east - box.west) * longitudeScale, 0.01);
  const up = Math.max(box.north - box.south, 0.01);
  const scale = Math.min((width - 2 * margin) / across, (height - 2 * margin) / up);
  const middle = { lon: (box.west + box.east) / 2, lat: (box.south + box.north) / 2 };
  return {
    width,
    height,
    project: ([lon, lat]) => [
      width / 2 + (lon - middle.lon) * longitudeScale * scale,
      height / 2 - (lat - middle.lat) * scale,
    ],
  };
}

/** Rings (the first an outline, the rest holes) as one SVG path, to a tenth of a pixel. */
export function pathOf(rings: readonly (readonly LonLat[])[], frame: Frame): string {
  return rings
    .map((ring) => {
      const corners = ring.map((point) =>
        frame
          .project(point)
          .map((at) => at.toFixed(1))
          .join(' '),
      );
      return corners.length === 0 ? '' : `M${corners.join('L')}Z`;
    })
    .join('');
}

/** Upper bounds that split counts into at most `steps` groups of about equal size, ascending, each once.
 *  The last is the largest count; empty where there is nothing to split. */
export function quantileBreaks(counts: readonly number[], steps: number): number[] {
  const sorted = counts.toSorted((a, b) => a - b);
  const breaks = Array.from({ length: steps }, (_, step) => {
    const at = Math.ceil(((step + 1) / steps) * sorted.length) - 1;
    return sorted[at];
  });
  return [...new Set(breaks.filter((value) => value !== undefined))];
}

/** Which group a count falls in, from 0. */
export const stepOf = (count: number, breaks: readonly number[]): number =>
  Math.max(
    0,
    breaks.findIndex((upper) => count <= upper),
  );
