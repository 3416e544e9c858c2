/** The hexagons of an area, and about how many they are. */
import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { keyOfString } from '#api/geo/cells.ts';
import { aboutHowMany, areaCells } from '#api/geo/cells_in_area.ts';

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
