import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boxAround,
  boxAroundMost,
  frameOf,
  pathOf,
  quantileBreaks,
  shownBox,
  stepOf,
} from '#web/screens/data/small_map.ts';

const lonLat = fc.tuple(
  fc.double({ min: -6, max: 2, noNaN: true }),
  fc.double({ min: 50, max: 58, noNaN: true }),
);

describe('the small map of a dry run', () => {
  it('holds every point inside its margin', () => {
    fc.assert(
      fc.property(fc.array(lonLat, { minLength: 1, maxLength: 20 }), (points) => {
        const box = boxAround(points);
        if (!box) throw new Error('points have a box');
        const frame = frameOf(box, 320, 240, 8);
        for (const point of points) {
          const [x, y] = frame.project(point);
          expect(x).toBeGreaterThanOrEqual(7.9);
          expect(x).toBeLessThanOrEqual(312.1);
          expect(y).toBeGreaterThanOrEqual(7.9);
          expect(y).toBeLessThanOrEqual(232.1);
        }
      }),
    );
  });

  it('has north up and east right, with a kilometre as long in both', () => {
    const frame = frameOf({ west: -2.3, south: 52.1, east: -2.1, north: 52.3 }, 400, 400);
    const [x0, y0] = frame.project([-2.2, 52.2]);
    const [x1] = frame.project([-2.2 + 0.01 / Math.cos((52.2 * Math.PI) / 180), 52.2]);
    const [, y1] = frame.project([-2.2, 52.21]);
    expect(x1 - x0).toBeGreaterThan(0);
    expect(y0 - y1).toBeGreaterThan(0);
    expect(x1 - x0).toBeCloseTo(y0 - y1, 6);
  });

  it('shows the whole studyArea for rows all over it, and a town or another country for itself', () => {
    const studyArea = { west: -3, south: 52, east: -2, north: 52.5 };
    const spread = { west: -2.9, south: 52.1, east: -2.1, north: 52.6 };
    const town = { west: -2.3, south: 52.1, east: -2.2, north: 52.2 };
    const boston = { west: -71.2, south: 42.2, east: -70.9, north: 42.4 };
    expect(shownBox(spread, studyArea)).toEqual({ ...studyArea, north: 52.6 });
    expect(shownBox(town, studyArea)).toBe(town);
    expect(shownBox(boston, studyArea)).toBe(boston);
    expect(shownBox(town, null)).toBe(town);
  });

  it('is not stretched by a few rows far away, and holds all where none are far', () => {
    const town = Array.from({ length: 50 }, (_, i) => ({
      at: [-2.3 + i / 500, 52.1 + i / 500] as const,
      rows: 40,
    }));
    const far = { at: [0.1, 51.5] as const, rows: 2 };
    const box = boxAroundMost([...town, far]);
    expect(box?.east).toBeCloseTo(-2.202, 3);
    expect(box?.south).toBeCloseTo(52.1, 3);
    expect(boxAroundMost(town)).toEqual(boxAround(town.map(({ at }) => at)));
    expect(boxAroundMost([far])).toEqual(boxAround([far.at]));
    expect(boxAroundMost([])).toBeNull();
  });

  it('has no box without points', () => {
    expect(boxAround([])).toBeNull();
  });

  it('draws holes as rings of the same path', () => {
    const frame = frameOf({ west: 0, south: 0, east: 1, north: 1 }, 100, 100, 0);
    const square = [
      [0, 0],
      [1, 0],
      [1, 1],
    ] as const;
    expect(pathOf([square, square], frame)).toMatch(/^M[^M]+ZM[^M]+Z$/);
  });

  it('gives every count a step, larger counts never a lower one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1 }), (counts) => {
        const breaks = quantileBreaks(counts, 5);
        const sorted = counts.toSorted((a, b) => a - b);
        expect(breaks.at(-1)).toBe(sorted.at(-1));
        const steps = sorted.map((count) => stepOf(count, breaks));
        expect(steps).toEqual(steps.toSorted((a, b) => a - b));
      }),
    );
  });
});
