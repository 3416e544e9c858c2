/** The background under the hexagons in its three forms: a PMTiles archive of ours, an operator's style, or none. */
import type { FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';

/** Colours the map needs, read from tokens.css by the one who draws. */
export interface Palette {
  readonly background: string;
  readonly land: string;
  readonly line: string;
  readonly label: string;
  readonly halo: string;
  readonly mark: string;
  readonly hotspot: string;
  readonly hot: string;
  readonly cold: string;
  readonly risk: string;
  readonly accent: string;
  readonly water: string;
  readonly green: string;
  readonly road: string;
  /** from few to many */
  readonly ramp: readonly string[];
  /** from many fewer, by way of no change, to many more */
  readonly change: readonly string[];
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

/** The background without any basemap. Outlines and place names are drawn over it by `overlay`. */
export const plainStyle = (palette: Palette): StyleSpecification => ({
  version: 8,
  sources: {},
  layers: [
    { id: 'background', type: 'background', paint: { 'background-color': palette.background } },
  ],
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

/** A quiet style for tiles that this server serves itself. Layers the archive lacks are not requested. */
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

export const labelPaint = (palette: Palette) => ({
  'text-color': palette.label,
  'text-halo-color': palette.halo,
  'text-halo-width': 1.5,
});

/** What a background already draws, and the font it has letters in. */
export interface Background {
  /** nothing but a colour: our own outlines are the land */
  readonly plain: boolean;
  /** it names places itself */
  readonly named: boolean;
  readonly font: readonly string[];
}

/** A style with a `glyphs` address has letters of its own fonts only, so ours are written in one it uses. */
export function describeBackground(style: StyleSpecification): Background {
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
