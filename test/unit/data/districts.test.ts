import { existsSync, readFileSync } from 'node:fs';
import {
  area,
  booleanPointInPolygon,
  feature,
  featureCollection,
  intersect,
  union,
} from '@turf/turf';
import fc from 'fast-check';
import type { FeatureCollection, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { sampleDistricts } from '#data/districts.ts';
import { DISTRICT_SLUGS, SAMPLE_PLACES } from '#data/places.ts';
import { PLACES_OUTSIDE } from '#data/places_outside.ts';
import { metresBetween } from '#data/streets.ts';

const districts = sampleDistricts();
const WARDS = new URL('../../../../shared/data/boundaries/ward/', import.meta.url);

const districtsAt = (longitude: number, latitude: number): string[] =>
  districts
    .filter(({ outline }) => booleanPointInPolygon([longitude, latitude], outline))
    .map(({ slug }) => slug);

/** Of all places inside and outside: the two nearest, with the district of the nearest. */
const nearest = (longitude: number, latitude: number) => {
  const here = { longitude, latitude };
  const [first, second] = [
    ...SAMPLE_PLACES.map((place) => ({ metres: metresBetween(place, here), of: place.district })),
    ...PLACES_OUTSIDE.map(([lon, lat]) => ({
      metres: metresBetween({ longitude: lon, latitude: lat }, here),
      of: 'outside' as const,
    })),
  ].toSorted((a, b) => a.metres - b.metres);
  if (first === undefined || second === undefined) throw new Error('the gazetteer is empty');
  return { of: first.of, clearBy: second.metres - first.metres };
};

describe('the six districts', () => {
  it('are the six of Worcestershire, in the order of their codes', () => {
    expect(districts.map(({ slug }) => slug)).toEqual(DISTRICT_SLUGS);
    expect(districts.map(({ code }) => code)).toEqual(
      [234, 235, 236, 237, 238, 239].map((n) => `E07000${n}`),
    );
  });

  it('come out the same every time', () => {
    expect(sampleDistricts()).toEqual(districts);
  });

  it('hold each of their own places, and nobody else’s', () => {
    for (const place of SAMPLE_PLACES) {
      expect(districtsAt(place.longitude, place.latitude), place.name).toEqual([place.district]);
    }
    for (const [longitude, latitude] of PLACES_OUTSIDE) {
      expect(districtsAt(longitude, latitude), `${longitude}, ${latitude}`).toEqual([]);
    }
  });

  it('never overlap', () => {
    for (const [i, one] of districts.entries()) {
      for (const other of districts.slice(i + 1)) {
        const both = intersect(featureCollection([feature(one.outline), feature(other.outline)]));
        expect(both === null ? 0 : area(both), `${one.slug} ${other.slug}`).toBeLessThan(1);
      }
    }
  });

  it('give every point of the county to the district of its nearest place', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -2.66, max: -1.76, noNaN: true }),
        fc.double({ min: 51.97, max: 52.45, noNaN: true }),
        (longitude, latitude) => {
          const { of, clearBy } = nearest(longitude, latitude);
          fc.pre(clearBy > 60); // borders are rounded, and metres here are flat
          expect(districtsAt(longitude, latitude)).toEqual(of === 'outside' ? [] : [of]);
        },
      ),
    );
  });

  it.skipIf(!existsSync(WARDS))(
    'cover at least 85 in 100 of the real districts, and reach little beyond (needs ../shared/data/boundaries)',
    () => {
      for (const { slug, code, outline } of districts) {
        const text = readFileSync(new URL(`${code}.geojson`, WARDS), 'utf8');
        const wards: FeatureCollection<Polygon> = JSON.parse(text);
        const real = union(wards);
        if (real === null) throw new Error(`${code} has no wards`);
        const both = intersect(featureCollection([real, feature(outline)]));
        const shared = both === null ? 0 : area(both);
        expect(shared / area(real), slug).toBeGreaterThan(0.85);
        expect(shared / (area(real) + area(outline) - shared), slug).toBeGreaterThan(0.7);
      }
    },
  );
});
