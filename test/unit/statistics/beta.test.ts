/** The incomplete beta integral: R 4.2's figures, and binomial sums written out. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaQuantile, betaTails, binomialDensity } from '#api/statistics/beta.ts';

const near = (value: number, wanted: number, digits = 12) =>
  expect(Math.abs(value / wanted - 1)).toBeLessThan(10 ** -digits);

describe('The incomplete beta integral', () => {
  it('as R’s pbeta has it', () => {
    for (const [x, a, b, value] of [
      [0.1, 2, 3, 0.0523],
      [0.5, 0.5, 0.5, 0.5],
      [0.3, 10, 20, 0.3640040810719436],
      [0.02, 1, 50, 0.6358303199128827],
      [0.6, 300, 200, 0.4975713836800685],
      [0.4999, 1e5, 1e5, 0.4643650813520205],
      [1 / 9, 5, 9, 0.010105207453017193],
      [1e-3, 5, 4, 5.5860119965000045e-14],
    ] as const)
      near(betaTails(x, a, b).lower, value);
    near(betaTails(0.9, 2, 30).upper, 2.7999999999999616e-29);
  });

  it('is the chance of at least so many successes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.nat(59),
        (n, p, k) => {
          if (k < 1 || k > n) return;
          let sum = 0;
          for (let i = k; i <= n; i++) sum += binomialDensity(n, i, p);
          expect(betaTails(p, k, n - k + 1).lower).toBeCloseTo(sum, 11);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is 0 and 1 at the ends, and is symmetric', () => {
    expect(betaTails(0, 2, 3)).toEqual({ lower: 0, upper: 1 });
    expect(betaTails(1, 2, 3)).toEqual({ lower: 1, upper: 0 });
    expect(betaTails(0.5, 0, 3).lower).toBeNaN();
    near(betaTails(0.7, 3, 9).upper, betaTails(0.3, 9, 3).lower);
  });
});

describe('Its quantile', () => {
  it('as R’s qbeta has it', () => {
    for (const [p, a, b, value] of [
      [0.025, 3, 8, 0.06673951117773447],
      [0.975, 1, 10, 0.30849710781876083],
      [0.025, 500, 501, 0.46854917297179194],
      [0.5, 0.4, 0.6, 0.3197666482792927],
      [1e-5, 5, 9, 0.024688728543724173],
    ] as const)
      near(betaQuantile(p, a, b), value);
  });

  it('undoes the integral', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 3000, noNaN: true }),
        // below 1 the integral rises without bound at x = 1, and the doubles there lie too far apart for nine digits
        fc.double({ min: 1, max: 3000, noNaN: true }),
        fc.double({ min: 1e-6, max: 0.999999, noNaN: true }),
        (a, b, p) => {
          expect(betaTails(betaQuantile(p, a, b), a, b).lower).toBeCloseTo(p, 9);
        },
      ),
      { numRuns: 300 },
    );
  });
});

it('binomial chances add to one', () => {
  for (const [n, p] of [
    [1, 0.3],
    [50, 0.01],
    [400, 0.7],
  ] as const) {
    let sum = 0;
    for (let k = 0; k <= n; k++) sum += binomialDensity(n, k, p);
    expect(sum).toBeCloseTo(1, 12);
  }
});
