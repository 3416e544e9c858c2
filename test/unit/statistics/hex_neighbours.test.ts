/** Who is whose neighbour in a list of hexagons. */
import fc from 'fast-check';
import { getPentagons, gridDisk, gridDistance, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { keyOfString, keyToString } from '#api/geo/cells.ts';
import { hexNeighbours } from '#api/statistics/hex_neighbours.ts';
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
