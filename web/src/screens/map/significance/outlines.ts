/** Hot and cold as outlines, and hatching where a delivery is missing. Nothing here touches a map. */
import type { Feature, FeatureCollection, MultiPolygon } from 'geojson';
import type { HotspotClass } from '#api/contract/significance.ts';
import { outline } from '../draw/hex_layer.ts';
import { hasNoRate, type SignificanceMap } from './cell_significance.ts';

export interface OutlineShapes {
  /** one outline around all hexagons of a class: `way` is hot or cold, `sure` 99, 95 or 90 */
  readonly outlines: FeatureCollection<MultiPolygon, { way: string; sure: number }>;
  readonly untested: FeatureCollection<MultiPolygon>;
}

/** The least sure first, so that the surest is drawn over it. */
const DRAWN = ['cold_90', 'cold_95', 'cold_99', 'hot_90', 'hot_95', 'hot_99'] as const;

export const NO_SHAPES: OutlineShapes = {
  outlines: { type: 'FeatureCollection', features: [] },
  untested: { type: 'FeatureCollection', features: [] },
};

export function outlineShapes(results: SignificanceMap | null): OutlineShapes {
  if (results === null) return NO_SHAPES;
  const cells = (of: HotspotClass) =>
    results.answer.cells.filter((one) => one.class === of).map(({ cell }) => cell);
  const untested = results.answer.cells
    .filter((one) => one.class === 'untested' && !hasNoRate(one))
    .map(({ cell }) => cell);
  return {
    outlines: {
      type: 'FeatureCollection',
      features: results.answer.refused
        ? []
        : DRAWN.flatMap((of): Feature<MultiPolygon, { way: string; sure: number }>[] => {
            const found = cells(of);
            const [way = '', sure] = of.split('_');
            if (found.length === 0) return [];
            return [
              {
                type: 'Feature',
                properties: { way, sure: Number(sure) },
                geometry: outline(found),
              },
            ];
          }),
    },
    untested: {
      type: 'FeatureCollection',
      features:
        untested.length > 0
          ? [{ type: 'Feature', properties: {}, geometry: outline(untested) }]
          : [],
    },
  };
}
