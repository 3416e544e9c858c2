import { cellToBoundary, gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, test } from 'vitest';
import type { HotspotClass, Significance } from '#api/contract/significance.ts';
import {
  byEvidence,
  disagree,
  significanceMapOf,
} from '#web/screens/map/significance/cell_significance.ts';
import { outlineShapes } from '#web/screens/map/significance/outlines.ts';
import { withTested } from '#web/screens/map/readings.ts';
import { rankCells } from '#web/screens/map/list/ranking.ts';

const MIDDLE = latLngToCell(52.19, -2.22, 8);
const cells = gridDisk(MIDDLE, 2);
const cellAt = (i: number) => cells[i] ?? '';

const tested = (
  cell: string,
  of: HotspotClass,
  { q = 0.5, count = 0 }: { q?: number; count?: number } = {},
): Significance['cells'][number] =>
  of === 'untested'
    ? { ...NO_RATE, cell, count, z: null, p: null, q: null, class: of }
    : { ...NO_RATE, cell, count, z: 1, p: q / 2, q, class: of };
const NO_RATE = {
  here: null,
  usual: null,
  rate: null,
  rate_interval: null,
  rate_note: null,
  residents: null,
} as const;

const answer = (
  list: Significance['cells'],
  refused: Significance['refused'] = null,
): Significance => ({
  resolution: 8,
  from: '2026-10-01',
  to: '2026-10-31',
  k: 1,
  mode: 'busy',
  like: [],
  measure: 'count',
  hours: null,
  method: 'Gi*',
  area: null,
  cells_in_area: list.length,
  cells_tested: list.length,
  incidents: 40,
  left_out: { no_place: 0, month_only: 0, no_hour: 0 },
  counts_only: 0,
  gaps: [],
  refused,
  cells: list,
});

describe('Alice reads places by evidence', () => {
  test('surest first: 99 before 95 before 90, and a busy place that may be chance after all of them', () => {
    const results = significanceMapOf(
      answer([
        tested(cellAt(0), 'none', { q: 0.2, count: 900 }),
        tested(cellAt(1), 'hot_90', { q: 0.08, count: 800 }),
        tested(cellAt(2), 'hot_99', { q: 0.009, count: 3 }),
        tested(cellAt(3), 'hot_95', { q: 0.03, count: 700 }),
      ]),
    );
    const ranked = rankCells(
      {
        cells: cells.slice(0, 4),
        total: Uint32Array.of(900, 800, 3, 700),
        counts: [Uint32Array.of(900, 800, 3, 700)],
      },
      { places: [], areas: { features: [] } },
      10,
      (a, b) => byEvidence(results.byCell.get(a), results.byCell.get(b)),
    );
    expect(ranked.map(({ cell }) => cells.indexOf(cell))).toEqual([2, 3, 1, 0]);
    expect(ranked.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
  });

  test('within a class the smaller adjusted p, then more incidents', () => {
    const order = [
      tested('a', 'hot_99', { q: 0.002, count: 90 }),
      tested('b', 'hot_99', { q: 0.001, count: 5 }),
      tested('c', 'hot_99', { q: 0.001, count: 6 }),
    ].sort(byEvidence);
    expect(order.map(({ cell }) => cell)).toEqual(['c', 'b', 'a']);
  });

  test('what was not tested and what lies outside stand between hot and cold, the coldest last', () => {
    const order = (['cold_99', undefined, 'cold_90', 'untested', 'none', 'hot_90'] as const)
      .map((of) => (of === undefined ? undefined : tested('x', of)))
      // sort() puts undefined last by itself: it is distinguished by being in a box
      .map((one) => ({ one }))
      .sort((a, b) => byEvidence(a.one, b.one));
    expect(order.map(({ one }) => one?.class)).toEqual([
      'hot_90',
      'none',
      'untested',
      undefined,
      'cold_90',
      'cold_99',
    ]);
  });
});

describe('hot and cold on the map', () => {
  test('one outline a class goes around its hexagons, the surest drawn last', () => {
    const { outlines, untested } = outlineShapes(
      significanceMapOf(
        answer([
          ...gridDisk(MIDDLE, 1).map((cell) => tested(cell, 'hot_99')),
          ...cells.slice(7, 9).map((cell) => tested(cell, 'hot_90')),
          ...cells.slice(9, 10).map((cell) => tested(cell, 'cold_95')),
          ...cells.slice(10).map((cell) => tested(cell, 'none')),
        ]),
      ),
    );
    expect(outlines.features.map(({ properties }) => properties)).toEqual([
      { way: 'cold', sure: 95 },
      { way: 'hot', sure: 90 },
      { way: 'hot', sure: 99 },
    ]);
    const [ring] = outlines.features[2]?.geometry.coordinates[0] ?? [];
    // seven hexagons together have 18 corners outside; the ring closes where it began
    expect(ring).toHaveLength(19);
    expect(untested.features).toEqual([]);
  });

  test('a refusal draws no outline, and still hatches what did not arrive', () => {
    const { outlines, untested } = outlineShapes(
      significanceMapOf(
        answer([tested(MIDDLE, 'untested'), tested(cellAt(1), 'none')], {
          reason: 'too_few_incidents',
          why: 'Few.',
          instead: 'More.',
          resolution: null,
        }),
      ),
    );
    expect(outlines.features).toEqual([]);
    const [ring] = untested.features[0]?.geometry.coordinates[0] ?? [];
    expect(ring).toHaveLength(cellToBoundary(MIDDLE).length + 1);
  });

  test('nothing asked, nothing drawn', () => {
    expect(outlineShapes(null).outlines.features).toEqual([]);
  });

  test('a place without incidents can be pointed at once it is tested, and keeps its changes', () => {
    const readings = { totals: new Map([['a', 4]]), changes: new Map([['a', '+1 (3 → 4)']]) };
    const results = significanceMapOf(
      answer([tested('a', 'hot_99', { count: 4 }), tested('b', 'cold_90')]),
    );
    expect([...withTested(readings, results).totals]).toEqual([
      ['a', 4],
      ['b', 0],
    ]);
    expect(withTested(readings, results).changes).toBe(readings.changes);
    expect(withTested(readings, null)).toBe(readings);
  });
});

describe('sources disagree', () => {
  test.each([
    ['one is hot and another is not', ['hot_99', 'none'], true],
    ['one is hot and another cold', ['hot_90', 'cold_95'], true],
    ['both are hot, one more surely', ['hot_99', 'hot_90'], false],
    ['one is hot and the other could not be tested', ['hot_99', null], false],
    ['one is hot and the other’s delivery is missing', ['hot_99', 'untested'], false],
    ['none of them says anything', ['none', 'none'], false],
  ] as const)('%s', (_, classes, expected) => {
    expect(disagree(classes)).toBe(expected);
  });
});
