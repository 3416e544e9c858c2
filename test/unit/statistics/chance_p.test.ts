/** How surely: the chance of a sum written out, and what it keeps a map from saying. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustedP } from '#api/statistics/benjamini_hochberg.ts';
import { chanceP } from '#api/statistics/chance_p.ts';
import { giStar } from '#api/statistics/gi_star.ts';
import { hexNeighbours } from '#api/statistics/hex_neighbours.ts';
import { testHotspots } from '#api/statistics/hotspot_test.ts';
import { twoSidedP } from '#api/statistics/normal.ts';
import { randomOf } from '#api/statistics/random.ts';
import { dealt, diskKeys, overdispersed } from './draws.ts';

const ring = (n: number, band: number) => ({
  starts: Uint32Array.from({ length: n + 1 }, (_, i) => i * band),
  of: Uint32Array.from({ length: n * band }, (_, at) => (Math.floor(at / band) + (at % band)) % n),
});

/** The chance of exactly k of n, by Pascal's rule. */
function binomial(n: number, chance: number): number[] {
  let row = [1];
  for (let i = 0; i < n; i++)
    row = [0, ...row].map((up, k) => up * chance + (row[k] ?? 0) * (1 - chance));
  return row;
}

describe('The p of chance', () => {
  it('is that of every incident dealt by itself, written out', () => {
    const counts = fc.array(fc.nat({ max: 9 }), { minLength: 4, maxLength: 12 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 3 }), (list, w) => {
        const n = list.length;
        const all = list.reduce((a, b) => a + b, 0);
        const chances = binomial(all, w / n);
        const p = chanceP(Float64Array.from(list), ring(n, w));
        list.forEach((_, i) => {
          let here = 0;
          for (let step = 0; step < w; step++) here += list[(i + step) % n] ?? 0;
          const above = here > (all * w) / n;
          const tail = chances.filter((_c, k) => (above ? k >= here : k <= here));
          const expected = Math.min(1, 2 * tail.reduce((a, b) => a + b, 0));
          expect(p[i]).toBeCloseTo(expected, 9);
        });
      }),
    );
  });

  it('follows the residents where rates are compared: twice the people, twice the chance', () => {
    const counts = Float64Array.of(8, 2, 2, 2);
    const alone = ring(4, 1);
    const even = chanceP(counts, alone)[0] ?? NaN;
    const crowded = chanceP(counts, alone, Float64Array.of(600, 150, 150, 100))[0] ?? NaN;
    expect(even).toBeLessThan(0.05);
    expect(crowded).toBeGreaterThan(0.5);
  });

  it('leaves out what did not arrive, and is NaN for a neighbourhood that is everything', () => {
    const p = chanceP(Float64Array.of(1, NaN, 3, 9, 4), ring(5, 2));
    expect(p[1]).toBeNaN();
    // cell 0 stands alone beside a missing one: 1 of 17, where a quarter would be usual
    expect(p[0]).toBeCloseTo(2 * (0.75 ** 17 + 17 * 0.25 * 0.75 ** 16), 12);
    expect([...chanceP(Float64Array.of(1, 2, 3), ring(3, 3))]).toEqual([NaN, NaN, NaN]);
  });
});

describe('A map', () => {
  const keys = diskKeys(13);
  const neighbours = hexNeighbours(keys, 9);

  it('of a county without hotspots shows one no more often than stated, where the normal p does', () => {
    const random = randomOf(20261125);
    const runs = 200;
    for (const [mean, falseOfNormal] of [
      [0.1, 0.5],
      [0.5, 0.15],
      [5, 0],
      [20, 0],
    ] as const) {
      let ours = 0;
      let normal = 0;
      for (let run = 0; run < runs; run++) {
        const counts = dealt(random, keys.length, Math.round(mean * keys.length));
        const tested = testHotspots(counts, neighbours);
        if ('reason' in tested) throw new Error(tested.reason);
        if (tested.q.some((q) => q <= 0.05)) ours++;
        const q = adjustedP(giStar(counts, neighbours).map(twoSidedP));
        if (q.some((one) => one <= 0.05)) normal++;
      }
      console.log(
        `${mean} incidents a hexagon: ${ours} of ${runs} null counties hot, normal p ${normal}`,
      );
      expect([mean, ours / runs <= 0.05]).toEqual([mean, true]);
      expect(normal / runs).toBeGreaterThanOrEqual(falseOfNormal);
    }
  }, 60_000);

  it('finds a place that is a single hexagon, as well as one that is seven', () => {
    const counts = dealt(randomOf(3), keys.length, 200);
    const centre = 200;
    const band = neighbours.of.subarray(neighbours.starts[centre], neighbours.starts[centre + 1]);
    const single = counts.slice();
    single[centre] = 25;
    const seven = counts.slice();
    for (const i of band) seven[i] = 4;
    for (const planted of [single, seven]) {
      const tested = testHotspots(planted, neighbours);
      if ('reason' in tested) throw new Error(tested.reason);
      expect(tested.classes[centre]).toBe('hot_99');
    }
  });

  it('of a county of towns goes by the published p to the last digit', () => {
    const random = randomOf(4);
    const counts = Float64Array.from(keys, () => overdispersed(random, 6, 1.5));
    const tested = testHotspots(counts, neighbours);
    if ('reason' in tested) throw new Error(tested.reason);
    const published = giStar(counts, neighbours).map(twoSidedP);
    const same = tested.p.filter((p, i) => p === published[i]).length;
    expect(same / keys.length).toBeGreaterThan(0.95);
  });
});
