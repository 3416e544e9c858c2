import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromNationalGrid, toNationalGrid } from '#api/geo/national_grid.ts';

const POINTS = join(
  import.meta.dirname,
  '../../../../shared/data/reference/ostn15-test-points.csv',
);
const present = existsSync(POINTS);

const surveyed = () =>
  readFileSync(POINTS, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [id = '', lat, lon, easting, northing] = line.split(',');
      return { id, lat: Number(lat), lon: Number(lon), e: Number(easting), n: Number(northing) };
    });

describe('the National Grid without a grid file', () => {
  it.skipIf(!present)(
    `puts all of Ordnance Survey's test points within 5 m, both ways${present ? '' : ' (skipped: no ../shared/data/reference)'}`,
    () => {
      const points = surveyed();
      expect(points).toHaveLength(40);
      for (const point of points) {
        const grid = toNationalGrid(point.lon, point.lat);
        expect(Math.hypot(grid.easting - point.e, grid.northing - point.n), point.id).toBeLessThan(
          5,
        );
        const back = fromNationalGrid(point.e, point.n);
        const again = toNationalGrid(back.lon, back.lat);
        expect(again.easting, point.id).toBeCloseTo(point.e, 4);
        expect(Math.abs(back.lat - point.lat), point.id).toBeLessThan(5 / 111_000);
      }
    },
  );

  it('agrees to the centimetre with PROJ using the same seven parameters', () => {
    // echo "52.1905 -2.2208" | cs2cs -f %.3f EPSG:4326 EPSG:27700, on a machine without the grid
    const grid = toNationalGrid(-2.2208, 52.1905);
    expect(grid.easting).toBeCloseTo(385_002.858, 2);
    expect(grid.northing).toBeCloseTo(254_718.428, 2);
  });

  it('comes back to the same place within a millimetre, from anywhere in Great Britain', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 700_000, noNaN: true }),
        fc.double({ min: 0, max: 1_300_000, noNaN: true }),
        (easting, northing) => {
          const { lon, lat } = fromNationalGrid(easting, northing);
          const back = toNationalGrid(lon, lat);
          expect(Math.hypot(back.easting - easting, back.northing - northing)).toBeLessThan(0.001);
        },
      ),
    );
  });

  it('does not forget the datum: that would be a hundred metres', () => {
    const { lon } = fromNationalGrid(400_000, 300_000);
    // The grid's central meridian is 2° W on the Airy ellipsoid, not on WGS84.
    expect(Math.abs(lon + 2) * 67_000).toBeGreaterThan(80);
  });
});
