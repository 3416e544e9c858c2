/** How well last period's map predicted. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { predictiveAccuracy, yardstickAccuracy } from '#api/statistics/predictive_accuracy.ts';

const observed = Float64Array.of(6, 7, 3, 2, 1, 0);
const predicted = Float64Array.of(8, 4, 4, 2, 1, 0);

describe('PAI and PEI', () => {
  it('of the six published cells', () => {
    const rows = [1, 2, 3].map((cells) => predictiveAccuracy(predicted, observed, cells));
    expect(rows.map(({ pai }) => pai.toFixed(3))).toEqual(['1.895', '1.421', '1.684']);
    expect(rows.map(({ pei }) => pei.toFixed(3))).toEqual(['0.857', '0.692', '1.000']);
    expect(rows.map(({ hitRate }) => hitRate.toFixed(4))).toEqual(['0.3158', '0.4737', '0.8421']);
  });

  it('do not depend on the order in which cells are listed, ties or none', () => {
    const cell = fc.tuple(fc.nat(4), fc.nat(4));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 20 }), fc.nat(19), (cells, some) => {
        const count = 1 + (some % cells.length);
        const of = (list: readonly (readonly [number, number])[]) =>
          predictiveAccuracy(
            Float64Array.from(list, ([one]) => one),
            Float64Array.from(list, ([, one]) => one),
            count,
          );
        expect(of(cells.toReversed())).toEqual(of(cells));
      }),
    );
  });

  it('PEI is 1 where the map is what came, never more; all cells catch all at PAI 1', () => {
    const list = fc.array(fc.nat(9), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(
        list,
        fc.array(fc.nat(9), { minLength: 20, maxLength: 20 }),
        (came, predicted) => {
          if (came.every((count) => count === 0)) return;
          const counts = Float64Array.from(came);
          const map = Float64Array.from(predicted.slice(0, came.length));
          for (let cells = 1; cells <= came.length; cells++) {
            const { pei } = predictiveAccuracy(map, counts, cells);
            expect(pei).toBeLessThanOrEqual(1);
            expect(predictiveAccuracy(counts, counts, cells).pei).toBe(1);
          }
          expect(predictiveAccuracy(map, counts, came.length)).toMatchObject({
            pai: 1,
            pei: 1,
            hitRate: 1,
          });
        },
      ),
    );
  });

  it('are not numbers where nothing came', () => {
    expect(predictiveAccuracy(predicted, new Float64Array(6), 2)).toEqual({
      cells: 2,
      hitRate: NaN,
      pai: NaN,
      pei: NaN,
    });
  });

  it('need whole numbers of cells, and counts for each', () => {
    expect(() => predictiveAccuracy(predicted, observed, 0)).toThrow(/from 1 to 6/);
    expect(() => predictiveAccuracy(predicted, observed, 7)).toThrow(/from 1 to 6/);
    expect(() => predictiveAccuracy(predicted, Float64Array.of(1), 1)).toThrow(/as many/);
  });
});

describe('A yardstick', () => {
  it('is scored as a prediction of the same cells', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(1000), { minLength: 2, maxLength: 30 }),
        fc.infiniteStream(fc.nat(9)),
        fc.nat(),
        (counted, stream, n) => {
          const observed = Float64Array.from(counted, () => stream.next().value as number); // as: it never ends
          const cells = 1 + (n % counted.length);
          if (observed.every((count) => count === 0)) return;
          const plain = yardstickAccuracy(Float64Array.from(counted), observed, cells);
          const known = predictiveAccuracy(Float64Array.from(counted), observed, cells);
          expect(plain.pai).toBeCloseTo(known.pai, 12);
          expect(plain.pei).toBeCloseTo(known.pei, 12);
        },
      ),
    );
  });

  it('takes the average of cells that are alike at the edge, and none that was not delivered', () => {
    const counted = Float64Array.of(9, 3, 3, 3, 0, NaN);
    const observed = Float64Array.of(4, 6, 0, 3, 1, 9);
    // the busiest, and one of three alike that held 9 together
    expect(yardstickAccuracy(counted, observed, 2).caught).toBe(4 + 3);
    expect(yardstickAccuracy(counted, observed, 5).caught).toBe(14);
    expect(() => yardstickAccuracy(counted, observed, 6)).toThrow('Take from 1 to 5 cells');
  });
});
