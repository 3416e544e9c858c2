import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CLASSES,
  classLabels,
  classOf,
  naturalBreaks,
  windowBreaks,
} from '#web/screens/map/draw/breaks.ts';

const counts = fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 400 });

describe('natural breaks', () => {
  test('values that stand in clear groups are cut between the groups', () => {
    expect(naturalBreaks([1, 2, 1, 2, 30, 31, 33, 400, 410], 3)).toEqual([1, 30, 400]);
  });

  test('no partition of a short list has less squared deviation', () => {
    const cost = (values: number[], starts: readonly number[]) => {
      const groups = starts.map((start, i) =>
        values.filter((value) => value >= start && value < (starts[i + 1] ?? Infinity)),
      );
      return groups.reduce((total, group) => {
        const mean = group.reduce((sum, value) => sum + value, 0) / Math.max(1, group.length);
        return total + group.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      }, 0);
    };
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 4, maxLength: 9 }),
        (list) => {
          const values = [...list].sort((a, b) => a - b);
          const best = cost(values, naturalBreaks(values, 3));
          for (let i = 1; i < values.length - 1; i++) {
            for (let j = i + 1; j < values.length; j++) {
              const starts = [0, i, j].map((at) => values[at] ?? 0);
              expect(best).toBeLessThanOrEqual(cost(values, starts) + 1e-6);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a hundred thousand different counts are thinned first: the search, quadratic in them, would not end', () => {
    const values = Float64Array.from({ length: 100_000 }, (_, i) => (i + 1) ** 1.3);
    expect(naturalBreaks(values, 6)).toHaveLength(6);
  });
});

describe('the legend of a window', () => {
  test('classes begin at one incident, rise, and hold every count', () => {
    fc.assert(
      fc.property(counts, fc.double({ min: 0.001, max: 1, noNaN: true }), (list, share) => {
        const breaks = windowBreaks(list, share);
        expect(breaks.length).toBeLessThanOrEqual(CLASSES);
        if (list.some((n) => n > 0)) expect(breaks[0]).toBe(1);
        for (let i = 1; i < breaks.length; i++) {
          expect(breaks[i]).toBeGreaterThan(breaks[i - 1] ?? 0);
        }
        for (const n of list) {
          const found = classOf(n, breaks);
          expect(found > 0).toBe(n > 0);
          if (found > 0) expect(breaks[found - 1]).toBeLessThanOrEqual(n);
          if (found < breaks.length && found > 0) expect(breaks[found]).toBeGreaterThan(n);
        }
      }),
    );
  });

  test('more incidents are never a lighter class', () => {
    fc.assert(
      fc.property(counts, fc.nat(6000), fc.nat(6000), (list, a, b) => {
        const breaks = windowBreaks(list, 0.3);
        expect(classOf(Math.max(a, b), breaks)).toBeGreaterThanOrEqual(
          classOf(Math.min(a, b), breaks),
        );
      }),
    );
  });

  test('it is written so that a person can read it aloud', () => {
    expect(classLabels([1, 2, 5, 12], (n) => `${n} or more`)).toEqual([
      '1',
      '2–4',
      '5–11',
      '12 or more',
    ]);
  });
});
