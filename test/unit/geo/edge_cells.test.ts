/** What a hexagon counts is what lies in it: the law that all counting by hexagon rests on. */
import fc from 'fast-check';
import { cellToBoundary, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { cellToString } from '#api/geo/cells.ts';
import {
  cellAt,
  cellsOf,
  edgeCellsText,
  parseEdgeCells,
  rangesReaching,
} from '#api/geo/edge_cells.ts';

const SIZES = [6, 7, 8, 9, 10, 11];

/** Anywhere that a partnership of the United Kingdom may be. */
const anywhere = fc.record({
  lon: fc.double({ min: -8.7, max: 1.8, noNaN: true }),
  lat: fc.double({ min: 49.8, max: 60.9, noNaN: true }),
});

/** On the edge of a hexagon of some size, or up to a metre or a hundred beside it. */
const onAnEdge = fc
  .record({
    point: anywhere,
    size: fc.constantFrom(...SIZES),
    side: fc.nat(4),
    along: fc.double({ min: 0, max: 1, noNaN: true }),
    aside: fc.constantFrom(0, 0, 1e-5, -1e-5, 1e-3, -1e-3),
  })
  .map(({ point, size, side, along, aside }) => {
    const corners = cellToBoundary(latLngToCell(point.lat, point.lon, size));
    const [a = [0, 0], b = [0, 0]] = [corners[side], corners[side + 1]];
    const between = (i: number): number => (a[i] ?? 0) + along * ((b[i] ?? 0) - (a[i] ?? 0));
    return { lon: between(1) + aside, lat: between(0) + aside };
  });

const place = fc.oneof(anywhere, onAnEdge);

describe('A place', () => {
  it('is counted in the hexagon that it lies in, at every size', () => {
    let others = 0;
    fc.assert(
      fc.property(place, ({ lon, lat }) => {
        const cells = cellsOf(lon, lat);
        for (const size of [...SIZES, 12])
          expect(cellToString(cellAt(cells, size))).toBe(latLngToCell(lat, lon, size));
        if (cells.edges !== null) others++;
      }),
      { numRuns: 2000 },
    );
    // near an edge the ancestor of its cell is another hexagon: the law is about something
    expect(others).toBeGreaterThan(400);
  });

  it('has its cell in the ranges in which the database looks for a hexagon’s incidents', () => {
    fc.assert(
      fc.property(place, fc.constantFrom(...SIZES), ({ lon, lat }, size) => {
        const { cell } = cellsOf(lon, lat);
        const ranges = rangesReaching([latLngToCell(lat, lon, size)]);
        expect(ranges.filter(({ first, last }) => first <= cell && cell <= last)).toHaveLength(1);
        for (const [i, { first }] of ranges.entries())
          if (i > 0) expect(first).toBeGreaterThan(ranges[i - 1]?.last ?? 0n);
      }),
      { numRuns: 300 },
    );
  });

  it('has its edge cells written as PostgreSQL writes an array', () => {
    expect(parseEdgeCells(null)).toBeNull();
    expect(parseEdgeCells('{NULL,5,NULL}')).toEqual([null, 5n, null]);
    expect(edgeCellsText(null)).toBeNull();
    expect(edgeCellsText([null, 5n, null, 7n, null, null])).toBe('{null,5,null,7,null,null}');
  });
});
