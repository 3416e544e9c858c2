import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { windowDays } from '#web/screens/map/time/brush.ts';
import {
  changeBreaks,
  changeClass,
  changesBetween,
  comparedWindow,
  isHeld,
  rankChanges,
  sideOf,
  type CellCounts,
} from '#web/screens/map/compare/compare.ts';

const counted: fc.Arbitrary<CellCounts> = fc
  .uniqueArray(fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 500 })), {
    selector: ([key]) => key,
    maxLength: 60,
  })
  .map((pairs) => {
    const sorted = pairs.toSorted((a, b) => a[0] - b[0]);
    return {
      resolution: 8,
      keys: sorted.map(([key]) => key),
      cells: sorted.map(([key]) => `cell-${key}`),
      total: sorted.map(([, n]) => n),
    };
  });
const sum = (numbers: ArrayLike<number>) => Array.from(numbers).reduce((a, b) => a + b, 0);

describe('now minus then', () => {
  test('no incident is lost or made: changes add up to the difference of the totals', () => {
    fc.assert(
      fc.property(counted, counted, (now, then) => {
        const changes = changesBetween(now, then);
        expect(sum(changes.now)).toBe(sum(now.total));
        expect(sum(changes.then)).toBe(sum(then.total));
        expect(sum(changes.change)).toBe(sum(now.total) - sum(then.total));
        expect([changes.sumNow, changes.sumThen]).toEqual([sum(now.total), sum(then.total)]);
      }),
    );
  });

  test('every hexagon of either window is there once, with its own two counts', () => {
    fc.assert(
      fc.property(counted, counted, (now, then) => {
        const changes = changesBetween(now, then);
        expect(new Set(changes.cells)).toEqual(new Set([...now.cells, ...then.cells]));
        expect(changes.cells).toHaveLength(new Set(changes.cells).size);
        changes.cells.forEach((cell, i) => {
          expect(changes.now[i]).toBe(now.total[now.cells.indexOf(cell)] ?? 0);
          expect(changes.then[i]).toBe(then.total[then.cells.indexOf(cell)] ?? 0);
        });
      }),
    );
  });

  test('seen from the other window, every change is its opposite', () => {
    fc.assert(
      fc.property(counted, counted, (now, then) => {
        const there = changesBetween(now, then);
        const back = changesBetween(then, now);
        expect(back.cells).toEqual(there.cells);
        expect(Array.from(back.change)).toEqual(Array.from(there.change, (n) => 0 - n));
      }),
    );
  });

  test('two resolutions are not compared', () => {
    const none = { keys: [], cells: [], total: [] };
    expect(() => changesBetween({ ...none, resolution: 8 }, { ...none, resolution: 9 })).toThrow(
      RangeError,
    );
  });
});

describe('classes of change', () => {
  const history = fc.array(fc.nat(5000), { minLength: 1, maxLength: 80 });
  const share = fc.double({ min: 0.01, max: 1, noNaN: true });

  test('more and fewer are measured alike: classes are symmetric around no change', () => {
    fc.assert(
      fc.property(history, share, fc.integer({ min: -900, max: 900 }), (counts, part, change) => {
        const breaks = changeBreaks(counts, part);
        expect(sideOf(change, breaks) + sideOf(-change, breaks)).toBe(0);
        expect(changeClass(change, breaks) + changeClass(-change, breaks)).toBe(28);
      }),
    );
  });

  test('breaks begin at one and ascend, and a greater change is never in a paler class', () => {
    fc.assert(
      fc.property(history, share, fc.nat(900), fc.nat(900), (counts, part, a, b) => {
        const breaks = changeBreaks(counts, part);
        if (breaks.length) expect(breaks[0]).toBe(1);
        expect(breaks).toEqual([...new Set(breaks)].sort((x, y) => x - y));
        expect(Math.sign(sideOf(a, breaks) - sideOf(b, breaks)) * Math.sign(a - b)).not.toBe(-1);
      }),
    );
  });

  test('no change is its own class, one incident more is not', () => {
    expect(changeClass(0, [1, 8, 20])).toBe(14);
    expect(changeClass(1, [1, 8, 20])).toBe(15);
    expect(changeClass(-20, [1, 8, 20])).toBe(11);
  });
});

describe('the other window', () => {
  test.each([
    ['a year of months, before', 'before', '2025-11-01', '2026-10-31', '2024-11-01', '2025-10-31'],
    ['a quarter, before', 'before', '2026-08-01', '2026-10-31', '2026-05-01', '2026-07-31'],
    ['a month, a year ago', 'year', '2025-02-01', '2025-02-28', '2024-02-01', '2024-02-29'],
    ['some days, before', 'before', '2026-03-05', '2026-03-11', '2026-02-26', '2026-03-04'],
    ['some days, a year ago', 'year', '2026-03-05', '2026-03-11', '2025-03-05', '2025-03-11'],
    ['the 29th of February', 'year', '2024-02-29', '2024-03-02', '2023-02-28', '2023-03-02'],
  ] as const)('%s', (_, by, from, to, first, last) => {
    expect(comparedWindow({ from, to }, by)).toEqual({ from: first, to: last });
  });

  test('the period before ends the day before this one begins', () => {
    const day = fc
      .integer({ min: 10_000, max: 20_000 })
      .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.nat(800), (from, days) => {
        const to = new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
        const before = comparedWindow({ from, to }, 'before');
        expect(windowDays({ from: before.to, to: from })).toBe(2);
      }),
    );
  });

  test('a window that the history holds only in part is not compared with', () => {
    const history = { from: '2023-11-12', to: '2026-10-31' };
    expect(isHeld({ from: '2023-11-01', to: '2024-10-31' }, history)).toBe(true);
    expect(isHeld({ from: '2023-10-01', to: '2024-09-30' }, history)).toBe(false);
    expect(isHeld({ from: '2026-10-01', to: '2026-11-30' }, history)).toBe(false);
  });
});

test('the greatest change leads in either direction, and what did not change is listed last or not at all', () => {
  const changes = changesBetween(
    { resolution: 8, keys: [1, 2, 3], cells: ['a', 'b', 'c'], total: [5, 5, 9] },
    { resolution: 8, keys: [1, 2, 4], cells: ['a', 'b', 'd'], total: [5, 25, 9] },
  );
  expect(rankChanges(changes, 9).map(({ cell, change }) => [cell, change])).toEqual([
    ['b', -20],
    ['c', 9],
    ['d', -9],
  ]);
  expect(rankChanges(changes, 9, true).at(-1)).toMatchObject({ cell: 'a', now: 5, then: 5 });
});
