/** The incomplete gamma integrals: tables, and sums written out. Figures to 16 digits are R 4.2's pgamma and qgamma. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  deviance,
  gammaQuantile,
  gammaTails,
  gammaUpperQuantile,
  logGamma,
  poissonDensity,
} from '#api/statistics/gamma.ts';

/** Relative. */
const near = (value: number, wanted: number, digits = 12) =>
  expect(Math.abs(value / wanted - 1)).toBeLessThan(10 ** -digits);

describe('ln Γ', () => {
  it('as R has it, and as factorials are', () => {
    for (const [x, value] of [
      [0.5, 0.5723649429247001],
      [1.5, -0.12078223763524518],
      [3.7, 1.428072326665388],
      [10.5, 13.940625219403763],
      [14.9, 24.924132002217277],
      [15, 25.191221182738683],
      [100, 359.1342053695754],
      [12345.6, 103959.18506616844],
      [1e6, 12815504.569147611],
    ] as const)
      near(logGamma(x), value, 13);
    let factorial = 1;
    for (let n = 1; n < 30; n++) {
      near(Math.exp(logGamma(n)), factorial, 12);
      factorial *= n;
    }
    expect(logGamma(0)).toBeNaN();
  });
});

describe('The tails', () => {
  it('as R has them, to a million', () => {
    for (const [a, x, lower, upper] of [
      [0.5, 0.1, 0.34527915398142295, 0.654720846018577],
      [2, 0.5, 0.09020401043104988, 0.9097959895689502],
      [3, 3, 0.5768099188731566, 0.4231900811268435],
      [4, 5, 0.7349740847026383, 0.26502591529736175],
      [8, 12, 0.9104955031598242, 0.08950449684017583],
      [10, 20, 0.9950045876916924, 0.004995412308307587],
      [100, 120, 0.9721362601094794, 0.027863739890520652],
      [1e4, 10050, 0.6923424407025656, 0.30765755929743444],
      [1e6, 998000, 0.02269611400673679, 0.9773038859932631],
    ] as const) {
      near(gammaTails(a, x).lower, lower);
      near(gammaTails(a, x).upper, upper);
    }
  });

  it('keep their digits far out', () => {
    near(gammaTails(5, 50).upper, 5.44970198292053e-17);
    near(gammaTails(1000, 1500).upper, 2.2046986113889953e-43);
  });

  it('are the sums of Poisson chances that they stand for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.01, max: 80, noNaN: true }),
        (a, x) => {
          let below = 0;
          let term = Math.exp(-x);
          for (let k = 0; k < a; k++) {
            below += term;
            term *= x / (k + 1);
          }
          expect(gammaTails(a, x).upper).toBeCloseTo(below, 11);
        },
      ),
    );
  });

  it('add to one, and stand at the ends', () => {
    expect(gammaTails(3, 0)).toEqual({ lower: 0, upper: 1 });
    expect(gammaTails(3, Infinity)).toEqual({ lower: 1, upper: 0 });
    expect(gammaTails(0, 1).lower).toBeNaN();
    for (const x of [0.1, 4, 5, 5.001, 40]) {
      const { lower, upper } = gammaTails(4, x);
      expect(lower + upper).toBeCloseTo(1, 14);
    }
  });
});

describe('Quantiles', () => {
  it('of χ², as the tables print them', () => {
    // NIST/SEMATECH e-Handbook 1.3.6.7.4: upper critical values
    for (const [degrees, tail, value] of [
      [1, 0.05, 3.841],
      [2, 0.025, 7.378],
      [10, 0.05, 18.307],
      [10, 0.01, 23.209],
      [30, 0.001, 59.703],
      [100, 0.1, 118.498],
    ] as const)
      expect(2 * gammaUpperQuantile(degrees / 2, tail)).toBeCloseTo(value, 3);
  });

  it('as R has them', () => {
    for (const [a, p, value] of [
      [1, 0.025, 0.025317807984289876],
      [2, 0.975, 5.571643390938899],
      [0.3, 0.5, 0.07313113586695189],
      [5, 1e-6, 0.16906300162147725],
      [1000, 0.025, 938.9730184076952],
    ] as const)
      near(gammaQuantile(a, p), value);
    near(gammaUpperQuantile(25, 0.001), 43.330407595201564);
  });

  it('undo the tails', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 5000, noNaN: true }),
        fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
        (a, p) => {
          const x = gammaQuantile(a, p);
          if (x > 1e-280) near(gammaTails(a, x).lower, p, 9);
          near(gammaTails(a, gammaUpperQuantile(a, p)).upper, p, 9);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('stand at the ends', () => {
    expect(gammaQuantile(3, 0)).toBe(0);
    expect(gammaQuantile(3, 1)).toBe(Infinity);
    expect(gammaUpperQuantile(3, 0)).toBe(Infinity);
    expect(gammaUpperQuantile(3, 1)).toBe(0);
    expect(gammaQuantile(3, 2)).toBeNaN();
    expect(gammaQuantile(-1, 0.5)).toBeNaN();
  });
});

it('the density of a whole number is the Poisson chance of it', () => {
  near(poissonDensity(3, 2), (8 * Math.exp(-2)) / 6, 14);
  expect(poissonDensity(0, 2)).toBe(Math.exp(-2));
  expect(poissonDensity(0, 0)).toBe(1);
  expect(poissonDensity(2, 0)).toBe(0);
  near(deviance(100, 100.001), 5e-9, 4);
});
