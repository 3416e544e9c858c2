/** Unusual numbers of needles, the finds taken as given. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logGamma } from '#api/statistics/gamma.ts';
import { LEAST_FINDS, needleSpikeOf } from '#api/statistics/needle_spike.ts';
import { randomOf } from '#api/statistics/random.ts';
import { upperTail } from '#api/statistics/spike.ts';
import { overdispersed } from './draws.ts';

const ones = (n: number, needles: number) => Array.from({ length: n }, () => needles);

describe('The tail over several finds at once', () => {
  it('is what one after the other adds up to: the binomial and the beta-binomial, summed by hand', () => {
    const choose = (n: number, k: number) =>
      Math.exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1));
    const beta = (a: number, b: number) => Math.exp(logGamma(a) + logGamma(b) - logGamma(a + b));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 8, max: 60 }),
        fc.constantFrom(0, 0.4, 3.2),
        (total, today, before, phi) => {
          for (let count = 0; count <= total; count++) {
            let sum = 0;
            for (let k = count; k <= total; k++)
              sum +=
                phi === 0
                  ? choose(total, k) *
                    (today / (today + before)) ** k *
                    (before / (today + before)) ** (total - k)
                  : (choose(total, k) * beta(k + today / phi, total - k + before / phi)) /
                    beta(today / phi, before / phi);
            expect(upperTail(count, total, before, phi, today)).toBeCloseTo(sum, 9);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('The needles of a day’s finds', () => {
  const usual = [1, 2, 1, 4, 2, 1, 6, 2, 3, 1, 2, 8, 1, 2, 4, 1, 12, 2];

  it('are unusual where each find holds many more than finds here do, and not where there are many finds', () => {
    expect(needleSpikeOf([100], usual).p).toBeLessThan(1e-4);
    expect(needleSpikeOf([30, 30, 30], usual).p).toBeLessThan(1e-3);
    // twenty usual finds are the business of the count of finds
    expect(needleSpikeOf([...usual, 2, 2], usual).p).toBeGreaterThan(0.2);
    expect(needleSpikeOf([12], usual)).toMatchObject({ finds: 18, usual: 55 / 18 });
    expect(needleSpikeOf([12], usual).p).toBeGreaterThan(0.01);
  });

  it('are held to at least eight finds: below that nothing is tested', () => {
    const reason = 'too_few_finds';
    expect(needleSpikeOf([500], ones(LEAST_FINDS - 1, 1))).toEqual({ p: null, reason });
    expect(needleSpikeOf([], usual)).toEqual({ p: null, reason });
    expect(needleSpikeOf([500], ones(LEAST_FINDS, 1)).p).toBeLessThan(0.001);
  });

  it('one more than finds that held one needle each is no alarm', () => {
    expect(needleSpikeOf([2], ones(40, 1)).p).toBeGreaterThan(0.01);
    expect(needleSpikeOf([1], ones(40, 1)).p).toBe(1);
  });

  it('alert about as often as stated, however uneven bags are', () => {
    const random = randomOf(20261126);
    for (const [mean, phi] of [
      [0.5, 0.4],
      [2, 1.6],
      [4, 3.2],
    ] as const) {
      const draw = () => 1 + overdispersed(random, mean, phi);
      const p = Array.from({ length: 3000 }, (_, i) => {
        const past = Array.from({ length: 8 + (i % 50) }, draw);
        return needleSpikeOf(Array.from({ length: 1 + (i % 3) }, draw), past).p ?? 1;
      });
      for (const level of [0.05, 0.01, 0.001]) {
        const alarms = p.filter((one) => one <= level).length;
        const expected = level * p.length;
        expect(alarms).toBeLessThanOrEqual(expected + 3.5 * Math.sqrt(expected) + 1);
      }
    }
  });
});
