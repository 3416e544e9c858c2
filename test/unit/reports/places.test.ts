/** Which places are in the list, and in which order. */
import { describe, expect, it } from 'vitest';
import type { HotspotClass } from '#api/contract/significance.ts';
import { notesOf } from '#api/reports/notes.ts';
import { heatMap, hotPlaces } from '#api/reports/places.ts';

const cell = (name: string, heat: HotspotClass, q: number, count = 9) => ({
  ...{ cell: name, count, z: 3, p: q / 2, q, class: heat },
});
const cells = [
  cell('a', 'hot_95', 0.02),
  cell('b', 'none', 0.5),
  cell('c', 'hot_99', 0.001, 4),
  cell('d', 'hot_99', 0.001, 8),
  cell('e', 'hot_99', 0.0001, 0),
  cell('f', 'cold_99', 0.001),
  cell('g', 'untested', 1),
  cell('h', 'hot_99', 0.001, 8),
];

describe('The places of the list', () => {
  it('are hot, with incidents of their own: the surest first, then the smaller q, then more incidents', () => {
    expect(hotPlaces(cells).map((one) => one.cell)).toEqual(['d', 'h', 'c', 'a']);
    expect(hotPlaces(cells, 2).map(({ i }) => i)).toEqual([3, 7]);
  });

  it('are not all there is on the map: cold and not tested are on it too, and what is neither is not', () => {
    const { hot, cold, untested, cells: drawn } = heatMap(cells);
    expect([hot, cold, untested]).toEqual([5, 1, 1]);
    expect(drawn.map((one) => one.cell)).toEqual(['a', 'c', 'd', 'e', 'f', 'g', 'h']);
  });
});

describe('The notes', () => {
  const about = {
    synthetic: false,
    resolution: 8,
    noPlace: 0,
    seen: [],
    names: new Map<string, string>(),
    fineness: [],
    outside: 0,
    onlyPart: false,
    countsOnly: 0,
  };

  it('say nothing that is not so, and always that figures change', () => {
    expect(notesOf(about)).toEqual([
      'The figures are of records as they stood when this was made: later deliveries and corrections change them.',
    ]);
  });

  it('say how finely records are known, whose, and how many', () => {
    const police = { agency: 'Police', records: 10, months_only: 10, snapped: 4 };
    const notes = notesOf({ ...about, fineness: [police], outside: 1, countsOnly: 1 }).join('\n');
    expect(notes).toContain('Police: all 10 records of the quarter are known by month only');
    expect(notes).toContain('Police: 4 of 10 records of the quarter are moved to map points');
    expect(notes).toContain('1 incident lies outside the partnership’s outlines');
    expect(notes).toContain('1 of the incidents counted is known');
  });
});
