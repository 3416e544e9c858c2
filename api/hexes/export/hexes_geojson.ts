/** Counts per hexagon for map programs. */
import { cellToBoundary } from 'h3-js';
import type { Hexes } from '../../contract/hexes.ts';
import { KINDS } from '../../contract/kinds.ts';
import type { Sliced } from '../../jobs/slices.ts';
import { geojsonMembers } from '../../files/geojson.ts';
import { basisNames, type Marking } from '../../files/marking.ts';

/** Hexagons of a step. */
const A_STEP = 500;

/** RFC 7946, as text; each feature's id is its H3 index. The marking stands in foreign members (6.1), and in the
 *  properties after the counts: map programs keep nothing else. */
export function* hexesGeojson(hexes: Hexes, marking: Marking): Sliced<string> {
  const members = geojsonMembers(marking);
  const { marking: mark, exported_by, exported_at } = members;
  const agreement = basisNames(marking.provided).join(', ');
  const head = {
    type: 'FeatureCollection' as const,
    ...members,
    ...{ resolution: hexes.resolution, from: hexes.from, to: hexes.to },
    left_out: hexes.left_out,
  };
  const features: string[] = [];
  for (const [i, { cell, total, counts }] of hexes.cells.entries()) {
    if (i % A_STEP === A_STEP - 1) yield 10 * A_STEP;
    const properties = {
      cell,
      total,
      ...Object.fromEntries(KINDS.map((kind) => [kind, counts[kind] ?? 0])),
      ...{ marking: mark, agreement, exported_by, exported_at },
    };
    const geometry = { type: 'Polygon' as const, coordinates: [cellToBoundary(cell, true)] };
    features.push(JSON.stringify({ type: 'Feature' as const, id: cell, properties, geometry }));
  }
  return `${JSON.stringify(head).slice(0, -1)},"features":[${features.join()}]}`;
}
