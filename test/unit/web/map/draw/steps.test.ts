import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepBreaks, stepClass, stepLabels } from '#web/screens/map/draw/steps.ts';
import { rateFigure } from '#web/screens/map/significance/rates/words.ts';

const words = {
  figure: rateFigure,
  below: (most: string) => `below ${most}`,
  more: (least: string) => `${least} or more`,
  all: 'more than none',
};

test('classes ascend from nothing, and every value above nothing has one', () => {
  const value = fc.double({ min: 0, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 300 }), (values) => {
      const breaks = stepBreaks(values);
      breaks.forEach((least, i) => {
        if (i > 0) expect(least).toBeGreaterThan(breaks[i - 1] ?? NaN);
      });
      expect(breaks.length).toBeLessThanOrEqual(6);
      for (const one of values) {
        const at = stepClass(one, breaks);
        if (one > 0) expect(at).toBeGreaterThan(0);
        else expect(at).toBe(0);
        expect(at).toBeLessThanOrEqual(breaks.length);
      }
    }),
  );
});

test('a legend says the ends of each with two digits', () => {
  expect(stepLabels([0, 1.2, 45, 150], words)).toEqual([
    'below 1.2',
    '1.2–45',
    '45–150',
    '150 or more',
  ]);
  expect(stepLabels([0], words)).toEqual(['more than none']);
  expect(stepLabels(stepBreaks([]), words)).toEqual([]);
});
