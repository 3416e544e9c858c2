/** A study area: its hexagons, their counts, and areas too large to study. */
import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { countWindow } from '#api/analysis/significance/read_window.ts';
import { testWindow } from '#api/analysis/significance/test_window.ts';
import { countsOver } from '#api/analysis/study/study.ts';
import { studyQueryOf } from '#api/analysis/study/study_query.ts';
import { areaCells } from '#api/geo/cells_in_area.ts';
import { grantsFromDatabase } from '#api/hex_index/grants.ts';
import { HexIndexBuilder } from '#api/hex_index/hex_index_builder.ts';
import { resolveQuery } from '#api/hexes/read_query.ts';
import { diskKeys } from '../../statistics/draws.ts';

const square = (west: number, south: number, size: number): Polygon => ({
  type: 'Polygon',
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

/** A query without rows. */
const queryOver = (...outlines: Polygon[]) => {
  const grants = grantsFromDatabase([], [], 0n);
  const rows = { grants, agencies: [], area: null, partnership: null };
  const filters = { from: '2026-01-01', to: '2026-01-31' };
  return {
    ...resolveQuery(
      new HexIndexBuilder().build(),
      { own: 1, today: '2026-11-30', bound: false },
      rows,
      filters,
    ),
    outlines,
  };
};

const NOTHING = { background: [], feeds: [], feedRows: [] };

describe('A study area', () => {
  it('has the cells of its outline, ascending, and counts zeros too', async () => {
    const town = square(-2.3, 52.1, 0.1);
    const over = await studyQueryOf(queryOver(town), NOTHING, 9);
    expect([...over.study.keys]).toEqual([...areaCells(town, 9)].sort((a, b) => a - b));
    expect(over.size).toBe(over.study.keys.length);
    const { counts } = countWindow(over, over.query.filters).counted;
    expect(counts).toEqual(new Float64Array(over.study.keys.length));
  });

  it('too large is refused before it is listed, with about how many cells it would have', async () => {
    const over = await studyQueryOf(queryOver(square(-5, 50, 5)), NOTHING, 10);
    expect(over.study.keys).toHaveLength(0);
    expect(over.size).toBeGreaterThan(1e7);
    const counts = countWindow(over, over.query.filters);
    expect(testWindow(over, counts, 1).verdict).toEqual({ refused: 'too_many_cells' });
  });

  it('is the partnership’s whole area where none is requested, and nothing where there is none', async () => {
    const { coordinates } = square(-2.3, 52.1, 0.1);
    const outline = { type: 'MultiPolygon' as const, coordinates: [coordinates] };
    expect(
      (await studyQueryOf(queryOver(), { ...NOTHING, background: [{ outline }] }, 9)).size,
    ).toBeGreaterThan(90);
    const over = await studyQueryOf(queryOver(), NOTHING, 9);
    expect(over.size).toBeNull();
    const counts = countWindow(over, over.query.filters);
    expect(testWindow(over, counts, 1).verdict).toEqual({ refused: 'no_study_area' });
  });
});

it('Counts over a study have zeros, and nothing of cells outside', () => {
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
});
