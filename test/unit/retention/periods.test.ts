import fc from 'fast-check';
import { cellToLatLng, greatCircleDistance, latLngToCell } from 'h3-js';
import { expect, test } from 'vitest';
import { RETENTION_CLASSES, RETENTION_MONTHS } from '#api/contract/retention_classes.ts';
import { cellToString } from '#api/geo/cells.ts';
import { cellAt, cellsOf } from '#api/geo/edge_cells.ts';
import { COARSE_RESOLUTION, coarsePlace } from '#api/retention/coarse_places.ts';
import { cutoffsOf, monthsBefore, periodsOf } from '#api/retention/periods.ts';

test('A period runs out by whole months: on any day of a month the same records are due', () => {
  expect(monthsBefore('2026-11-30', 36)).toBe('2023-11-01');
  expect(monthsBefore('2026-11-01', 36)).toBe('2023-11-01');
  expect(monthsBefore('2026-01-31', 1)).toBe('2025-12-01');
  expect(monthsBefore('2024-02-29', 12)).toBe('2023-02-01');
});

test('What an agency has not set has its usual period, within the least and the most', () => {
  const periods = periodsOf([{ class: 'places', months: 12 }]);
  expect(periods).toEqual({ places: 12, texts: 24, rejects: 3 });
  expect(cutoffsOf(periods, '2026-11-30')).toEqual({
    places: '2025-11-01',
    texts: '2024-11-01',
    rejects: '2026-08-01',
  });
  for (const name of RETENTION_CLASSES) {
    const { usual, least, most } = RETENTION_MONTHS[name];
    expect(least <= usual && usual <= most).toBe(true);
  }
});

const point = fc.record({
  lon: fc.double({ min: -8, max: 2, noNaN: true }),
  lat: fc.double({ min: 49.8, max: 60.9, noNaN: true }),
});

test('A coarse place is the centre of its hexagon, and lies in the same hexagon of every size', () => {
  fc.assert(
    fc.property(point, ({ lon, lat }) => {
      const place = cellsOf(lon, lat);
      const coarse = coarsePlace(place);
      const hexagon = latLngToCell(lat, lon, COARSE_RESOLUTION);
      expect([coarse.latitude, coarse.longitude]).toEqual(cellToLatLng(hexagon));
      expect(latLngToCell(coarse.latitude, coarse.longitude, 12)).toBe(cellToString(coarse.cell));
      for (let size = 6; size <= COARSE_RESOLUTION; size++)
        expect(cellToString(cellAt(coarse, size))).toBe(latLngToCell(lat, lon, size));
      // once more it stays where it is
      expect(coarsePlace(coarse)).toEqual(coarse);
      // its corner is 29 m away where it is largest
      expect(
        greatCircleDistance([lat, lon], [coarse.latitude, coarse.longitude], 'm'),
      ).toBeLessThan(45);
    }),
  );
});
