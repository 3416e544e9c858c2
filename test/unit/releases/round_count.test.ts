import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countsPublishedAs } from '#api/releases/published_figures.ts';
import { roundCount } from '#api/releases/round_count.ts';

describe('A count, as the public reads it', () => {
  it('is “0 to 4” or the nearest 5', () => {
    expect([0, 1, 2, 3, 4].map(roundCount)).toEqual(Array(5).fill('0 to 4'));
    expect([5, 6, 7, 8, 12, 13, 101, 102, 103].map(roundCount)).toEqual([
      5, 5, 5, 10, 10, 15, 100, 100, 105,
    ]);
  });

  it('may have been any of at least three counts, and the reader can say which', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100_000 }), (count) => {
        const [low, high] = countsPublishedAs(roundCount(count));
        expect(high - low).toBeGreaterThanOrEqual(2);
        for (let n = low; n <= high; n++) expect(roundCount(n)).toBe(roundCount(count));
        if (low > 0) expect(roundCount(low - 1)).not.toBe(roundCount(count));
        expect(roundCount(high + 1)).not.toBe(roundCount(count));
      }),
    );
  });

  it('is of whole incidents', () => {
    for (const wrong of [-1, 2.5, NaN, Infinity])
      expect(() => roundCount(wrong)).toThrow(/is not a count/);
  });
});
