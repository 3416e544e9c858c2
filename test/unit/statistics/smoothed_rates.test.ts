/** Rates: few people say little, and no place is hot on three incidents. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexNeighbours } from '#api/statistics/hex_neighbours.ts';
import { LEAST_FOR_HOT_RATE, testHotspots } from '#api/statistics/hotspot_test.ts';
import { sumsOf } from '#api/statistics/more_than_usual.ts';
import { randomOf } from '#api/statistics/random.ts';
import { smoothedRates } from '#api/statistics/smoothed_rates.ts';
import { diskKeys, poisson } from './draws.ts';

describe('A smoothed rate', () => {
  it('is Marshall’s, worked out by hand', () => {
    // the whole: 40 of 1,000; variance (400·.005² + 400·.01² + 200·.03²… ) / 1,000 about .04
    const counts = Float64Array.of(14, 12, 14);
    const residents = Float64Array.of(400, 400, 200);
    const variance = (400 * 0.005 ** 2 + 400 * 0.01 ** 2 + 200 * 0.03 ** 2) / 1000;
    const between = variance - 0.04 / (1000 / 3);
    const expected = [14 / 400, 12 / 400, 14 / 200].map((rate, i) => {
      const own = between + 0.04 / (residents[i] ?? 0);
      return 0.04 + (between / own) * (rate - 0.04);
    });
    smoothedRates(counts, residents).forEach((rate, i) =>
      expect(rate).toBeCloseTo(expected[i] ?? NaN, 15),
    );
  });

  it('lies between the place’s own and the whole’s, nearer to its own the more people it is of', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 5000 })), {
          minLength: 3,
          maxLength: 40,
        }),
        (places) => {
          const counts = Float64Array.from(places, ([n]) => n);
          const residents = Float64Array.from(places, ([, people]) => people);
          const total = (of: Float64Array) => of.reduce((sum, one) => sum + one, 0);
          const whole = total(counts) / total(residents);
          smoothedRates(counts, residents).forEach((rate, i) => {
            const own = (counts[i] ?? 0) / (residents[i] ?? 1);
            expect(rate).toBeGreaterThanOrEqual(Math.min(own, whole) - 1e-12);
            expect(rate).toBeLessThanOrEqual(Math.max(own, whole) + 1e-12);
          });
        },
      ),
    );
  });

  it('of a place without people, or not delivered, is none', () => {
    const rates = smoothedRates(Float64Array.of(3, NaN, 5, 9), Float64Array.of(NaN, 200, 0, 400));
    expect(Array.from(rates.slice(0, 3))).toEqual([NaN, NaN, NaN]);
    expect(rates[3]).toBeCloseTo(9 / 400, 12);
  });
});

describe('A rate', () => {
  const keys = diskKeys(9);
  const neighbours = hexNeighbours(keys, 9);

  it('is never hot on three incidents, or four, whoever lives there', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.double({ min: 0.00001, max: 0.2, noNaN: true }),
        fc.integer({ min: 100, max: 400 }),
        fc.nat(keys.length - 1),
        (seed, rate, least, planted) => {
          const random = randomOf(seed);
          const residents = keys.map(() => (random() % 3 === 0 ? least : 100 + (random() % 3000)));
          const counts = residents.map((people) => poisson(random, Math.min(40, people * rate)));
          counts[planted] = 3;
          residents[planted] = 102;
          const tested = testHotspots(counts, neighbours, residents);
          if ('reason' in tested) return;
          const sums = sumsOf(counts, neighbours);
          for (const [i, name] of tested.classes.entries())
            if (name.startsWith('hot_')) expect(sums[i]).toBeGreaterThanOrEqual(LEAST_FOR_HOT_RATE);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('of 3 among 102 residents alone in the country is not hot; 60 among 600 are', () => {
    const random = randomOf(11);
    const centre = 120;
    const around = [
      ...neighbours.of.subarray(neighbours.starts[centre], neighbours.starts[centre + 1]),
    ];
    const residents = keys.map((_, i) => (around.includes(i) ? 10 : 1000));
    residents[centre] = 102;
    const counts = residents.map((people) => poisson(random, people * 0.001));
    for (const i of around) counts[i] = 0;
    counts[centre] = 3;
    const classAt = (): string | undefined => {
      const tested = testHotspots(counts, neighbours, residents);
      if ('reason' in tested) throw new Error(tested.reason);
      return tested.classes[centre];
    };
    expect(classAt()).toBe('none');
    residents[centre] = 600;
    counts[centre] = 60;
    expect(classAt()).toBe('hot_99');
  });
});
