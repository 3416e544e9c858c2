/** The six districts with an outline that this project computes: every point belongs to the district of its nearest
 *  gazetteer place (a Voronoi diagram), the county ends where a place outside it is nearer. Approximate by nature: good
 *  for filtering a sample and for a quiet map without a basemap, never for deciding whose land it is. */

import { voronoi } from '@turf/turf';
import type { FeatureCollection, Point, Polygon, MultiPolygon, Position } from 'geojson';
import { dissolve } from '#data/dissolve.ts';
import { SAMPLE_PLACES, type DistrictSlug } from '#data/places.ts';
import { PLACES_OUTSIDE } from '#data/places_outside.ts';

export interface SampleDistrict {
  readonly slug: DistrictSlug;
  readonly name: string;
  /** Government Statistical Service code. */
  readonly code: string;
  readonly outline: Polygon | MultiPolygon;
}

const NAMES: readonly (readonly [slug: DistrictSlug, name: string, code: string])[] = [
  ['bromsgrove', 'Bromsgrove', 'E07000234'],
  ['malvern-hills', 'Malvern Hills', 'E07000235'],
  ['redditch', 'Redditch', 'E07000236'],
  ['worcester', 'Worcester', 'E07000237'],
  ['wychavon', 'Wychavon', 'E07000238'],
  ['wyre-forest', 'Wyre Forest', 'E07000239'],
];

// A degree of longitude is shorter than one of latitude: without this "nearest" would be stretched east–west.
const LONGITUDE_SCALE = Math.cos((52.2 * Math.PI) / 180);
const BOX: [number, number, number, number] = [
  -3 * LONGITUDE_SCALE,
  51.7,
  -1.4 * LONGITUDE_SCALE,
  52.7,
];
const DECIMALS = 1e6;

const flat = (longitude: number, latitude: number): Position => [
  longitude * LONGITUDE_SCALE,
  latitude,
];

// Rounded here, before cells are joined, so that neighbours keep sharing exactly the same corners.
const unflat = (corner: Position): Position => [
  Math.round(((corner[0] ?? NaN) / LONGITUDE_SCALE) * DECIMALS) / DECIMALS,
  Math.round((corner[1] ?? NaN) * DECIMALS) / DECIMALS,
];

/** The districts in the order of their codes. Outlines are WGS84, counter-clockwise, share their borders exactly and
 *  never overlap. Pure: the same numbers at every call; about 10 ms. */
export function sampleDistricts(): SampleDistrict[] {
  const sites: FeatureCollection<Point> = {
    type: 'FeatureCollection',
    features: [
      ...SAMPLE_PLACES.map((place) => flat(place.longitude, place.latitude)),
      ...PLACES_OUTSIDE.map(([longitude, latitude]) => flat(longitude, latitude)),
    ].map((coordinates) => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'Point', coordinates },
    })),
  };
  const cells = voronoi(sites, { bbox: BOX }).features;
  return NAMES.map(([slug, name, code]) => {
    const rings = SAMPLE_PLACES.flatMap((place, i) => {
      const ring = cells[i]?.geometry.coordinates[0];
      return place.district === slug && ring !== undefined ? [ring.map(unflat)] : [];
    });
    return { slug, name, code, outline: dissolve(rings) };
  });
}
