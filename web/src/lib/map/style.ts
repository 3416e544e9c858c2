/** The ground under the hexagons in its three forms: a PMTiles archive of ours, an operator's style, or none. */
import type {
  FilterSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { Place } from './nearest_place.ts';

/** Colours the map needs, read from tokens.css by the one who draws. */
export interface Palette {
  readonly ground: string;
  readonly land: string;
  readonly line: string;
  readonly label: string;
  readonly halo: string;
  readonly mark: string;
  readonly hotspot: string;
  readonly accent: string;
  readonly water: string;
  readonly green: string;
  readonly road: string;
  /** from few to many */
  readonly ramp: readonly string[];
}

/** What is inside a PMTiles archive: raster tiles, or vector layers by name. */
export type Archive =
  | { readonly kind: 'raster'; readonly url: string }
  | { readonly kind: 'vector'; readonly url: string; readonly layers: readonly string[] };

/** No `glyphs` in a style of ours: MapLibre then draws letters with the machine's own fonts, and asks nobody for any. */
export const LABEL_FONT = [
  'Inter Variable',
  'Segoe UI',
  'Roboto',
  'Helvetica Neue',
  'Arial',
  'sans-serif',
];

/** The ground without any basemap. Outlines and place names are drawn over it by `groundLayers`. */
export const plainStyle = (palette: Palette): StyleSpecification => ({
  version: 8,
  sources: {},
  layers: [{ id: 'ground', type: 'background', paint: { 'background-color': palette.ground } }],
});

/** Layer names of the two usual vector schemas: Protomaps, OpenMapTiles. */
const SCHEMA = {
  water: ['water'],
  green: ['landcover', 'landuse', 'park'],
  roads: ['roads', 'transportation'],
  buildings: ['buildings', 'building'],
  boundaries: ['boundaries', 'boundary'],
  places: ['places', 'place'],
} as const;

/** A quiet style for tiles that this server serves itself. Layers the archive lacks are not asked for. */
export function archiveStyle(archive: Archive, palette: Palette): StyleSpecification {
  const plain = plainStyle(palette);
  const url = `pmtiles://${archive.url}`;
  if (archive.kind === 'raster') {
    return {
      ...plain,
      sources: { basemap: { type: 'raster', url, tileSize: 256 } },
      layers: [
        ...plain.layers,
        { id: 'basemap', type: 'raster', source: 'basemap', paint: { 'raster-saturation': -0.7 } },
      ],
    };
  }
  const layers: LayerSpecification[] = [];
  const each = (names: readonly string[], make: (layer: string) => LayerSpecification) => {
    for (const name of names) if (archive.layers.includes(name)) layers.push(make(name));
  };
  const polygons: FilterSpecification = ['==', ['geometry-type'], 'Polygon'];
  each(['earth'], (name) => ({
    id: name,
    type: 'fill',
    source: 'basemap',
    'source-layer': name,
    filter: polygons,
    paint: { 'fill-color': palette.land },
  }));
  each(SCHEMA.green, (name) => ({
    id: name,
    type: 'fill',
    source: 'basemap',
    'source-layer': name,
    filter: polygons,
    paint: { 'fill-color': palette.green, 'fill-opacity': 0.5 },
  }));
  each(SCHEMA.water, (name) => ({
    id: name,
    type: 'fill',
    source: 'basemap',
    'source-layer': name,
    filter: polygons,
    paint: { 'fill-color': palette.water },
  }));
  each(SCHEMA.roads, (name) => ({
    id: name,
    type: 'line',
    source: 'basemap',
    'source-layer': name,
    paint: {
      'line-color': palette.road,
      'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 8, 0.4, 14, 2, 18, 10],
    },
  }));
  each(SCHEMA.buildings, (name) => ({
    id: name,
    type: 'fill',
    source: 'basemap',
    'source-layer': name,
    minzoom: 14,
    filter: polygons,
    paint: { 'fill-color': palette.road, 'fill-opacity': 0.5 },
  }));
  each(SCHEMA.boundaries, (name) => ({
    id: name,
    type: 'line',
    source: 'basemap',
    'source-layer': name,
    paint: { 'line-color': palette.line, 'line-dasharray': [3, 2], 'line-width': 0.8 },
  }));
  each(SCHEMA.places, (name) => ({
    id: name,
    type: 'symbol',
    source: 'basemap',
    'source-layer': name,
    layout: {
      'text-field': ['coalesce', ['get', 'name:en'], ['get', 'name'], ''],
      'text-font': LABEL_FONT,
      'text-size': 13,
    },
    paint: labelPaint(palette),
  }));
  return {
    ...plain,
    sources: { basemap: { type: 'vector', url } },
    layers: [...plain.layers, ...layers],
  };
}

const labelPaint = (palette: Palette) => ({
  'text-color': palette.label,
  'text-halo-color': palette.halo,
  'text-halo-width': 1.5,
});

/** Ids in the order in which our own layers lie on the ground, lowest first. */
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

/** What a ground already draws, and the font it has letters in. */
export interface Ground {
  /** nothing but a colour: our own outlines are the land */
  readonly plain: boolean;
  /** it names places itself */
  readonly named: boolean;
  readonly font: readonly string[];
}

/** A style with a `glyphs` address has letters of its own fonts only, so ours are written in one it uses. */
export function describeGround(style: StyleSpecification): Ground {
  const texts = style.layers.flatMap((layer) =>
    layer.type === 'symbol' && layer.layout?.['text-field'] ? [layer.layout['text-font']] : [],
  );
  const fonts = texts.filter(
    (font): font is string[] =>
      Array.isArray(font) &&
      font.every((name) => typeof name === 'string') &&
      font[0] !== 'literal',
  );
  return {
    plain: Object.keys(style.sources).length === 0,
    named: texts.length > 0,
    font: (style.glyphs ? fonts[0] : undefined) ?? LABEL_FONT,
  };
}

/** Everything of ours that lies on the ground. */
export function overlay(
  palette: Palette,
  areas: FeatureCollection<Polygon | MultiPolygon>,
  places: readonly Place[],
  ground: Ground,
): Overlay {
  const font = [...ground.font];
  const geojson = (data: FeatureCollection = nothing): SourceSpecification => ({
    type: 'geojson',
    data,
  });
  const step = ['match', ['coalesce', ['feature-state', 'class'], 0]];
  const colour = [...step, ...palette.ramp.flatMap((ramp, i) => [i + 1, ramp]), 'rgba(0,0,0,0)'];
  const below: LayerSpecification[] = [
    {
      id: 'areas-land',
      type: 'fill',
      source: 'areas',
      paint: { 'fill-color': palette.land, 'fill-opacity': ground.plain ? 1 : 0 },
    },
    { id: 'missing', type: 'fill', source: 'missing', paint: { 'fill-pattern': 'hatch' } },
    {
      id: HEX_FILL,
      type: 'fill',
      source: HEX_SOURCE,
      paint: {
        // The specification's types cannot follow an expression that is put together at run time.
        'fill-color': colour as unknown as string,
        'fill-opacity': ground.plain ? 0.92 : 0.72,
        'fill-antialias': false,
      },
    },
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
  ];
  if (!ground.named) {
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
      hotspots: geojson(),
      'hotspot-names': geojson(),
      draft: geojson(),
      under: geojson(),
      selected: geojson(),
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
      // "Shrub Hill, Worcester" stands on Worcester's own ground: the first half is enough there.
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
