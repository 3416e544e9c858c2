/** More than usual: exact tails, and what takes no part. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexNeighbours } from '#api/statistics/hex_neighbours.ts';
import { LEAST_EVER, sumsOf, testUsual, usualTail } from '#api/statistics/more_than_usual.ts';
import { randomOf } from '#api/statistics/random.ts';
import { diskKeys, overdispersed, poisson } from './draws.ts';

const choose = (n: bigint, k: bigint): bigint => {
  let ways = 1n;
  for (let i = 1n; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
};
/** x(x + 1)…(x + k − 1). */
const rising = (x: bigint, k: bigint): bigint => {
  let product = 1n;
  for (let i = 0n; i < k; i++) product *= x + i;
  return product;
};
/** A fraction to 17 digits. */
const decimal = (numerator: bigint, denominator: bigint): number =>
  Number((numerator * 10n ** 40n) / denominator) / 1e40;

/** Σ C(t, k)·(a)ₖ·(b)ₜ₋ₖ / (a + b)ₜ from k = n: the beta-binomial's tail in whole numbers. */
function exactTail(n: number, total: number, a: number, b: number): number {
  const [t, alpha, beta] = [BigInt(total), BigInt(a), BigInt(b)];
  let sum = 0n;
  for (let k = BigInt(n); k <= t; k++) sum += choose(t, k) * rising(alpha, k) * rising(beta, t - k);
  return decimal(sum, rising(alpha + beta, t));
}

describe('The tail of more than usual', () => {
  it('is the beta-binomial’s, in whole numbers', () => {
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.nat(120),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 6 }),
        (n, before, windows, a) => {
          const total = n + before;
          if (total === 0) return;
          // the ψ whose negative binomial has the shape a
          const psi = 1 + total / (windows + 1) / a;
          const exact = exactTail(n, total, a, a * windows);
          const told = usualTail(n, before, windows, () => psi);
          expect(Math.abs(told - exact)).toBeLessThanOrEqual(1e-11 * exact + 1e-300);
        },
      ),
    );
  });

  it('of Poisson counts is the binomial’s', () => {
    for (const [n, before, windows] of [
      [5, 0, 2],
      [12, 30, 6],
      [40, 200, 11],
    ] as const) {
      let sum = 0n;
      const t = BigInt(n + before);
      for (let k = BigInt(n); k <= t; k++) sum += choose(t, k) * BigInt(windows) ** (t - k);
      const exact = decimal(sum, BigInt(windows + 1) ** t);
      expect(usualTail(n, before, windows, () => 1) / exact).toBeCloseTo(1, 11);
    }
  });

  it('is less sure of the same counts where counts vary more', () => {
    const at = (psi: number) => usualTail(30, 120, 8, () => psi);
    expect(at(1)).toBeLessThan(at(1.8));
    expect(at(1.8)).toBeLessThan(at(4));
  });

  it('falls below 5 % at most 5 % of the time, where a variance of 1.8 times the mean is known', () => {
    const random = randomOf(20_261_130);
    for (const mean of [3, 12, 60]) {
      let rejected = 0;
      const runs = 4_000;
      for (let run = 0; run < runs; run++) {
        const draw = () => overdispersed(random, mean, 0.8 / mean);
        const now = draw();
        const before = Array.from({ length: 6 }, draw).reduce((sum, n) => sum + n, 0);
        if (now + before > 0 && usualTail(now, before, 6, () => 1.8) <= 0.05) rejected++;
      }
      expect(rejected / runs).toBeLessThanOrEqual(0.06);
    }
  });
});

describe('A county against its own past', () => {
  const keys = diskKeys(12);
  const neighbours = hexNeighbours(keys, 9);
  const random = randomOf(7);
  const month = (mean = 1.5) => ({ counts: keys.map(() => poisson(random, mean)), days: 30 });
  const earlier = Array.from({ length: 6 }, () => month());

  it('shows the place where it became three times as much, and not the busiest one', () => {
    // one place is always busy
    const busy = [100, 101, 102];
    const windows = [...earlier, month()].map(({ counts, days }) => ({
      days,
      counts: counts.map((n, i) => (busy.includes(i) ? n + 40 : n)),
    }));
    const now = windows.pop();
    if (!now) throw new Error('no window is left');
    const centre = 300;
    const around = neighbours.of.subarray(neighbours.starts[centre], neighbours.starts[centre + 1]);
    for (const i of around) now.counts[i] = (now.counts[i] ?? 0) + 4;
    const { classes, here, usual } = testUsual(now, windows, neighbours);
    expect(classes[centre]).toBe('hot_99');
    expect((here[centre] ?? 0) / (usual[centre] ?? 1)).toBeGreaterThan(2);
    for (const i of busy) expect(classes[i]).toBe('none');
  });

  it('tests no place with fewer than five, now and before; what is missing now is in nobody’s sum', () => {
    const empty = { counts: keys.map(() => 0), days: 30 };
    const one = keys.map((_, i) => (i === 50 ? LEAST_EVER - 1 : i === 200 ? LEAST_EVER : 0));
    const tested = testUsual({ counts: one, days: 30 }, [empty, empty], neighbours);
    expect(tested.p[50]).toBeNaN();
    expect(tested.classes[50]).toBe('none');
    expect(tested.p[200]).toBeGreaterThan(0);
    const gap = one.map((n, i) => (i === 200 ? NaN : n));
    const without = testUsual({ counts: gap, days: 30 }, [{ counts: one, days: 30 }], neighbours);
    expect(without.classes[200]).toBe('untested');
    expect(without.usual.every((n) => Number.isNaN(n) || n <= LEAST_EVER - 1)).toBe(true);
  });

  it('counts over windows of different length by their days', () => {
    const june = { counts: keys.map(() => 30), days: 30 };
    const july = { counts: keys.map(() => 31), days: 31 };
    const { usual, here } = testUsual(july, [june], neighbours);
    expect(usual[0]).toBeCloseTo(here[0] ?? NaN, 9);
  });

  it('sums are of the place and its neighbours inside the area', () => {
    const ones = keys.map(() => 1);
    expect(Math.max(...sumsOf(ones, neighbours))).toBe(7);
    expect(Math.min(...sumsOf(ones, neighbours))).toBe(4);
  });
});
