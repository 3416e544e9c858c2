/** Chosen hexagons as ranges of stored cells. */
import fc from 'fast-check';
import { cellToChildren, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { cellRanges } from '#api/hexes/cell_ranges.ts';
import { childRange, toKey } from '#api/geo/cells.ts';
import { boxTest } from '#api/geo/cells_in_box.ts';
import { listBoxCells } from '#api/hexes/list_cells.ts';
import { Problem } from '#api/http/problem.ts';
import { finished } from '#test/support/finished.ts';

describe('Chosen hexagons', () => {
  /** Whether a stored cell lies in the ranges, read as PostgreSQL reads them. */
  const holds = (ranges: string, cell: bigint): boolean =>
    [...ranges.matchAll(/\[(\d+),(\d+)\]/g)].some(
      ([, first = '0', last = '0']) => BigInt(first) <= cell && cell <= BigInt(last),
    );
  const near = fc.record({
    lat: fc.double({ min: 52.1, max: 52.3, noNaN: true }),
    lng: fc.double({ min: -2.4, max: -2.1, noNaN: true }),
  });

  it('hold exactly the places whose hexagon was chosen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 6, max: 11 }),
        fc.array(near, { minLength: 1, maxLength: 40 }),
        near,
        (resolution, chosen, place) => {
          const cellOf = ({ lat, lng }: { lat: number; lng: number }) =>
            BigInt(`0x${latLngToCell(lat, lng, 12)}`);
          const keys = new Set(chosen.map((one) => toKey(cellOf(one), resolution)));
          const ranges = finished(cellRanges(keys, resolution));
          for (const one of chosen) expect(holds(ranges, cellOf(one))).toBe(true);
          expect(holds(ranges, cellOf(place))).toBe(keys.has(toKey(cellOf(place), resolution)));
        },
      ),
    );
    expect(finished(cellRanges([], 8))).toBe('{}');
  });

  it('that follow each other are one range, though their digits end at 6', () => {
    const children = cellToChildren(latLngToCell(52.2, -2.2, 6), 9);
    const keys = children.map((cell) => toKey(BigInt(`0x${cell}`), 9));
    const ranges = finished(cellRanges(new Set(keys), 9));
    expect(ranges).toMatch(/^\{\[\d+,\d+\]\}$/);
    for (const cell of children)
      expect(holds(ranges, childRange(BigInt(`0x${cell}`)).last)).toBe(true);
    expect(finished(cellRanges(keys.slice(0, 3).concat(keys.slice(4)), 9)).split('[')).toHaveLength(
      3,
    );
  });

  it('of a box are those that touch it; too many of them are refused in words', async () => {
    const box = [-2.25, 52.17, -2.19, 52.2] as const;
    const keys = await listBoxCells(box, 9);
    expect(keys.size).toBeGreaterThan(50);
    for (const key of keys) expect(boxTest(box).touches(key, 9)).toBe(true);
    await expect(listBoxCells([-6, 50, 2, 56], 11)).rejects.toThrow(Problem);
    expect((await listBoxCells([-6, 50, 2, 56], 6)).size).toBeGreaterThan(5000);
  });
});
