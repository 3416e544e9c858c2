import fc from 'fast-check';
import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import { expect, test } from 'vitest';
import { coarserKey, keyOfString, keyToString } from '#api/geo/cells.ts';
import { areaCells } from '#api/geo/cells_in_area.ts';
import { type Box, boxCells, boxTest } from '#api/geo/cells_in_box.ts';

const coordinate = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const box: fc.Arbitrary<Box> = fc
  .tuple(
    coordinate(-2.4, -2),
    coordinate(52, 52.3),
    coordinate(0.001, 0.1),
    coordinate(0.001, 0.06),
  )
  .map(([west, south, width, height]) => [west, south, west + width, south + height]);

test('a cell touches the box exactly when they overlap by h3', () => {
  fc.assert(
    fc.property(box, fc.integer({ min: 6, max: 9 }), (view, res) => {
      const listed = boxCells(view, res);
      const region = boxTest(view);
      const around = new Set(
        [...listed]
          .flatMap((key) => gridDisk(keyToString(key, res), 2))
          .map((cell) => keyOfString(cell, res)),
      );
      for (const key of around)
        expect(region.touches(key, res), keyToString(key, res)).toBe(listed.has(key));
      expect(listed.size).toBeGreaterThan(0);
    }),
    { numRuns: 60 },
  );
});

test('an ancestor inside or outside the box decides for all its descendants', () => {
  let decided = 0;
  fc.assert(
    fc.property(
      box,
      fc.integer({ min: 3, max: 9 }),
      fc.nat(6),
      coordinate(-0.1, 0.1),
      coordinate(-0.1, 0.1),
      (view, res, deeper, dx, dy) => {
        const region = boxTest(view);
        const leaf = keyOfString(latLngToCell(view[1] + dy, view[0] + dx, 10), 10);
        const fine = Math.min(10, res + deeper);
        const ancestor = coarserKey(leaf, 10 - res);
        const relation = region.relation(ancestor, res);
        if (relation === 'across') return;
        decided++;
        expect(region.touches(coarserKey(leaf, 10 - fine), fine)).toBe(relation === 'inside');
      },
    ),
    { numRuns: 4000 },
  );
  expect(decided).toBeGreaterThan(200);
});

test('a box the wrong way round is refused', () => {
  expect(() => boxTest([1, 50, 0, 51])).toThrow('west');
  expect(() => boxTest([0, 51, 1, 50])).toThrow('south');
  expect(() => boxTest([NaN, 51, 1, 52])).toThrow('west');
});

test('areas that share a border share no cell, and a hole is outside', () => {
  const square = (west: number, east: number, south = 52, north = 52.1) => [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const left = areaCells({ type: 'Polygon', coordinates: [square(-2.2, -2.1)] }, 9);
  const right = areaCells({ type: 'Polygon', coordinates: [square(-2.1, -2)] }, 9);
  const both = areaCells(
    { type: 'MultiPolygon', coordinates: [[square(-2.2, -2.1)], [square(-2.1, -2)]] },
    9,
  );
  expect([...left].filter((key) => right.has(key))).toEqual([]);
  expect(both).toEqual(new Set([...left, ...right]));
  const holed = areaCells(
    { type: 'Polygon', coordinates: [square(-2.2, -2), square(-2.15, -2.05, 52.03, 52.07)] },
    9,
  );
  const inHole = [...both].filter((key) => {
    const [lat, lon] = cellToLatLng(keyToString(key, 9));
    return lon > -2.15 && lon < -2.05 && lat > 52.03 && lat < 52.07;
  });
  expect(inHole.length).toBeGreaterThan(50);
  expect(both.size - holed.size).toBe(inHole.length);
});
