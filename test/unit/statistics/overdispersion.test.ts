/** How much more than Poisson: found where it was put in, and not misled by the few places that did change. */
import { describe, expect, it } from 'vitest';
import { overdispersionBySize, pooledOverdispersion } from '#api/statistics/overdispersion.ts';
import { randomOf } from '#api/statistics/random.ts';
import { overdispersed } from './draws.ts';

const PLACES = 400;
/** Months of places of 2 to 80 a month, whose variance is ψ times their mean. */
function months(psi: number, seed: number, n = 12): Float64Array[] {
  const random = randomOf(seed);
  const means = Float64Array.from({ length: PLACES }, (_, i) => 2 + (78 * i) / PLACES);
  return Array.from({ length: n }, (_, month) =>
    // the county has its own course
    means.map((mean) =>
      overdispersed(random, mean * (1 + 0.2 * Math.sin(month)), (psi - 1) / mean),
    ),
  );
}

describe('Overdispersion', () => {
  it.each([1, 1.8, 3])('of %f is found, the county’s own course taken out', (psi) => {
    const found = pooledOverdispersion(months(psi, 1));
    expect(found?.psi).toBeGreaterThan(psi * 0.93);
    expect(found?.psi).toBeLessThan(psi * 1.07);
    expect([found?.windows, (found?.places ?? 0) > 300]).toEqual([12, true]);
  });

  it('is not known from two windows or from few places with ten a window', () => {
    expect(pooledOverdispersion(months(1.8, 2, 2))).toBeNull();
    expect(pooledOverdispersion(months(1.8, 2).map((one) => one.subarray(0, 50)))).toBeNull();
    expect(pooledOverdispersion([])).toBeNull();
  });

  it('by size is not moved far by one place in twenty that changed', () => {
    const random = randomOf(3);
    const windows = Array.from({ length: 8 }, () =>
      Float64Array.from({ length: 300 }, () => overdispersed(random, 20, 0.8 / 20)),
    );
    const days = windows.map(() => 30);
    const before = overdispersionBySize(windows, days)(20);
    expect(before).toBeGreaterThan(1.6);
    expect(before).toBeLessThan(2);
    for (const [w, counts] of windows.entries())
      for (let i = 0; i < 15; i++) counts[i] = w > 5 ? 90 : 5;
    expect(overdispersionBySize(windows, days)(20)).toBeLessThan(2.3);
  });

  it('of one window alone, or of nothing, is Poisson’s', () => {
    expect(overdispersionBySize([Float64Array.of(1, 2)], [30])(3)).toBe(1);
    expect(overdispersionBySize([new Float64Array(9), new Float64Array(9)], [30, 30])(3)).toBe(1);
  });
});
