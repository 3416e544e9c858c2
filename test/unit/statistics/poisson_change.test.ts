/** Change between two counts: R's figures, how often the interval holds, and when there is no verdict. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeBetween } from '#api/statistics/poisson_change.ts';
import { poissonDensity } from '#api/statistics/gamma.ts';

const year = (count: number) => ({ count, exposure: 365 });

describe('The ratio of two counts', () => {
  it('of 11 in 800 and 21 in 3011 is R’s own example of poisson.test', () => {
    // ?poisson.test: lung cancer in Fredericia against three other towns (eba1977), ages 55 to 59
    const { ratio, interval } = changeBetween(
      { count: 21, exposure: 3011 },
      { count: 11, exposure: 800 },
    );
    expect(ratio).toBeCloseTo(1.9714880952380953, 12);
    expect(interval.low).toBeCloseTo(0.8584264033916392, 10);
    expect(interval.high).toBeCloseTo(4.277265943654071, 10);
  });

  it('has R’s interval for small and for large counts', () => {
    for (const [now, before, low, high] of [
      [2, 1, 0.1041175374539277, 117.9943738872309],
      [0, 6, 0, 0.8493111942973233],
      [30, 2, 3.8060880471706175, 129.5357546291971],
      [120, 100, 0.9126057783465223, 1.5807420070202767],
      [207, 110, 1.4861784631409134, 2.3935953613113488],
      [5000, 5200, 0.9247411638118197, 0.999792563630085],
    ] as const) {
      const { interval } = changeBetween(year(before), year(now));
      expect(interval.low).toBeCloseTo(low, 9);
      expect(interval.high / high).toBeCloseTo(1, 9);
    }
  });

  it('holds the truth at least 95 times in 100', () => {
    for (const [before, times] of [
      [4, 1],
      [8, 2],
      [15, 0.5],
    ] as const) {
      let held = 0;
      for (let a = 0; a < 70; a++)
        for (let b = 0; b < 70; b++) {
          const { low, high } = changeBetween(year(a), year(b)).interval;
          if (low <= times && times <= high)
            held += poissonDensity(a, before) * poissonDensity(b, before * times);
        }
      expect(held).toBeGreaterThanOrEqual(0.95 - 1e-9);
    }
  });

  it('turned around is one by the other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 3000 }), (a, b) => {
        const there = changeBetween(year(a), { count: b, exposure: 28 }).interval;
        const back = changeBetween({ count: b, exposure: 28 }, year(a)).interval;
        expect(there.low * back.high).toBeCloseTo(1, 9);
        expect(there.high * back.low).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('The verdict', () => {
  it('of 1 to 2 is too few to tell, and never a percentage', () => {
    expect(changeBetween(year(1), year(2))).toMatchObject({
      verdict: 'too_few_to_tell',
      percent: null,
    });
    expect(changeBetween(year(0), year(9))).toMatchObject({
      verdict: 'too_few_to_tell',
      percent: null,
      ratio: null,
    });
  });

  it('of 0 to 12 is up, without a percentage; of 12 to 0 down', () => {
    expect(changeBetween(year(0), year(12))).toMatchObject({
      verdict: 'up',
      percent: null,
      ratio: null,
      interval: { high: Infinity },
    });
    expect(changeBetween(year(12), year(0))).toMatchObject({ verdict: 'down', percent: null });
  });

  it('of 8 to 11 is too few to tell, not "no change"', () => {
    expect(changeBetween(year(8), year(11)).verdict).toBe('too_few_to_tell');
    expect(changeBetween(year(80), year(110)).verdict).toBe('up');
    expect(changeBetween(year(100), year(110)).verdict).toBe('no_clear_change');
  });

  it('counts over months of different length by their days', () => {
    const february = { count: 280, exposure: 28 };
    const march = { count: 310, exposure: 31 };
    expect(changeBetween(february, march)).toMatchObject({ ratio: 1, percent: 0 });
    expect(changeBetween(february, march).verdict).toBe('no_clear_change');
  });

  it('is consistent with the interval, and gives a percentage only from ten to ten', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (a, b) => {
        const { verdict, interval, percent } = changeBetween(year(a), year(b));
        if (verdict === 'up') expect(interval.low).toBeGreaterThan(1);
        if (verdict === 'down') expect(interval.high).toBeLessThan(1);
        expect(percent === null).toBe(Math.min(a, b) < 10);
      }),
    );
  });

  it('needs exposures', () => {
    expect(() => changeBetween({ count: 1, exposure: 0 }, year(2))).toThrow(/exposures/);
  });
});
