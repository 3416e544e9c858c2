/** The hexagons of an area, and about how many they are. */
import fc from 'fast-check';
import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { keyOfString } from '#api/geo/cells.ts';
import { aboutHowMany, areaCells, cellBound } from '#api/geo/cells_in_area.ts';
import '#test/support/seed.ts';

const square = (west: number, south: number, size: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
});

describe('Cells of an area', () => {
  it('are every cell whose centre is inside, and no other', () => {
    const middle = latLngToCell(52.15, -2.25, 8);
    const inside = gridDisk(middle, 20).filter((cell) => {
      const [lat, lon] = cellToLatLng(cell);
      return lon > -2.3 && lon < -2.2 && lat > 52.1 && lat < 52.2;
    });
    expect(areaCells(square(-2.3, 52.1, 0.1), 8)).toEqual(
      new Set(inside.map((cell) => keyOfString(cell, 8))),
    );
    expect(inside.length).toBeGreaterThan(90);
    expect(gridDisk(middle, 20)).not.toEqual(inside);
  });

  it('of two parts are those of both, without their holes', () => {
    const [outline = []] = square(-2.3, 52.1, 0.1).coordinates;
    const [hole = []] = square(-2.28, 52.12, 0.05).coordinates;
    const [other = []] = square(-1.9, 52.1, 0.1).coordinates;
    const size = (coordinates: number[][][][]) =>
      areaCells({ type: 'MultiPolygon', coordinates }, 9).size;
    expect(size([[outline], [other]])).toBe(size([[outline]]) + size([[other]]));
    expect(size([[outline, hole]])).toBe(size([[outline]]) - size([[hole]]));
  });

  it('are estimated within a few in a hundred', () => {
    const area = square(-2.5, 52, 0.5);
    expect(Math.abs(aboutHowMany(area, 9) / areaCells(area, 9).size - 1)).toBeLessThan(0.03);
  });
});

describe('The bound on the cells of an area', () => {
  const corner = fc.tuple(
    fc.double({ min: -3, max: -1, noNaN: true }),
    fc.double({ min: 51, max: 53, noNaN: true }),
  );

  it('is never less than what is listed, whatever the lines do: they may cross, and parts may lie on each other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(corner, { minLength: 3, maxLength: 12 }), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 5, max: 7 }),
        (rings, resolution) => {
          const coordinates = rings.map((ring) => [[...ring, ...ring.slice(0, 1)]]);
          const area = { type: 'MultiPolygon' as const, coordinates };
          expect(cellBound(area, resolution)).toBeGreaterThanOrEqual(
            areaCells(area, resolution).size,
          );
        },
      ),
    );
  });

  it('no bow tie makes small, and no sliver; what is no number has no bound', () => {
    const tie = [[-5, 50], [0, 55], [0, 50], [-5, 55], [-5, 50]]; // prettier-ignore
    const sliver = [[-5, 50], [0, 55], [0.001, 55], [-5, 50]]; // prettier-ignore
    const of = (ring: number[][], resolution = 10) =>
      cellBound({ type: 'Polygon', coordinates: [ring] }, resolution);
    expect(aboutHowMany({ type: 'Polygon', coordinates: [tie] }, 10)).toBeLessThan(2_000_000);
    expect(of(tie)).toBeGreaterThan(10_000_000);
    expect(of(sliver)).toBeGreaterThan(10_000_000);
    expect(of([[NaN, 50], [0, 55], [0, 50]])).toBeNaN(); // prettier-ignore
    expect(of([])).toBe(0);
  });
});
