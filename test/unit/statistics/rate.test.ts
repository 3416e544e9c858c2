/** Rates per 1,000 residents: published exact limits, how often they hold, and when there is no rate. */
import { describe, expect, it } from 'vitest';
import { gammaTails, poissonDensity } from '#api/statistics/gamma.ts';
import { poissonInterval, rateOf, ratesOf } from '#api/statistics/rate.ts';

describe('The interval of a count', () => {
  it('is Garwood’s, as published', () => {
    // 95 %: Garwood’s limits as tables print them; 90 and 99 % of 25: GraphPad, "confidence interval of a count"
    for (const [count, low, high] of [
      [0, 0, 3.69],
      [1, 0.03, 5.57],
      [2, 0.24, 7.22],
      [3, 0.62, 8.77],
      [5, 1.62, 11.67],
      [10, 4.8, 18.39],
      [20, 12.22, 30.89],
      [50, 37.11, 65.92],
      [100, 81.36, 121.63],
    ] as const) {
      expect(poissonInterval(count).low).toBeCloseTo(low, 2);
      expect(poissonInterval(count).high).toBeCloseTo(high, 2);
    }
    expect(poissonInterval(25, 0.9).low).toBeCloseTo(17.38, 2);
    expect(poissonInterval(25, 0.9).high).toBeCloseTo(34.92, 2);
    expect(poissonInterval(25, 0.99).low).toBeCloseTo(14.0, 2);
    expect(poissonInterval(25, 0.99).high).toBeCloseTo(41.0, 2);
  });

  it('is R’s poisson.test to its digits, also for a force’s year', () => {
    const { low, high } = poissonInterval(102_105);
    expect(low).toBeCloseTo(101479.66328787112, 6);
    expect(high).toBeCloseTo(102733.23408353506, 6);
    expect(poissonInterval(0).high).toBeCloseTo(3.6888794541139354, 12);
  });

  it('holds the mean at least 95 times in 100, whatever the mean', () => {
    for (const mean of [0.1, 0.5, 1, 3.3, 7, 20, 55.5]) {
      let held = 0;
      for (let count = 0; count < 200; count++) {
        const { low, high } = poissonInterval(count);
        if (low <= mean && mean <= high) held += poissonDensity(count, mean);
      }
      expect(held).toBeGreaterThanOrEqual(0.95);
      expect(gammaTails(200, mean).lower).toBeLessThan(1e-6);
    }
  });
});

describe('A rate', () => {
  it('is per 1,000 residents, with its interval', () => {
    const rate = rateOf(10, 2000);
    expect(rate).toMatchObject({ rate: 5, note: null });
    if (rate.rate === null) throw new Error('no rate');
    expect(rate.interval.low).toBeCloseTo(2.397694348066217, 10);
    expect(rate.interval.high).toBeCloseTo(9.19517802100889, 10);
  });

  it('is not given where fewer than a hundred live, nor where nobody counted them', () => {
    expect(rateOf(10, 99.9)).toEqual({ rate: null, reason: 'too_few_residents' });
    expect(rateOf(10, 0)).toEqual({ rate: null, reason: 'too_few_residents' });
    expect(rateOf(10, NaN)).toEqual({ rate: null, reason: 'residents_unknown' });
    expect(rateOf(10, 100)).toMatchObject({ rate: 100 });
    expect(rateOf(1, 0, 0)).toEqual({ rate: null, reason: 'too_few_residents' });
  });

  it('in a town centre notes that more come than live there', () => {
    expect(rateOf(150, 1000)).toMatchObject({ rate: 150, note: 'visitors' });
    expect(rateOf(100, 1000)).toMatchObject({ rate: 100, note: null });
  });

  it('leaves a map where there is none, and zero incidents among many is a rate', () => {
    const rates = ratesOf(Float64Array.of(3, 0, 3, 3), Float64Array.of(1500, 1500, 20, NaN));
    expect([...rates]).toEqual([2, 0, NaN, NaN]);
  });
});
