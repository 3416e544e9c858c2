/** Where risk is raised after an incident, and until when. */
import { cellToLatLng, greatCircleDistance, latLngToCell, UNITS } from 'h3-js';
import { describe, expect, it } from 'vitest';
import type { KnoxCell } from '#api/statistics/knox.ts';
import { finished } from '#test/support/finished.ts';
import { RISK_RESOLUTION, riskOn } from '#api/analysis/near_repeats/risk_now.ts';

const HERE = { latitude: 52.3245, longitude: -2.0655 };
const OWN = latLngToCell(HERE.latitude, HERE.longitude, RISK_RESOLUTION);
const band = (
  [fromMetres, toMetres]: readonly [number, number],
  [fromDays, toDays]: readonly [number, number],
  ratio = 2,
): KnoxCell => ({
  fromMetres,
  toMetres,
  fromDays,
  toDays,
  observed: 9,
  expected: 3,
  ratio,
  p: 0.001,
});
const metresTo = (cell: string) =>
  greatCircleDistance([HERE.latitude, HERE.longitude], cellToLatLng(cell), UNITS.m);

describe('Risk now', () => {
  it('is in hexagons whose middle lies within the distances of the band', () => {
    const found = finished(
      riskOn(10, [{ ...HERE, day: 8 }], [band([200, 400], [0, 8])], 'euclidean'),
    );
    expect(found.length).toBeGreaterThan(10);
    for (const { cell } of found) {
      expect(metresTo(cell)).toBeGreaterThanOrEqual(200);
      expect(metresTo(cell)).toBeLessThan(400);
    }
    expect(found.map(({ cell }) => cell)).not.toContain(OWN);
  });

  it('along streets reaches no farther than in a straight line, and less far off the axes', () => {
    const reached = (distance: 'euclidean' | 'manhattan') =>
      finished(riskOn(10, [{ ...HERE, day: 8 }], [band([0, 1500], [0, 8])], distance)).map(
        ({ cell }) => cell,
      );
    const straight = new Set(reached('euclidean'));
    const streets = reached('manhattan');
    // a diamond in its circle holds 2/π of it
    expect(streets.length / straight.size).toBeCloseTo(2 / Math.PI, 1);
    expect(streets.filter((cell) => metresTo(cell) > 1505)).toEqual([]);
  });

  it('of a short first band is the place’s own hexagon, wherever in it the place lies', () => {
    for (const metres of [1, 20, 100])
      expect(
        finished(riskOn(8, [{ ...HERE, day: 8 }], [band([0, metres], [0, 8])], 'euclidean')).map(
          ({ cell }) => cell,
        ),
      ).toContain(OWN);
  });

  it('lasts as many days as the band has, and not one more', () => {
    const on = (day: number) =>
      finished(riskOn(day, [{ ...HERE, day: 8 }], [band([0, 100], [2, 8])], 'euclidean'));
    expect([9, 10, 15, 16].map((day) => on(day).length > 0)).toEqual([false, true, true, false]);
    expect(on(10)[0]?.until).toBe(15);
  });

  it('of several incidents and bands is listed once, with the most raised first', () => {
    const bands = [band([0, 100], [0, 8], 5), band([100, 300], [0, 8], 2)];
    const beside = { latitude: HERE.latitude + 0.0018, longitude: HERE.longitude, day: 9 };
    const found = finished(riskOn(10, [{ ...HERE, day: 8 }, beside], bands, 'euclidean'));
    expect(new Set(found.map(({ cell }) => cell)).size).toBe(found.length);
    const ratios = found.map(({ ratio }) => ratio);
    expect(ratios).toEqual(ratios.toSorted((a, b) => b - a));
    // in the first band of one and in the second of the other
    expect(found.find(({ cell }) => cell === OWN)).toEqual({
      cell: OWN,
      ratio: 5,
      incidents: 2,
      until: 16,
    });
  });

  it('is nowhere where no band is significant, or all was long ago', () => {
    expect(finished(riskOn(10, [{ ...HERE, day: 8 }], [], 'euclidean'))).toEqual([]);
    expect(
      finished(riskOn(400, [{ ...HERE, day: 8 }], [band([0, 100], [0, 8])], 'euclidean')),
    ).toEqual([]);
  });
});
