/** Where risk is raised now, as a ring of dots: neither hot nor cold (solid, dashed), and no second fill. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { FeatureCollection, MultiPolygon } from 'geojson';
import type { NearRepeats } from '#api/contract/near_repeats.ts';
import { outline } from '../draw/hex_layer.ts';
import type { Palette } from '../draw/style.ts';

export const RISK_SOURCE = 'risk';

export const NO_RISK: FeatureCollection<MultiPolygon> = { type: 'FeatureCollection', features: [] };

export const riskShapes = (cells: NearRepeats['risk_now']): FeatureCollection<MultiPolygon> =>
  cells.length === 0
    ? NO_RISK
    : {
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: {},
            geometry: outline(cells.map(({ cell }) => cell)),
          },
        ],
      };

/** Pixels, from a county to a street: dots as large as a ring is small would hide what they ring. */
const widening = (far: number, near: number): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['zoom'],
  9,
  far,
  13,
  near,
];

export const riskLayers = (palette: Palette): LayerSpecification[] => [
  {
    id: 'risk-case',
    type: 'line',
    source: RISK_SOURCE,
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': palette.halo, 'line-width': widening(3, 7), 'line-opacity': 0.9 },
  },
  {
    id: 'risk',
    type: 'line',
    source: RISK_SOURCE,
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: {
      'line-color': palette.risk,
      'line-width': widening(2, 4),
      'line-dasharray': [0.1, 1.5],
    },
  },
];
