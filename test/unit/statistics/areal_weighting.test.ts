/** Residents of hexagons from those of zones. */
import fc from 'fast-check';
import { cellArea, cellToBoundary, gridDisk, latLngToCell, UNITS } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { keyOfString, keyToString } from '#api/geo/cells.ts';
import { overlap, residentsOf, sharesOf } from '#api/statistics/areal_weighting.ts';
import { diskKeys } from './draws.ts';

const RESOLUTION = 9;
const hexagon = (cell: string) => ({
  type: 'Polygon' as const,
  coordinates: [cellToBoundary(cell, true)],
});
const box = (west: number, south: number, width: number, height: number) => [
  [west, south],
  [west + width, south],
  [west + width, south + height],
  [west, south + height],
  [west, south],
];
const sum = (list: Iterable<number>) => [...list].reduce((a, b) => a + b, 0);

describe('What shapes have in common', () => {
  const unit = box(0, 0, 1, 1).slice(0, 4);
  it('of boxes is a box, whichever way round the first is drawn', () => {
    const other = box(0.5, 0.25, 2, 0.5);
    expect(overlap(other, unit)).toBeCloseTo(0.25, 14);
    expect(overlap(other.toReversed(), unit)).toBeCloseTo(0.25, 14);
    expect(overlap(box(2, 2, 1, 1), unit)).toBe(0);
    expect(overlap(box(-1, -1, 3, 3), unit)).toBeCloseTo(1, 14);
  });

  it('of a shape that is not convex, with two teeth inside, is both teeth', () => {
    const comb = [
      [0.1, 0.5],
      [0.3, 0.5],
      [0.3, 1.5],
      [0.6, 1.5],
      [0.6, 0.5],
      [0.9, 0.5],
      [0.9, 2],
      [0.1, 2],
      [0.1, 0.5],
    ];
    expect(overlap(comb, unit)).toBeCloseTo(0.2 * 0.5 + 0.3 * 0.5, 14);
  });
});

describe('A zone', () => {
  it('that is a hexagon gives that hexagon all its people', () => {
    const cell = latLngToCell(52.19, -2.22, RESOLUTION);
    const keys = diskKeys(2);
    const residents = residentsOf([{ residents: 500, area: hexagon(cell) }], keys, RESOLUTION);
    const at = keys.indexOf(keyOfString(cell, RESOLUTION));
    expect(residents[at]).toBeCloseTo(500, 4);
    residents.forEach((people, i) => {
      if (i !== at && !Number.isNaN(people)) expect(people).toBeLessThan(1e-3);
    });
  });

  it('gives each person to exactly one place: shares add to one, for any outline, parts and holes', () => {
    const side = fc.double({ min: 0.0005, max: 0.02, noNaN: true });
    fc.assert(
      fc.property(
        fc.double({ min: -4, max: 1, noNaN: true }),
        fc.double({ min: 50.5, max: 56, noNaN: true }),
        side,
        side,
        (west, south, width, height) => {
          const outline = box(west, south, width, height);
          const hole = box(west + width / 4, south + height / 4, width / 2, height / 2);
          const far = box(west + 0.1, south, width, height);
          for (const coordinates of [[[outline]], [[outline, hole]], [[outline, hole], [far]]]) {
            const shares = sharesOf({ type: 'MultiPolygon', coordinates }, RESOLUTION);
            expect(sum(shares.values())).toBeCloseTo(1, 10);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('a hole takes its people elsewhere', () => {
    const outline = box(-2.24, 52.18, 0.04, 0.02);
    const hole = box(-2.24 + 0.001, 52.18 + 0.001, 0.02, 0.018);
    const whole = sharesOf({ type: 'Polygon', coordinates: [outline] }, RESOLUTION);
    const pierced = sharesOf({ type: 'Polygon', coordinates: [outline, hole] }, RESOLUTION);
    const cell = latLngToCell(52.19, -2.229, RESOLUTION);
    const middle = keyOfString(cell, RESOLUTION);
    // the box's area on H3's sphere: a strip between two latitudes, cut at two longitudes
    const strip = Math.sin((52.2 * Math.PI) / 180) - Math.sin((52.18 * Math.PI) / 180);
    const km2 = 6371.007180918475 ** 2 * strip * ((0.04 * Math.PI) / 180);
    expect(whole.get(middle)).toBeCloseTo(cellArea(cell, UNITS.km2) / km2, 6);
    expect(pierced.get(middle) ?? 0).toBeLessThan(1e-9);
  });

  it('spreads evenly: of seven hexagons taken as one zone each has a seventh, within their own sizes', () => {
    const cells = gridDisk(latLngToCell(52.19, -2.22, RESOLUTION), 1);
    const area = {
      type: 'MultiPolygon' as const,
      coordinates: cells.map((cell) => [cellToBoundary(cell, true)]),
    };
    const keys = Float64Array.from(cells, (cell) => keyOfString(cell, RESOLUTION)).sort();
    const residents = residentsOf([{ residents: 700, area }], keys, RESOLUTION);
    residents.forEach((people) => expect(Math.abs(people - 100)).toBeLessThan(0.5));
  });
});

describe('Hexagons', () => {
  it('add up what several zones give, and do not know where none is', () => {
    const keys = diskKeys(3);
    const centre = keyToString(keys[18] ?? 0, RESOLUTION);
    const zone = { residents: 40, area: hexagon(centre) };
    const residents = residentsOf([zone, zone, { ...zone, residents: 0 }], keys, RESOLUTION);
    expect(residents[18]).toBeCloseTo(80, 4);
    expect(residents.filter((people) => Number.isNaN(people)).length).toBeGreaterThan(20);
  });

  it('a zone without area gives nobody, and does not stop the others', () => {
    const point = [
      [-2.22, 52.19],
      [-2.22, 52.19],
      [-2.22, 52.19],
      [-2.22, 52.19],
    ];
    const nothing = { type: 'Polygon' as const, coordinates: [point] };
    expect(sharesOf(nothing, RESOLUTION).size).toBe(0);
  });
});
