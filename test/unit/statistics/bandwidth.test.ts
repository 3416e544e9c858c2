import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import {
  ruleOfThumb,
  MOST_PLACES,
  spacingOf,
  surfaceResolution,
} from '#api/statistics/bandwidth.ts';
import { areaCells } from '#api/geo/cells_in_area.ts';

const box = (west: number, south: number, east: number, north: number): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});

const rule = (...boxes: readonly Polygon[]) =>
  ruleOfThumb(
    boxes.map(({ coordinates }) => ({
      outline: { type: 'MultiPolygon', coordinates: [coordinates] },
    })),
  );

describe('How wide a kernel is', () => {
  it('a thirtieth of the shorter side: 13.7 km by 20 km give 460 m', () => {
    expect(rule(box(-2.32, 52.1, -2.12, 52.28))).toBe(460);
  });

  it('no narrower than a hundred metres, and no wider than ten kilometres', () => {
    expect(rule(box(-2.22, 52.19, -2.21, 52.2))).toBe(100);
    expect(rule(box(-5, 50, 1, 55))).toBe(10_000);
  });

  it('of all districts together, and 500 m where none is known', () => {
    const [west, east] = [box(-2.7, 51.9, -2.2, 52.5), box(-2.2, 51.9, -1.7, 52.5)];
    expect(rule(west, east)).toBe(rule(box(-2.7, 51.9, -1.7, 52.5)));
    expect(ruleOfThumb([])).toBe(500);
  });
});

describe('How fine a surface is', () => {
  it('as fine as a map can draw, and never more', () => {
    for (const area of [
      box(-2.22, 52.19, -2.21, 52.2),
      box(-2.32, 52.1, -2.12, 52.28),
      box(-2.7, 51.9, -1.7, 52.5),
    ]) {
      const resolution = surfaceResolution([area]);
      expect(resolution).not.toBeNull();
      const cells = areaCells(area, resolution ?? 0).size;
      expect(cells).toBeLessThan(MOST_PLACES * 1.02);
      // the rule's own bandwidth is never too small for it
      expect(rule(area)).toBeGreaterThan(spacingOf(resolution ?? 0));
    }
  });

  it('none over an area like England and Wales at once', () => {
    expect(surfaceResolution([box(-5, 50, 1, 55)])).toBeNull();
  });
});
