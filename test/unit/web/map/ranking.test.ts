import fc from 'fast-check';
import { gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, test } from 'vitest';
import { kilometres, placeName } from '#web/lib/map/nearest_place.ts';
import { rankCells } from '#web/lib/map/ranking.ts';
import { resolutionForZoom, zoomForResolution } from '#web/lib/map/resolution.ts';

const places = [
  { name: 'Shrub Hill, Worcester', longitude: -2.2096, latitude: 52.1949, weight: 2 },
  { name: 'Malvern', longitude: -2.325, latitude: 52.11, weight: 3 },
];

describe('names of hexagons', () => {
  test('a cell beside the station is named after it', () => {
    expect(placeName({ longitude: -2.2105, latitude: 52.195 }, places)).toBe(
      'near Shrub Hill, Worcester',
    );
  });

  test('neighbouring cells of one town are told apart', () => {
    expect(placeName({ longitude: -2.2096, latitude: 52.2003 }, places)).toBe(
      '600 m north of Shrub Hill, Worcester',
    );
  });

  test('a cell in the fields says how far, and in which direction', () => {
    expect(placeName({ longitude: -2.2096, latitude: 52.23 }, places)).toBe(
      '4 km north of Shrub Hill, Worcester',
    );
    expect(placeName({ longitude: -2.39, latitude: 52.07 }, places)).toBe(
      '6 km south-west of Malvern',
    );
  });

  test('Worcester to Malvern is 12.3 km as the crow flies', () => {
    const [a, b] = places;
    if (a && b) expect(kilometres(a, b)).toBeCloseTo(12.3, 0);
  });

  test('without a gazetteer there is no name, and nothing breaks', () => {
    expect(placeName({ longitude: -2, latitude: 52 }, [])).toBe('');
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
          const ranked = rankCells(answer(totals), places, limit);
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

  test('a row holds the count of each kind by its own name', () => {
    const [first] = rankCells(answer([5]), places, 1);
    expect(first?.kinds).toEqual({ crime: 5, asb: 0, needle_find: 0, alcohol: 0 });
  });
});

test('the zoom a resolution is flown to is a zoom that shows it', () => {
  for (const resolution of [6, 7, 8, 9, 10, 11]) {
    expect(resolutionForZoom(zoomForResolution(resolution))).toBe(resolution);
  }
});
