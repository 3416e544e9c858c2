/** Everything of ours that lies on the background: hexagons, outlines, hotspots, what is being drawn. */
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { FIRST_CHANGE_CLASS } from '../compare/compare.ts';
import { OUTLINE_SOURCE, outlineLayers, UNTESTED_SOURCE } from '../significance/outline_layers.ts';
import { RISK_SOURCE, riskLayers } from '../near_repeats/risk_layers.ts';
import type { Place } from '../list/nearest_place.ts';
import { labelPaint, type Background, type Palette } from './style.ts';

export const HEX_FILL = 'hexes';
export const HEX_SOURCE = 'hexes';

export interface Overlay {
  readonly sources: Record<string, SourceSpecification>;
  /** under the basemap's labels */
  readonly below: readonly LayerSpecification[];
  /** over everything */
  readonly above: readonly LayerSpecification[];
}

const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Everything of ours that lies on the background. */
export function overlay(
  palette: Palette,
  areas: FeatureCollection<Polygon | MultiPolygon>,
  places: readonly Place[],
  background: Background,
): Overlay {
  const font = [...background.font];
  const geojson = (data: FeatureCollection = nothing): SourceSpecification => ({
    type: 'geojson',
    data,
  });
  const step = ['match', ['coalesce', ['feature-state', 'class'], 0]];
  const colour = [
    ...step,
    ...palette.ramp.flatMap((ramp, i) => [i + 1, ramp]),
    ...palette.change.flatMap((change, i) => [FIRST_CHANGE_CLASS + i, change]),
    'rgba(0,0,0,0)',
  ];
  const below: LayerSpecification[] = [
    {
      id: 'areas-land',
      type: 'fill',
      source: 'areas',
      paint: { 'fill-color': palette.land, 'fill-opacity': background.plain ? 1 : 0 },
    },
    { id: 'missing', type: 'fill', source: 'missing', paint: { 'fill-pattern': 'hatch' } },
    {
      id: HEX_FILL,
      type: 'fill',
      source: HEX_SOURCE,
      paint: {
        // The specification's types cannot follow an expression that is put together at run time.
        'fill-color': colour as unknown as string,
        'fill-opacity': background.plain ? 0.92 : 0.72,
        'fill-antialias': false,
      },
    },
    ...outlineLayers(palette),
    {
      id: 'areas-line',
      type: 'line',
      source: 'areas',
      paint: {
        'line-color': palette.line,
        'line-width': ['interpolate', ['linear'], ['zoom'], 7, 0.8, 12, 1.6],
      },
    },
    {
      id: 'area-chosen',
      type: 'line',
      source: 'chosen-area',
      paint: { 'line-color': palette.mark, 'line-width': 2.5 },
    },
    {
      id: 'drawn-area-case',
      type: 'line',
      source: 'drawn-area',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.halo, 'line-width': 6, 'line-opacity': 0.8 },
    },
    {
      id: 'drawn-area',
      type: 'line',
      source: 'drawn-area',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.mark, 'line-width': 2.5, 'line-dasharray': [4, 1.5] },
    },
  ];
  const above: LayerSpecification[] = [
    {
      id: 'hotspots-case',
      type: 'line',
      source: 'hotspots',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.halo, 'line-width': 5, 'line-opacity': 0.8 },
    },
    {
      id: 'hotspots',
      type: 'line',
      source: 'hotspots',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.hotspot, 'line-width': ['case', ['get', 'live'], 3, 1.75] },
    },
    ...riskLayers(palette),
    {
      id: 'draft-fill',
      type: 'fill',
      source: 'draft',
      paint: { 'fill-color': palette.accent, 'fill-opacity': 0.35 },
    },
    {
      id: 'draft',
      type: 'line',
      source: 'draft',
      paint: { 'line-color': palette.accent, 'line-width': 3, 'line-dasharray': [2, 1] },
    },
    {
      id: 'under',
      type: 'line',
      source: 'under',
      paint: { 'line-color': palette.mark, 'line-width': 1.5 },
    },
    {
      id: 'selected-case',
      type: 'line',
      source: 'selected',
      paint: { 'line-color': palette.halo, 'line-width': 6 },
    },
    {
      id: 'selected',
      type: 'line',
      source: 'selected',
      paint: { 'line-color': palette.mark, 'line-width': 3 },
    },
    {
      id: 'drawing-case',
      type: 'line',
      source: 'drawing',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.halo, 'line-width': 6, 'line-opacity': 0.8 },
    },
    {
      id: 'drawing',
      type: 'line',
      source: 'drawing',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.accent, 'line-width': 3 },
    },
    {
      id: 'drawing-corners',
      type: 'circle',
      source: 'drawing',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': 5,
        'circle-color': palette.accent,
        'circle-stroke-color': palette.halo,
        'circle-stroke-width': 2,
      },
    },
  ];
  if (!background.named) {
    above.push({
      id: 'places',
      type: 'symbol',
      source: 'places',
      layout: {
        'text-field': ['get', 'name'],
        'text-font': font,
        'text-size': ['interpolate', ['linear'], ['get', 'size'], 0, 11, 1, 15],
        'symbol-sort-key': ['-', 0, ['get', 'size']],
        'text-padding': 6,
        'text-max-width': 8,
      },
      paint: labelPaint(palette),
    });
  }
  above.push({
    id: 'change-labels',
    type: 'symbol',
    source: 'change-labels',
    layout: {
      'text-field': ['get', 'label'],
      'text-font': font,
      'text-size': 12,
      'text-padding': 1,
      // Beside a small hexagon, in a large one: a figure must not hide the colour it explains.
      'text-variable-anchor-offset': [
        'case',
        ['get', 'above'],
        ['literal', ['bottom', [0, -0.5], 'top', [0, 0.5], 'left', [0.6, 0], 'right', [-0.6, 0]]],
        ['literal', ['center', [0, 0]]],
      ],
      // The greatest change is written first, and the others where there is room.
      'symbol-sort-key': ['get', 'rank'],
    },
    paint: { 'text-color': palette.mark, 'text-halo-color': palette.halo, 'text-halo-width': 2 },
  });
  above.push({
    id: 'hotspot-names',
    type: 'symbol',
    source: 'hotspot-names',
    minzoom: 9,
    layout: {
      'text-field': ['get', 'label'],
      'text-font': font,
      'text-size': 13,
      'text-anchor': 'bottom',
      'text-offset': [0, -1.2],
      'text-max-width': 12,
    },
    paint: { 'text-color': palette.hotspot, 'text-halo-color': palette.halo, 'text-halo-width': 2 },
  });
  return {
    sources: {
      areas: geojson(areas),
      'chosen-area': geojson(),
      missing: geojson(),
      [HEX_SOURCE]: geojson(),
      [OUTLINE_SOURCE]: geojson(),
      [UNTESTED_SOURCE]: geojson(),
      [RISK_SOURCE]: geojson(),
      hotspots: geojson(),
      'hotspot-names': geojson(),
      draft: geojson(),
      under: geojson(),
      selected: geojson(),
      'drawn-area': geojson(),
      drawing: geojson(),
      'change-labels': geojson(),
      places: geojson(placeLabels(places)),
    },
    below,
    above,
  };
}

/** Places as label points; `size` runs from 0 (least weight) to 1 (greatest). */
export function placeLabels(places: readonly Place[]): FeatureCollection {
  const most = Math.max(1e-9, ...places.map((place) => Math.log1p(place.weight)));
  return {
    type: 'FeatureCollection',
    features: places.map((place) => ({
      type: 'Feature',
      // "Shrub Hill, Worcester" stands on Worcester's own background: the first half is enough there.
      properties: { name: place.name.split(',')[0], size: Math.log1p(place.weight) / most },
      geometry: { type: 'Point', coordinates: [place.longitude, place.latitude] },
    })),
  };
}

/** A style with our layers in it: hexagons under the style's first label, marks over everything. */
export function withOverlay(style: StyleSpecification, ours: Overlay): StyleSpecification {
  const firstLabel = style.layers.findIndex((layer) => layer.type === 'symbol');
  const at = firstLabel < 0 ? style.layers.length : firstLabel;
  return {
    ...style,
    sources: { ...style.sources, ...ours.sources },
    layers: [...style.layers.slice(0, at), ...ours.below, ...style.layers.slice(at), ...ours.above],
  };
}
