/** The quartic kernel: its formula, and that nothing is lost or made up. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quarticDensity } from '#api/statistics/kde.ts';

describe('Kernel density', () => {
  it('of one point is 3/(πh²) on it, nine sixteenths of that half way out, and nothing at h', () => {
    const places = Float64Array.of(1000, 2000, 1050, 2000, 1000, 2100, 1200, 2000);
    const [on, half, edge, out] = quarticDensity(Float64Array.of(1000, 2000), places, 100);
    expect(on).toBeCloseTo(3 / (Math.PI * 100 ** 2), 15);
    expect((half ?? 0) / (on ?? 0)).toBeCloseTo(9 / 16, 12);
    expect([edge, out]).toEqual([0, 0]);
  });

  it('integrates to the number of points', () => {
    const coordinate = fc.double({ min: -300, max: 300, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 8 }),
        fc.double({ min: 60, max: 200, noNaN: true }),
        (list, bandwidth) => {
          const step = 5;
          const places: number[] = [];
          for (let x = -600; x < 600; x += step)
            for (let y = -600; y < 600; y += step) places.push(x, y);
          const density = quarticDensity(
            Float64Array.from(list.flat()),
            Float64Array.from(places),
            bandwidth,
          );
          const total = density.reduce((sum, one) => sum + one, 0) * step * step;
          expect(Math.abs(total / list.length - 1)).toBeLessThan(1e-3);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('equals the plain sum over all points', () => {
    const point = fc.tuple(fc.nat(5000), fc.nat(5000));
    fc.assert(
      fc.property(
        fc.array(point, { maxLength: 40 }),
        fc.array(point, { maxLength: 10 }),
        fc.integer({ min: 50, max: 3000 }),
        (points, places, h) => {
          const density = quarticDensity(
            Float64Array.from(points.flat()),
            Float64Array.from(places.flat()),
            h,
          );
          places.forEach(([x, y], i) => {
            let sum = 0;
            for (const [a, b] of points) {
              const d2 = (a - x) ** 2 + (b - y) ** 2;
              if (d2 < h * h) sum += (3 / (Math.PI * h * h)) * (1 - d2 / (h * h)) ** 2;
            }
            expect(Math.abs((density[i] ?? NaN) - sum)).toBeLessThan(1e-15);
          });
        },
      ),
    );
  });

  it('needs a bandwidth', () => {
    expect(() => quarticDensity(new Float64Array(2), new Float64Array(2), 0)).toThrow(/bandwidth/);
  });
});
