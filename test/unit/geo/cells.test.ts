import fc from 'fast-check';
import { cellToCenterChild, cellToChildren, cellToParent, gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, test } from 'vitest';
import {
  cellOf,
  cellToString,
  childRange,
  coarser,
  coarserKey,
  fromKey,
  keyOfString,
  keyToString,
  parseCell,
  resolutionOf,
  toKey,
} from '#api/geo/cells.ts';

const point = fc.record({
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
});
const resolution = fc.integer({ min: 0, max: 15 });
const pair = fc
  .tuple(resolution, resolution)
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

describe('a cell as a bigint', () => {
  test('equals h3-js, and fits a signed database bigint', () => {
    fc.assert(
      fc.property(point, resolution, ({ lon, lat }, res) => {
        const cell = cellOf(lon, lat, res);
        expect(cellToString(cell)).toBe(latLngToCell(lat, lon, res));
        expect(parseCell(cellToString(cell))).toBe(cell);
        expect(resolutionOf(cell)).toBe(res);
        expect(BigInt.asIntN(64, cell)).toBe(cell);
      }),
    );
  });

  test('has the ancestor that h3-js gives it', () => {
    fc.assert(
      fc.property(point, pair, ({ lon, lat }, [coarse, fine]) => {
        const cell = cellOf(lon, lat, fine);
        expect(cellToString(coarser(cell, coarse))).toBe(cellToParent(cellToString(cell), coarse));
      }),
    );
  });

  test('has no ancestor finer than itself', () => {
    expect(() => coarser(cellOf(-2.2, 52.2, 8), 9)).toThrow('resolution 8');
    expect(() => toKey(cellOf(-2.2, 52.2, 8), 9)).toThrow('resolution 8');
    expect(() => childRange(cellOf(-2.2, 52.2, 8), 7)).toThrow('resolution 8');
  });

  test('spans exactly its children, pentagons too', () => {
    // 8009fffffffffff is a pentagon: it has six children, not seven.
    const cells = fc.oneof(
      fc
        .tuple(point, resolution)
        .map(([{ lon, lat }, res]) => latLngToCell(lat, lon, Math.min(res, 12))),
      fc.nat(12).map((res) => cellToCenterChild('8009fffffffffff', res)),
    );
    fc.assert(
      fc.property(cells, fc.nat(3), (text, deeper) => {
        const cell = parseCell(text);
        const res = Math.min(15, resolutionOf(cell) + deeper);
        const { first, last } = childRange(cell, res);
        const children = cellToChildren(text, res)
          .map(parseCell)
          .sort((a, b) => (a < b ? -1 : 1));
        expect([children[0], children.at(-1)]).toEqual([first, last]);
        for (const neighbour of gridDisk(text, 1).filter((other) => other !== text)) {
          const child = parseCell(cellToCenterChild(neighbour, res));
          expect(child < first || child > last).toBe(true);
        }
      }),
    );
  });

  test('text that is no cell is refused, in words', () => {
    for (const text of [
      '',
      'hello',
      '89195da49b7fff',
      '89195da49b7fffff',
      '0x9195da49b7ffff',
      '8f195da49b7ffff',
    ]) {
      expect(() => parseCell(text)).toThrow('is not an H3 cell');
    }
  });
});

describe('a cell as a key', () => {
  test('is exact in a number, and goes back to the same ancestor', () => {
    fc.assert(
      fc.property(point, pair, ({ lon, lat }, [coarse, fine]) => {
        const cell = cellOf(lon, lat, fine);
        const key = toKey(cell, coarse);
        expect(Number.isSafeInteger(key)).toBe(true);
        expect(fromKey(key, coarse)).toBe(coarser(cell, coarse));
        expect(keyToString(key, coarse)).toBe(cellToString(coarser(cell, coarse)));
        expect(keyOfString(cellToString(cell), coarse)).toBe(key);
        expect(coarserKey(toKey(cell, fine), fine - coarse)).toBe(key);
      }),
    );
  });

  test('sorts as the cells do', () => {
    fc.assert(
      fc.property(point, point, resolution, (a, b, res) => {
        const [p, q] = [cellOf(a.lon, a.lat, res), cellOf(b.lon, b.lat, res)];
        expect(Math.sign(toKey(p, res) - toKey(q, res))).toBe(p < q ? -1 : p > q ? 1 : 0);
      }),
    );
  });
});
