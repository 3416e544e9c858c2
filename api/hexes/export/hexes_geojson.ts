/** Counts per hexagon for map programs. */
import { cellToBoundary } from 'h3-js';
import type { Hexes } from '../../contract/hexes.ts';
import { KINDS } from '../../contract/kinds.ts';
import { geojsonMembers } from '../../files/geojson.ts';
import { basisNames, type Marking } from '../../files/marking.ts';

/** RFC 7946; each feature's id is its H3 index. The marking stands in foreign members (6.1), and in the
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
