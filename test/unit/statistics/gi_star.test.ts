/** Gi*, its p and its q: published figures, brute force, and laws. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustedP } from '#api/statistics/benjamini_hochberg.ts';
import { giStar, type Neighbours } from '#api/statistics/gi_star.ts';
import { hexNeighbours } from '#api/statistics/hex_neighbours.ts';
import { erfc, twoSidedP } from '#api/statistics/normal.ts';
import { diskKeys } from './draws.ts';

const neighboursOf = (lists: readonly (readonly number[])[]): Neighbours => {
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach((list, i) => (starts[i + 1] = (starts[i] ?? 0) + list.length));
  return { starts, of: Uint32Array.from(lists.flat()) };
};
const within = (points: readonly (readonly [number, number])[], band: number) =>
  neighboursOf(
    points.map(([x, y]) =>
      points.flatMap(([a, b], j) => (Math.hypot(x - a, y - b) <= band ? [j] : [])),
    ),
  );

describe('Gi*', () => {
  it('of the six points that every package is tried with', () => {
    const points = [
      [10, 10],
      [20, 10],
      [40, 10],
      [15, 20],
      [30, 20],
      [30, 30],
    ] as const;
    const z = giStar(Float64Array.of(2, 3, 3.2, 5, 8, 7), within(points, 15));
    const published = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331];
    published.forEach((value, i) => expect(z[i]).toBeCloseTo(value, 8));
  });

  it('of nineteen hexagons is what R’s spdep::localG gives', () => {
    const counts = [0, 3, 1, 0, 12, 7, 2, 0, 0, 5, 9, 1, 0, 0, 4, 2, 1, 0, 6];
    // spdep 1.2-7: localG(x, nb2listw(include.self(near), style = "B"))
    const fromR = [
      0.303716867015932, -1.14397519434777, -0.0710908457946246, -1.82703473692186,
      1.09350570047949, 0.933685636563254, -0.664515002599072, -0.611381273833774, 0.15575223949535,
      0.89557537709826, -0.185054810850374, -0.140177015545814, -0.881526487853349,
      -0.436106270586978, 0.747610749577678, -0.824335066515305, -1.55688952290229,
      -1.15167170187292, -0.206163452804412,
    ];
    const z = giStar(Float64Array.from(counts), hexNeighbours(diskKeys(2), 9));
    fromR.forEach((value, i) => expect(z[i]).toBeCloseTo(value, 13));
  });

  const grid = fc
    .record({
      counts: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 4, maxLength: 60 }),
      links: fc.array(fc.tuple(fc.nat(59), fc.nat(59)), { maxLength: 120 }),
    })
    .map(({ counts, links }) => {
      const lists = counts.map((_, i) => new Set([i]));
      for (const [a, b] of links)
        if (a < counts.length && b < counts.length) {
          lists[a]?.add(b);
          lists[b]?.add(a);
        }
      return { counts, lists: lists.map((list) => [...list]) };
    });

  it('equals the formula, written out with a matrix of weights', () => {
    fc.assert(
      fc.property(grid, ({ counts, lists }) => {
        const z = giStar(Float64Array.from(counts), neighboursOf(lists));
        const n = counts.length;
        const mean = counts.reduce((a, b) => a + b, 0) / n;
        const s = Math.sqrt(counts.reduce((a, b) => a + b * b, 0) / n - mean * mean);
        for (let i = 0; i < n; i++) {
          const w = counts.map((_, j) => (lists[i]?.includes(j) ? 1 : 0));
          const wx = w.reduce<number>((sum, one, j) => sum + one * (counts[j] ?? 0), 0);
          const sw = w.reduce<number>((a, b) => a + b, 0);
          const ww = w.reduce<number>((a, b) => a + b * b, 0);
          const plain = (wx - mean * sw) / (s * Math.sqrt((n * ww - sw * sw) / (n - 1)));
          if (!Number.isFinite(plain) || s < 1e-9) expect(z[i]).toBeNaN();
          else expect(z[i]).toBeCloseTo(plain, 8);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is the same for counts in dozens, changes sign with the counts, and sums to nothing over equal bands', () => {
    fc.assert(
      fc.property(grid, fc.integer({ min: 2, max: 9 }), ({ counts, lists }, factor) => {
        const neighbours = neighboursOf(lists);
        const z = giStar(Float64Array.from(counts), neighbours);
        const scaled = giStar(
          Float64Array.from(counts, (x) => x * factor + 7),
          neighbours,
        );
        const turned = giStar(
          Float64Array.from(counts, (x) => -x),
          neighbours,
        );
        z.forEach((value, i) => {
          if (Number.isNaN(value)) return;
          expect(scaled[i]).toBeCloseTo(value, 8);
          expect(turned[i]).toBeCloseTo(-value, 8);
        });
      }),
    );
  });

  it('leaves out what did not arrive, as if the place were not there', () => {
    const lists = [
      [0, 1],
      [0, 1, 2],
      [1, 2, 3],
      [2, 3, 4],
      [3, 4],
    ];
    const with_ = giStar(Float64Array.of(1, NaN, 3, 9, 4), neighboursOf(lists));
    const without = giStar(
      Float64Array.of(1, 3, 9, 4),
      neighboursOf([[0], [1, 2], [1, 2, 3], [2, 3]]),
    );
    expect(with_[1]).toBeNaN();
    expect([with_[0], with_[2], with_[3], with_[4]]).toEqual([...without]);
  });

  it('is NaN where every rate is the same, though their sum rounds', () => {
    // ten times 0.1 is 0.9999999999999999, and the spread about that mean is not quite 0
    const lists = Array.from({ length: 10 }, (_, i) => [i, (i + 1) % 10]);
    const rates = new Float64Array(10).fill(0.1);
    expect([...giStar(rates, neighboursOf(lists))]).toEqual(Array(10).fill(NaN));
    rates[3] = 0.1 + 1e-17;
    expect(giStar(rates, neighboursOf(lists))[0]).toBeNaN();
    rates[3] = 0.2;
    expect(giStar(rates, neighboursOf(lists))[3]).toBeGreaterThan(1);
  });

  it('is NaN for one place, and empty for none', () => {
    expect([...giStar(Float64Array.of(5), neighboursOf([[0]]))]).toEqual([NaN]);
    expect([...giStar(new Float64Array(0), neighboursOf([]))]).toEqual([]);
    expect([
      ...giStar(
        Float64Array.of(5, NaN),
        neighboursOf([
          [0, 1],
          [0, 1],
        ]),
      ),
    ]).toEqual([NaN, NaN]);
  });

  it('is NaN where every count is the same', () => {
    expect([
      ...giStar(
        Float64Array.of(4, 4, 4),
        neighboursOf([
          [0, 1],
          [0, 1, 2],
          [1, 2],
        ]),
      ),
    ]).toEqual([NaN, NaN, NaN]);
  });
});

describe('p', () => {
  it('of z, as tables print it', () => {
    for (const [z, p] of [
      [0, 1],
      [0.25, 0.8025873486341526],
      [1, 0.31731050786291415],
      [1.959963984540054, 0.05],
      [2.5758293035489004, 0.01],
      [5, 5.733031437583892e-7],
      [8, 1.2441921148543639e-15],
    ] as const) {
      expect(Math.abs(twoSidedP(z) / p - 1)).toBeLessThan(1e-12);
      expect(twoSidedP(-z)).toBe(twoSidedP(z));
    }
    expect(twoSidedP(NaN)).toBeNaN();
  });

  it('falls with z, without a step where the approximations meet', () => {
    for (const x of [0.46875, 4])
      expect(Math.abs(erfc(x + 1e-12) / erfc(x) - 1)).toBeLessThan(1e-10);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 12, noNaN: true }),
        fc.double({ min: 1e-6, max: 3, noNaN: true }),
        (z, more) => {
          expect(twoSidedP(z + more)).toBeLessThanOrEqual(twoSidedP(z));
        },
      ),
    );
  });
});

describe('Benjamini and Hochberg', () => {
  it('call significant the largest k with p(k) ≤ kα/m, and all below', () => {
    const p = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(p, fc.constantFrom(0.01, 0.05, 0.1, 0.5), (list, alpha) => {
        const sorted = list.toSorted((a, b) => a - b);
        const k = sorted.findLastIndex((value, i) => value <= ((i + 1) * alpha) / list.length);
        const limit = k < 0 ? -1 : (sorted[k] ?? -1);
        const q = adjustedP(Float64Array.from(list));
        list.forEach((value, i) => {
          const margin = Math.abs((q[i] ?? 0) - alpha);
          if (margin > 1e-12) expect((q[i] ?? 1) <= alpha).toBe(value <= limit);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('give equal p an equal q, and a larger p none that is smaller; NaN stays out of the count', () => {
    const p = fc.array(
      fc.oneof(
        fc.constant(NaN),
        fc.integer({ min: 0, max: 20 }).map((n) => n / 20),
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(p, (list) => {
        const q = adjustedP(Float64Array.from(list));
        const tested = list.flatMap((one, i) =>
          Number.isNaN(one) ? [] : [[one, q[i] ?? NaN] as const],
        );
        list.forEach((one, i) => expect(Number.isNaN(q[i])).toBe(Number.isNaN(one)));
        const alone = adjustedP(Float64Array.from(tested, ([one]) => one));
        expect([...alone]).toEqual(tested.map(([, one]) => one));
        for (const [a, qa] of tested)
          for (const [b, qb] of tested) {
            if (a === b) expect(qa).toBe(qb);
            if (a < b) expect(qa).toBeLessThanOrEqual(qb);
            expect(qa).toBeGreaterThanOrEqual(a);
          }
      }),
    );
  });

  it('in their own example of fifteen tests, four stand at 5 %', () => {
    // Benjamini & Hochberg 1995, section 4.1
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
      0.6528, 0.759, 1,
    ];
    const q = adjustedP(Float64Array.from(p));
    expect([...q].filter((one) => one <= 0.05)).toHaveLength(4);
  });
});
