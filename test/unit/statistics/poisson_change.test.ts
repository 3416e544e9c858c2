/** Change between two counts: beside R's figures, how often the interval leaves 1 out of unchanged pairs, and when there is no verdict. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeBetween } from '#api/statistics/poisson_change.ts';
import { betaTails } from '#api/statistics/beta.ts';
import { poissonDensity } from '#api/statistics/gamma.ts';
import { randomOf } from '#api/statistics/random.ts';
import { overdispersed } from './draws.ts';

const year = (count: number) => ({ count, exposure: 365 });

/** Poisson counts. */
const CHANCE = 1;

describe('The ratio of two counts', () => {
  it('of 11 in 800 and 21 in 3011 is R’s own example of poisson.test, and its interval lies in R’s exact one', () => {
    // ?poisson.test: lung cancer in Fredericia against three other towns (eba1977), ages 55 to 59
    const { ratio, interval } = changeBetween(
      { count: 21, exposure: 3011 },
      { count: 11, exposure: 800 },
      CHANCE,
    );
    expect(ratio).toBeCloseTo(1.9714880952380953, 12);
    // the exact one: 0.858 to 4.277
    expect(interval.low).toBeGreaterThan(0.8584264033916392);
    expect(interval.low).toBeLessThan(0.97);
    expect(interval.high).toBeLessThan(4.277265943654071);
    expect(interval.high).toBeGreaterThan(3.8);
  });

  it('lies inside R’s exact interval, and close to it where counts are large', () => {
    for (const [now, before, low, high, close] of [
      [2, 1, 0.1041175374539277, 117.9943738872309, 1.2],
      [30, 2, 3.8060880471706175, 129.5357546291971, 0.6],
      [120, 100, 0.9126057783465223, 1.5807420070202767, 0.02],
      [207, 110, 1.4861784631409134, 2.3935953613113488, 0.02],
      [5000, 5200, 0.9247411638118197, 0.999792563630085, 0.0005],
    ] as const) {
      const { interval } = changeBetween(year(before), year(now), CHANCE);
      expect(interval.low).toBeGreaterThan(low);
      expect(interval.high).toBeLessThan(high);
      expect(interval.low / low - 1).toBeLessThan(close);
      expect(1 - interval.high / high).toBeLessThan(close);
    }
  });

  it('is that of Jeffreys: the odds of quantiles of a beta with a half on each side', () => {
    // a share of 7 in 20 (Brown, Cai & DasGupta 2001): I(x; 7.5, 13.5) is .025 and .975 at its ends
    const { low, high } = changeBetween(year(13), year(7), CHANCE).interval;
    expect(betaTails(low / (1 + low), 7.5, 13.5).lower).toBeCloseTo(0.025, 12);
    expect(betaTails(high / (1 + high), 7.5, 13.5).upper).toBeCloseTo(0.025, 12);
  });

  it('varying ψ times as much is that of the counts by ψ', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), fc.integer({ min: 1, max: 6 }), (a, b, psi) => {
        const wide = changeBetween(year(a * psi), year(b * psi), psi).interval;
        expect(wide).toEqual(changeBetween(year(a), year(b), CHANCE).interval);
        const narrow = changeBetween(year(a * psi), year(b * psi), CHANCE).interval;
        expect(wide.low).toBeLessThanOrEqual(narrow.low);
        expect(wide.high).toBeGreaterThanOrEqual(narrow.high);
      }),
    );
  });

  it.each([10, 15, 25, 60])(
    'of two Poisson counts of mean %i leaves 1 out in 4 to 6 % of unchanged pairs: added up, not simulated',
    (mean) => {
      let left = 0;
      const most = Math.ceil(mean + 8 * Math.sqrt(mean));
      for (let a = 0; a < most; a++)
        for (let b = 0; b < most; b++) {
          const { low, high } = changeBetween(year(a), year(b), CHANCE).interval;
          if (low > 1 || high < 1) left += poissonDensity(a, mean) * poissonDensity(b, mean);
        }
      expect(left).toBeGreaterThan(0.04);
      expect(left).toBeLessThan(0.06);
    },
  );

  it.each([10, 25, 80])(
    'of counts of mean %i that vary 1.8 times as much, too; as if they were Poisson it left 1 out in three times as many',
    (mean) => {
      const random = randomOf(20_261_130);
      const runs = 6_000;
      let [left, naive] = [0, 0];
      for (let run = 0; run < runs; run++) {
        const draw = () => year(overdispersed(random, mean, 0.8 / mean));
        const [before, now] = [draw(), draw()];
        const leavesOut = (psi: number): boolean => {
          const { low, high } = changeBetween(before, now, psi).interval;
          return low > 1 || high < 1;
        };
        if (leavesOut(1.8)) left++;
        if (leavesOut(CHANCE)) naive++;
      }
      expect(left / runs).toBeGreaterThan(0.04);
      expect(left / runs).toBeLessThan(0.06);
      expect(naive / runs).toBeGreaterThan(0.12);
    },
  );

  it('turned around is one by the other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 3000 }), (a, b) => {
        const there = changeBetween(year(a), { count: b, exposure: 28 }, CHANCE).interval;
        const back = changeBetween({ count: b, exposure: 28 }, year(a), CHANCE).interval;
        expect(there.low * back.high).toBeCloseTo(1, 9);
        expect(there.high * back.low).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('The verdict', () => {
  it('of 1 to 2 is too few to tell, and never a percentage', () => {
    expect(changeBetween(year(1), year(2), CHANCE)).toMatchObject({
      verdict: 'too_few_to_tell',
      percent: null,
    });
    expect(changeBetween(year(0), year(9), CHANCE)).toMatchObject({
      verdict: 'too_few_to_tell',
      percent: null,
      ratio: null,
    });
  });

  it('of 0 to 12 is up, without a percentage; of 12 to 0 down', () => {
    expect(changeBetween(year(0), year(12), CHANCE)).toMatchObject({
      verdict: 'up',
      percent: null,
      ratio: null,
      interval: { high: Infinity },
    });
    expect(changeBetween(year(12), year(0), CHANCE)).toMatchObject({
      verdict: 'down',
      percent: null,
    });
  });

  it('of 8 to 11 is too few to tell, not "no change"', () => {
    expect(changeBetween(year(8), year(11), CHANCE).verdict).toBe('too_few_to_tell');
    expect(changeBetween(year(80), year(110), CHANCE).verdict).toBe('up');
    expect(changeBetween(year(100), year(110), CHANCE).verdict).toBe('no_clear_change');
  });

  it('counts over months of different length by their days', () => {
    const february = { count: 280, exposure: 28 };
    const march = { count: 310, exposure: 31 };
    expect(changeBetween(february, march, CHANCE)).toMatchObject({ ratio: 1, percent: 0 });
    expect(changeBetween(february, march, CHANCE).verdict).toBe('no_clear_change');
  });

  it('is consistent with the interval, and gives a percentage only from ten to ten', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (a, b) => {
        const { verdict, interval, percent } = changeBetween(year(a), year(b), CHANCE);
        if (verdict === 'up') expect(interval.low).toBeGreaterThan(1);
        if (verdict === 'down') expect(interval.high).toBeLessThan(1);
        expect(percent === null).toBe(Math.min(a, b) < 10);
      }),
    );
  });

  it('needs exposures, and counts that vary at least as chance does', () => {
    expect(() => changeBetween({ count: 1, exposure: 0 }, year(2), CHANCE)).toThrow(/exposures/);
    expect(() => changeBetween(year(1), year(2), 0.9)).toThrow(/0.9/);
  });
});
