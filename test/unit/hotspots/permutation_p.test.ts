/** The exact p of Gi*: every way of dealing the counts, and what it says where there is nothing to find. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustedP } from '#api/hotspots/benjamini_hochberg.ts';
import { giStar } from '#api/hotspots/gi_star.ts';
import { hexNeighbours } from '#api/hotspots/hex_neighbours.ts';
import { twoSidedP } from '#api/hotspots/normal.ts';
import { permutationP } from '#api/hotspots/permutation_p.ts';
import { randomOf } from '#api/hotspots/random.ts';
import { dealt, diskKeys } from './draws.ts';

/** Sums of every choice of w of the values. */
const sumsOf = (values: readonly number[], w: number): number[] =>
  w === 0
    ? [0]
    : values.flatMap((value, i) => sumsOf(values.slice(i + 1), w - 1).map((sum) => sum + value));

const ring = (n: number, band: number) => ({
  starts: Uint32Array.from({ length: n + 1 }, (_, i) => i * band),
  of: Uint32Array.from({ length: n * band }, (_, at) => (Math.floor(at / band) + (at % band)) % n),
});

describe('The exact p', () => {
  it('is that of every way to deal the counts, written out', () => {
    const counts = fc.array(fc.nat({ max: 6 }), { minLength: 4, maxLength: 9 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 3 }), (list, w) => {
        const n = list.length;
        const p = permutationP(Float64Array.from(list), ring(n, w));
        const sums = sumsOf(list, w);
        const mean = (list.reduce((a, b) => a + b, 0) * w) / n;
        list.forEach((_, i) => {
          let here = 0;
          for (let step = 0; step < w; step++) here += list[(i + step) % n] ?? 0;
          const tail = sums.filter((sum) => (here > mean ? sum >= here : sum <= here)).length;
          expect(p[i]).toBeCloseTo(Math.min(1, (2 * tail) / sums.length), 10);
        });
      }),
    );
  });

  it('comes to the normal p of z, half an incident nearer to the mean, where counts are many', () => {
    const keys = diskKeys(12);
    const neighbours = hexNeighbours(keys, 9);
    const counts = dealt(randomOf(8), keys.length, keys.length * 120);
    const exact = permutationP(counts, neighbours);
    giStar(counts, neighbours).forEach((z, i) => {
      const band = neighbours.of.subarray(neighbours.starts[i], neighbours.starts[i + 1]);
      const away = Math.abs(band.reduce((sum, j) => sum + (counts[j] ?? 0), 0) - 120 * band.length);
      const nearer = away > 0.5 ? (z * (away - 0.5)) / away : 0;
      expect(Math.abs((exact[i] ?? NaN) - twoSidedP(nearer))).toBeLessThan(0.01);
    });
  });

  it('has no floor: a place far above all others among two thousand passes any cut', () => {
    const keys = diskKeys(26);
    const counts = dealt(randomOf(8), keys.length, 400);
    const neighbours = hexNeighbours(keys, 9);
    for (let at = neighbours.starts[1000] ?? 0; at < (neighbours.starts[1001] ?? 0); at++)
      counts[neighbours.of[at] ?? 0] = 6;
    expect(permutationP(counts, neighbours)[1000]).toBeLessThan(1e-9);
    expect(adjustedP(permutationP(counts, neighbours))[1000]).toBeLessThan(1e-6);
  });

  it('of rates, of which no two sums are the same, is that of every way to deal them', () => {
    const rates = [3.1, 0.02, 5.47, 1.33, 1.71, 2.2, 0, 4.05, 8.6, 0.4];
    const sums = sumsOf(rates, 3);
    const p = permutationP(Float64Array.from(rates), ring(10, 3));
    rates.forEach((_, i) => {
      const here = [0, 1, 2].reduce((sum, step) => sum + (rates[(i + step) % 10] ?? 0), 0);
      const mean = (3 * rates.reduce((a, b) => a + b, 0)) / 10;
      const near = 1e-9;
      const tail = sums.filter((sum) => (here > mean ? sum >= here - near : sum <= here + near));
      expect(p[i]).toBeCloseTo(Math.min(1, (2 * tail.length) / sums.length), 9);
    });
  });

  it('leaves out what did not arrive, and says nothing where the neighbourhood is everything', () => {
    const p = permutationP(Float64Array.of(1, NaN, 3, 9, 4), ring(5, 2));
    expect(p[1]).toBeNaN();
    // cell 0 is alone with a missing one: one drawn of 1, 3, 4, 9
    expect(p[0]).toBeCloseTo(0.5, 12);
    expect([...permutationP(Float64Array.of(1, 2, 3), ring(3, 3))]).toEqual([NaN, NaN, NaN]);
    expect([...permutationP(Float64Array.of(5), ring(1, 1))]).toEqual([NaN]);
    expect(() => permutationP(Float64Array.of(1, -2, 3), ring(3, 2))).toThrow(/0 or more/);
  });

  it('calls a county without hotspots hot no more often than it says; the normal p does', () => {
    const keys = diskKeys(13);
    const neighbours = hexNeighbours(keys, 9);
    const random = randomOf(20261125);
    const runs = 200;
    for (const [mean, falseOfNormal] of [
      [0.05, 0.5],
      [0.5, 0.15],
      [5, 0],
    ] as const) {
      let exact = 0;
      let normal = 0;
      for (let run = 0; run < runs; run++) {
        const counts = dealt(random, keys.length, Math.round(mean * keys.length));
        const any = (p: Float64Array) => adjustedP(p).some((q) => q <= 0.05);
        if (any(permutationP(counts, neighbours))) exact++;
        if (any(giStar(counts, neighbours).map(twoSidedP))) normal++;
      }
      expect(exact / runs).toBeLessThanOrEqual(0.05);
      expect(normal / runs).toBeGreaterThanOrEqual(falseOfNormal);
    }
  }, 60_000);
});
