/** The part of a matrix that `npm test` asks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSampling, sample } from '#test/support/matrix_sample.ts';

const CALLERS = ['alice', 'bob', 'chelsea', 'dev', 'erin', 'frank', 'grace', 'heidi'].map(
  (name, i) => ({ name, kinds: [`role ${i % 3}`, `session ${i % 2}`] }),
);
const of = (about: string) => ({
  about,
  nameOf: ({ name }: (typeof CALLERS)[number]) => name,
  kindsOf: ({ kinds }: (typeof CALLERS)[number]) => kinds,
});
const part = (about: string, seed: number) => sample(CALLERS, { full: false, seed }, of(about));

describe('A sample', () => {
  it('has one of every kind at least, in the order of the list', () => {
    fc.assert(
      fc.property(fc.integer(), fc.string(), (seed, about) => {
        const kept = part(about, seed);
        const kinds = new Set(CALLERS.flatMap((one) => one.kinds));
        expect(new Set(kept.flatMap((one) => one.kinds))).toEqual(kinds);
        expect(kept).toEqual(CALLERS.filter((one) => kept.includes(one)));
      }),
    );
  });

  it('is the same for the same seed and name, and another for others', () => {
    expect(part('GET /api/finds', 7)).toEqual(part('GET /api/finds', 7));
    const seeds = Array.from({ length: 20 }, (_, seed) => part('GET /api/finds', seed));
    expect(new Set(seeds.map((kept) => JSON.stringify(kept))).size).toBeGreaterThan(3);
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => part(name, 7));
    expect(new Set(names.map((kept) => JSON.stringify(kept))).size).toBeGreaterThan(3);
  });

  it('over many seeds leaves nobody out', () => {
    const met = new Set(Array.from({ length: 50 }, (_, seed) => part('any', seed)).flat());
    expect(met.size).toBe(CALLERS.length);
  });

  it('is everything in the full run', () => {
    expect(sample(CALLERS, { full: true, seed: 1 }, of('any'))).toEqual(CALLERS);
  });
});

describe('What the runner says', () => {
  it('is everything, unless it says otherwise', () => {
    expect(readSampling({})).toEqual({ full: true, seed: 1 });
    expect(readSampling({ TEST_SCOPE: 'sample', TEST_SEED: '123' })).toEqual({
      full: false,
      seed: 123,
    });
  });

  it('is refused where it is neither', () => {
    expect(() => readSampling({ TEST_SCOPE: 'some' })).toThrow('TEST_SCOPE');
    expect(() => readSampling({ TEST_SEED: 'x' })).toThrow('TEST_SEED');
  });
});
