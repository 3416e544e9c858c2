/** Who is whose neighbour, and which hexagons a study area has. */
import fc from 'fast-check';
import {
  cellToBoundary,
  cellToLatLng,
  getPentagons,
  gridDisk,
  gridDistance,
  latLngToCell,
} from 'h3-js';
import { describe, expect, it } from 'vitest';
import { keyOfString, keyToString } from '#api/geo/cells.ts';
import { hexNeighbours } from '#api/statistics/hex_neighbours.ts';
import { countsOver, studyArea } from '#api/analysis/significance/study_area.ts';
import { diskKeys } from './draws.ts';

const keysOf = (cells: readonly string[], resolution: number) =>
  Float64Array.from(cells, (cell) => keyOfString(cell, resolution)).sort();

describe('Neighbours', () => {
  it('are those of the list within k steps, the cell itself among them, ascending', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 1.5, noNaN: true }),
        fc.double({ min: 50, max: 58, noNaN: true }),
        fc.constantFrom(6, 8, 9, 10),
        fc.constantFrom(1, 2, 3),
        fc.array(fc.boolean(), { minLength: 61, maxLength: 61 }),
        (lon, lat, resolution, k, kept) => {
          const cells = gridDisk(latLngToCell(lat, lon, resolution), 4).filter((_, i) => kept[i]);
          const keys = keysOf(cells, resolution);
          const { starts, of } = hexNeighbours(keys, resolution, k);
          const names = Array.from(keys, (key) => keyToString(key, resolution));
          names.forEach((name, i) => {
            const wanted = names.flatMap((other, j) => (gridDistance(name, other) <= k ? [j] : []));
            expect([...of.subarray(starts[i], starts[i + 1])]).toEqual(wanted);
          });
          expect(starts[names.length]).toBe(of.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of a pentagon are five', () => {
    const [pentagon = ''] = getPentagons(6);
    const keys = keysOf(gridDisk(pentagon, 2), 6);
    const { starts } = hexNeighbours(keys, 6);
    const at = keys.indexOf(keyOfString(pentagon, 6));
    expect((starts[at + 1] ?? 0) - (starts[at] ?? 0)).toBe(6);
  });

  it('go both ways, also across the edge of H3’s base cells', () => {
    const { starts, of } = hexNeighbours(diskKeys(40, 5), 5);
    const pairs = new Set<string>();
    for (let i = 0; i + 1 < starts.length; i++)
      for (const j of of.subarray(starts[i], starts[i + 1])) pairs.add(`${i} ${j}`);
    for (const pair of pairs) expect(pairs.has(pair.split(' ').reverse().join(' '))).toBe(true);
    expect(pairs.size).toBe(of.length);
  });

  it('of nobody are nobody', () => {
    expect(hexNeighbours(new Float64Array(0), 9)).toEqual({
      starts: Uint32Array.of(0),
      of: new Uint32Array(0),
    });
  });
});

describe('A study area', () => {
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

  it('has every cell whose centre is inside, ascending, and no other', () => {
    const area = studyArea(square(-2.3, 52.1, 0.1), 8);
    if ('reason' in area) throw new Error(area.reason);
    const middle = latLngToCell(52.15, -2.25, 8);
    const inside = gridDisk(middle, 20).filter((cell) => {
      const [lat, lon] = cellToLatLng(cell);
      return lon > -2.3 && lon < -2.2 && lat > 52.1 && lat < 52.2;
    });
    expect([...area.keys]).toEqual([...keysOf(inside, 8)]);
    expect(inside.length).toBeGreaterThan(90);
    expect(gridDisk(middle, 20)).not.toEqual(inside);
  });

  it('of two parts has both, without their holes', () => {
    const [outline = []] = square(-2.3, 52.1, 0.1).coordinates;
    const [hole = []] = square(-2.28, 52.12, 0.05).coordinates;
    const [other = []] = square(-1.9, 52.1, 0.1).coordinates;
    const size = (coordinates: number[][][][]) => {
      const area = studyArea({ type: 'MultiPolygon', coordinates }, 9);
      return 'reason' in area ? NaN : area.keys.length;
    };
    expect(size([[outline], [other]])).toBe(size([[outline]]) + size([[other]]));
    expect(size([[outline, hole]])).toBe(size([[outline]]) - size([[hole]]));
  });

  it('too large is refused before it is listed, with about how many cells it would have', () => {
    const britain = studyArea(square(-5, 50, 5), 12);
    if (!('reason' in britain)) throw new Error('listed');
    expect(britain.reason).toBe('too_many_cells');
    expect(britain.cells).toBeGreaterThan(5e8);
    const town = square(-2.3, 52.1, 0.1);
    const all = studyArea(town, 9);
    if ('reason' in all) throw new Error(all.reason);
    expect(studyArea(town, 9, all.keys.length)).toHaveProperty('keys');
    expect(studyArea(town, 9, all.keys.length - 1)).toEqual({
      reason: 'too_many_cells',
      cells: all.keys.length,
    });
  });

  it('guesses the number of cells within a few in a hundred', () => {
    const refused = studyArea(square(-2.5, 52, 0.5), 9, 10);
    const whole = studyArea(square(-2.5, 52, 0.5), 9, 1e6);
    if (!('reason' in refused) || 'reason' in whole) throw new Error('the other way round');
    expect(Math.abs(refused.cells / whole.keys.length - 1)).toBeLessThan(0.03);
  });

  it('counts zeros too, and none outside', () => {
    const keys = diskKeys(2);
    const [first = 0, second = 0] = keys;
    const counts = countsOver(keys, [
      [second, 4],
      [first + 1e9, 9],
      [second, 1],
    ]);
    expect(counts).toHaveLength(19);
    expect([...counts.subarray(0, 3)]).toEqual([0, 5, 0]);
    expect(counts.reduce((a, b) => a + b, 0)).toBe(5);
    expect(cellToBoundary(keyToString(first, 9))).toHaveLength(6);
  });
});
