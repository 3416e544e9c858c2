/** Counts per hexagon in the forms people and programs take them. */
import { cellToBoundary } from 'h3-js';
import type { Hexes } from '../contract/hexes.ts';
import { KINDS } from '../contract/kinds.ts';
import { geojsonMembers } from '../files/geojson.ts';
import { basisNames, type Marking } from '../files/marking.ts';
import { keyToString } from '../geo/cells.ts';
import type { HexCounts } from '../hex_index/hex_index.ts';
import { isoOf } from '../time/local_day.ts';

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

/** RFC 7946; each feature's id is its H3 index. What it says of itself stands in foreign members (6.1), and in the
 *  properties after the counts: map programs keep nothing else. */
export function hexesGeojson(hexes: Hexes, marking: Marking) {
  const members = geojsonMembers(marking);
  const { marking: mark, exported_by, exported_at } = members;
  const agreement = basisNames(marking.provided).join(', ');
  return {
    type: 'FeatureCollection' as const,
    ...members,
    ...{ resolution: hexes.resolution, from: hexes.from, to: hexes.to },
    left_out: hexes.left_out,
    features: hexes.cells.map(({ cell, total, counts }) => ({
      type: 'Feature' as const,
      id: cell,
      properties: {
        cell,
        total,
        ...Object.fromEntries(KINDS.map((kind) => [kind, counts[kind] ?? 0])),
        ...{ marking: mark, agreement, exported_by, exported_at },
      },
      geometry: { type: 'Polygon' as const, coordinates: [cellToBoundary(cell, true)] },
    })),
  };
}
