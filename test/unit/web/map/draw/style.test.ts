import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type { StyleSpecification } from 'maplibre-gl';
import { describe, expect, test } from 'vitest';
import { overlay, withOverlay } from '#web/screens/map/draw/overlay.ts';
import {
  archiveStyle,
  describeBackground,
  LABEL_FONT,
  plainStyle,
  type Palette,
} from '#web/screens/map/draw/style.ts';

const grey = '#808080';
const palette: Palette = {
  background: grey,
  land: grey,
  line: grey,
  label: grey,
  halo: grey,
  mark: grey,
  hotspot: grey,
  accent: grey,
  hot: grey,
  cold: grey,
  risk: grey,
  water: grey,
  green: grey,
  road: grey,
  ramp: ['#111111', '#222222', '#333333', '#444444', '#555555', '#666666'],
  change: [grey, grey, grey, grey, grey, grey, grey],
};
const areas = { type: 'FeatureCollection' as const, features: [] };
const places = [{ name: 'Worcester', longitude: -2.22, latitude: 52.19, weight: 9 }];
const whole = (style: StyleSpecification) =>
  withOverlay(style, overlay(palette, areas, places, describeBackground(style)));
const ids = (style: StyleSpecification) => style.layers.map((layer) => layer.id);

const operators: StyleSpecification = {
  version: 8,
  glyphs: 'https://maps.example/{fontstack}/{range}.pbf',
  sources: { tiles: { type: 'vector', url: 'https://maps.example/tiles.json' } },
  layers: [
    { id: 'land', type: 'background' },
    {
      id: 'towns',
      type: 'symbol',
      source: 'tiles',
      'source-layer': 'place',
      layout: { 'text-field': ['get', 'name'], 'text-font': ['Noto Sans Regular'] },
    },
  ],
};

describe('the background in its three forms', () => {
  test.each([
    ['none', plainStyle(palette)],
    [
      'an archive of ours',
      archiveStyle(
        { kind: 'vector', url: 'http://localhost/b.pmtiles', layers: ['water', 'roads', 'places'] },
        palette,
      ),
    ],
    [
      'a raster archive',
      archiveStyle({ kind: 'raster', url: 'http://localhost/b.pmtiles' }, palette),
    ],
    ['the operator’s style', operators],
  ])('%s is a valid style with our layers in it', (_, style) => {
    expect(validateStyleMin(whole(style))).toEqual([]);
    expect(ids(whole(style))).toContain('hexes');
  });

  test('without a basemap nobody is asked for anything: no address, no glyphs, no sprite', () => {
    expect(JSON.stringify(whole(plainStyle(palette)))).not.toMatch(
      /https?:|pmtiles:|"glyphs"|"sprite"/,
    );
  });

  test('an archive is not asked for layers it does not have', () => {
    const style = archiveStyle(
      { kind: 'vector', url: 'http://localhost/b.pmtiles', layers: ['water'] },
      palette,
    );
    expect(ids(style)).toEqual(['background', 'water']);
  });
});

describe('names on the map', () => {
  test('a background that names no places gets ours; one that does keeps its own', () => {
    expect(ids(whole(plainStyle(palette)))).toContain('places');
    expect(ids(whole(operators))).not.toContain('places');
  });

  test('hexagons lie under the operator’s labels, hotspots over them', () => {
    const order = ids(whole(operators));
    expect(order.indexOf('hexes')).toBeLessThan(order.indexOf('towns'));
    expect(order.indexOf('hotspots')).toBeGreaterThan(order.indexOf('towns'));
  });

  test('ours are written in a font the operator’s glyphs have, and in the machine’s own otherwise', () => {
    expect(describeBackground(operators).font).toEqual(['Noto Sans Regular']);
    expect(describeBackground(plainStyle(palette)).font).toEqual(LABEL_FONT);
  });
});
