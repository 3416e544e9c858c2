/** Counts per hexagon in the forms people and programs take them. */
import { cellToBoundary } from 'h3-js';
import { stringify } from 'csv-stringify/sync';
import type { Hexes } from '../contract/hexes.ts';
import { KINDS } from '../contract/kinds.ts';
import { keyToString } from '../geo/cells.ts';
import type { HexCounts } from './hex_index.ts';
import { isoOf } from './local_day.ts';

/** The documented form: only cells with incidents, only kinds that occur in them. */
export function hexesJson(
  counts: Pick<HexCounts, 'keys' | 'total' | 'byKind' | 'leftOut'>,
  window: { from: number; to: number },
  resolution: number,
): Hexes {
  // plain loops: for 20,000 cells they take a fifth of what a chain of array functions does
  const cells: Hexes['cells'] = [];
  for (const [i, key] of counts.keys.entries()) {
    const ofKinds: Hexes['cells'][number]['counts'] = {};
    for (let k = 0; k < KINDS.length; k++) {
      const kind = KINDS[k];
      const n = counts.byKind[k]?.[i] ?? 0;
      if (kind !== undefined && n > 0) ofKinds[kind] = n;
    }
    cells.push({
      cell: keyToString(key, resolution),
      total: counts.total[i] ?? 0,
      counts: ofKinds,
    });
  }
  return {
    resolution,
    from: isoOf(window.from),
    to: isoOf(window.to),
    total: cells.reduce((sum, { total }) => sum + total, 0),
    left_out: { no_place: counts.leftOut.noPlace, month_only: counts.leftOut.monthOnlyCut },
    cells,
  };
}

/** RFC 7946; each feature's id is its H3 index. */
export const hexesGeojson = (hexes: Hexes) => ({
  type: 'FeatureCollection' as const,
  features: hexes.cells.map(({ cell, total, counts }) => ({
    type: 'Feature' as const,
    id: cell,
    properties: {
      cell,
      total,
      ...Object.fromEntries(KINDS.map((kind) => [kind, counts[kind] ?? 0])),
    },
    geometry: { type: 'Polygon' as const, coordinates: [cellToBoundary(cell, true)] },
  })),
  ...{ resolution: hexes.resolution, from: hexes.from, to: hexes.to },
  left_out: hexes.left_out,
});

/** One line a cell, a column a kind. Nothing in it is text that somebody typed. */
export const hexesCsv = (hexes: Hexes): string =>
  stringify(
    hexes.cells.map(({ cell, total, counts }) => [
      cell,
      hexes.resolution,
      hexes.from,
      hexes.to,
      total,
      ...KINDS.map((kind) => counts[kind] ?? 0),
    ]),
    { header: true, columns: ['cell', 'resolution', 'from', 'to', 'total', ...KINDS] },
  );
