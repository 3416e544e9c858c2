import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatGridReference, parseGridReference } from '#api/geo/grid_reference.ts';

describe('a grid reference', () => {
  it.each([
    ['SO 849 548', 384_950, 254_850, 100],
    ['SU372155', 437_250, 115_550, 100],
    ['TQ 12345 67890', 512_345.5, 167_890.5, 1],
    ['so85', 385_000, 255_000, 10_000],
    ['NN 1667 7128', 216_675, 771_285, 10],
    ['SV 00 00', 500, 500, 1000],
    ['HP 6 1', 465_000, 1_215_000, 10_000],
  ])('%s is the centre of its square', (text, easting, northing, size) => {
    expect(parseGridReference(text)).toEqual({ easting, northing, size });
  });

  it.each([
    ['', 'is not a grid reference'],
    ['SO', 'is not a grid reference'],
    ['849 548', 'is not a grid reference'],
    ['SI 849 548', 'starts with SI'],
    ['AA 12 34', 'starts with AA'],
    ['SO 849 54', 'as many digits'],
    ['SO 84954', 'as many digits'],
    ['SO 123456 123456', 'more than ten digits'],
  ])('%j is refused in words', (text, words) => {
    expect(parseGridReference(text)).toEqual({ reason: expect.stringContaining(words) });
  });

  it('names the square its point lies in, whatever its precision', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 699_999 }),
        fc.integer({ min: 0, max: 1_299_999 }),
        fc.constantFrom(2, 4, 6, 8, 10),
        (easting, northing, digits) => {
          const text = formatGridReference({ easting, northing }, digits);
          const square = parseGridReference(text);
          if ('reason' in square) throw new Error(`${text} ${square.reason}`);
          expect(Math.abs(square.easting - easting)).toBeLessThanOrEqual(square.size / 2);
          expect(Math.abs(square.northing - northing)).toBeLessThanOrEqual(square.size / 2);
          expect(formatGridReference(square, digits)).toBe(text);
        },
      ),
    );
  });

  it('refuses to name a square where there is no grid', () => {
    expect(() => formatGridReference({ easting: -1, northing: 0 })).toThrow(RangeError);
  });
});
