import fc from 'fast-check';
import { gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, test } from 'vitest';
import { areaAround } from '#web/screens/map/list/in_area.ts';
import { kilometres, placeName, distinguishNames } from '#web/screens/map/list/nearest_place.ts';
import { cellName, rankCells } from '#web/screens/map/list/ranking.ts';
import { resolutionForZoom, zoomForResolution } from '#web/screens/map/draw/resolution.ts';

const places = [
  { name: 'Shrub Hill, Worcester', longitude: -2.2096, latitude: 52.1949, weight: 2 },
  { name: 'Malvern', longitude: -2.325, latitude: 52.11, weight: 3 },
];

const square = (west: number, south: number, side: number) => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
const area = (name: string, kind: string, ...rings: number[][][]) => ({
  type: 'Feature' as const,
  properties: { slug: name.toLowerCase(), name, kind },
  geometry: { type: 'Polygon' as const, coordinates: rings },
});
/** A district with a ward in it, and a lake that belongs to neither. */
const areas = {
  features: [
    area('Worcester', 'district', square(-2.3, 52.1, 0.2), square(-2.12, 52.11, 0.01)),
    area('Arboretum', 'ward', square(-2.23, 52.19, 0.02)),
  ],
};
const nothing = { places: [], areas: { features: [] } };
const around = { places, areas: { features: [] } };

describe('names of hexagons', () => {
  test('a cell beside the station is named after it', () => {
    expect(placeName({ longitude: -2.2105, latitude: 52.195 }, around)).toBe(
      'near Shrub Hill, Worcester',
    );
  });

  test('neighbouring cells of one town are told apart', () => {
    expect(placeName({ longitude: -2.2096, latitude: 52.2003 }, around)).toBe(
      '600 m north of Shrub Hill, Worcester',
    );
    expect(placeName({ longitude: -2.2096, latitude: 52.207 }, around)).toBe(
      '1.3 km north of Shrub Hill, Worcester',
    );
  });

  test('a small quarter nearby names a cell, not the city behind it', () => {
    const city = { name: 'Worcester', longitude: -2.22, latitude: 52.192, weight: 100 };
    expect(
      placeName({ longitude: -2.21, latitude: 52.1949 }, { ...around, places: [city, ...places] }),
    ).toBe('near Shrub Hill, Worcester');
  });

  test('a place is near one hexagon of a size only', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 6, max: 11 }),
        fc.double({ min: -2.5, max: -1.9, noNaN: true }),
        fc.double({ min: 52, max: 52.4, noNaN: true }),
        (resolution, longitude, latitude) => {
          const here = { name: 'Here', longitude, latitude, weight: 1 };
          const cells = gridDisk(latLngToCell(latitude, longitude, resolution), 2);
          const names = cells.map((cell) => cellName(cell, { ...nothing, places: [here] }));
          expect(names.filter((name) => name === 'near Here').length).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test('far from every place, or without a gazetteer, it is in its ward, else in its district', () => {
    const far = { places: [{ name: 'Malvern', longitude: -2.325, latitude: 52.11, weight: 3 }] };
    for (const { places: named } of [nothing, far]) {
      expect(placeName({ longitude: -2.22, latitude: 52.2 }, { places: named, areas })).toBe(
        'in Arboretum',
      );
      expect(placeName({ longitude: -2.18, latitude: 52.25 }, { places: named, areas })).toBe(
        'in Worcester',
      );
    }
  });

  test('outside all outlines it is a square of the National Grid, and abroad degrees: never a bare index', () => {
    expect(placeName({ longitude: -2.2216, latitude: 52.1921 }, nothing)).toBe('SO 849 548');
    expect(placeName({ longitude: -71.0568, latitude: 42.3601 }, nothing)).toBe(
      '42.360°, -71.057°',
    );
  });

  test('a hole of an outline is outside', () => {
    expect(areaAround({ longitude: -2.115, latitude: 52.115 }, areas)).toBeUndefined();
    expect(areaAround({ longitude: -2.125, latitude: 52.115 }, areas)).toBe('Worcester');
  });

  test('rows of one name are told apart by their square; a name that stands alone stays', () => {
    expect(
      distinguishNames([
        { name: 'in Arboretum', longitude: -2.2216, latitude: 52.1921 },
        { name: 'near Malvern', longitude: -2.325, latitude: 52.11 },
        { name: 'in Arboretum', longitude: -2.218, latitude: 52.1921 },
      ]),
    ).toEqual(['in Arboretum, SO 849 548', 'near Malvern', 'in Arboretum, SO 851 548']);
  });

  test('Worcester to Malvern is 12.3 km as the crow flies', () => {
    const [a, b] = places;
    if (a && b) expect(kilometres(a, b)).toBeCloseTo(12.3, 0);
  });
});

describe('ranked places', () => {
  const cells = gridDisk(latLngToCell(52.19, -2.2, 8), 3).sort();
  const answer = (totals: number[]) => {
    const total = Uint32Array.from(cells, (_, i) => totals[i] ?? 0);
    const none = new Uint32Array(cells.length);
    return { cells, total, counts: [total, none, none, none] };
  };

  test('most incidents first, none without an incident, and never a second order for equals', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(6), { maxLength: 37 }),
        fc.integer({ min: 1, max: 40 }),
        (totals, limit) => {
          const ranked = rankCells(answer(totals), around, limit);
          expect(ranked.length).toBe(Math.min(limit, totals.filter((n) => n > 0).length));
          ranked.slice(1).forEach((row, i) => {
            const before = ranked[i];
            if (!before) throw new Error('a row before the second one');
            expect(row.total < before.total || row.cell > before.cell).toBe(true);
            expect(row.total).toBeLessThanOrEqual(before.total);
          });
        },
      ),
    );
  });

  test('no two rows have one name, whatever there is to name them after', () => {
    for (const surroundings of [nothing, around, { places: [], areas }, { places, areas }])
      for (const resolution of [8, 9, 10, 11]) {
        const disk = gridDisk(latLngToCell(52.19, -2.2, resolution), 9).sort();
        const total = new Uint32Array(disk.length).fill(1);
        const rows = rankCells(
          { cells: disk, total, counts: [total, total, total, total] },
          surroundings,
          Infinity,
        );
        expect(new Set(rows.map(({ name }) => name)).size).toBe(disk.length);
      }
  });

  test('a row holds the count of each kind by its own name', () => {
    const [first] = rankCells(answer([5]), around, 1);
    expect(first?.kinds).toEqual({ crime: 5, asb: 0, needle_find: 0, alcohol: 0 });
  });
});

test('the zoom a resolution is flown to is a zoom that shows it', () => {
  for (const resolution of [6, 7, 8, 9, 10, 11]) {
    expect(resolutionForZoom(zoomForResolution(resolution))).toBe(resolution);
  }
});
