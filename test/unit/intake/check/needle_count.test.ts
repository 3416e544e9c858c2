import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needleCount } from '#api/intake/check/needle_count.ts';

describe('a count of needles', () => {
  it.each([
    ['', 1, null],
    ['needles', 2, null],
    ['Needles and wraps', 2, null],
    ['several', 2, null],
    ['needle', 1, null],
    ['1 needle', 1, 1],
    ['one', 1, 1],
    ['two syringes', 2, 2],
    ['a dozen', 12, 12],
    ['a few', 2, null],
    ['a bag of needles', 2, null],
    ['5-10', 5, 10],
    ['5 to 10', 5, 10],
    ['10–5', 5, 10],
    ['10+', 10, null],
    ['more than 20', 20, null],
    ['about 20', 20, 20],
    ['1,200', 1200, 1200],
    ['3.0', 3, 3],
    ['0', 0, 0],
    ['none found', 0, 0],
    ['No needles', 0, 0],
  ])('%j is at least %i and at most %s', (text, min, max) => {
    expect(needleCount(text)).toEqual({ min, max, text: text.trim() });
  });

  it.each(['-3', '2.5', '07700900123'])('%s is no count', (text) => {
    expect(needleCount(text)).toHaveProperty('reason');
  });

  it('of a range is its lower end, whichever way round it is written', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), (a, b) => {
        expect(needleCount(`${a} - ${b}`)).toMatchObject({
          min: Math.min(a, b),
          max: Math.max(a, b),
        });
      }),
    );
  });
});
