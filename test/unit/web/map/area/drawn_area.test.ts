import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  areaOutline,
  halfDrawn,
  isArea,
  parseCorners,
  printCorners,
  roundCorner,
  withCorner,
  type Corner,
} from '#web/screens/map/area/drawn_area.ts';
import { Within } from '#api/contract/hexes.ts';

const corner: fc.Arbitrary<Corner> = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: -90, max: 90, noNaN: true }),
);
const three: Corner[] = [
  [-2.3, 52.1],
  [-2.1, 52.1],
  [-2.2, 52.3],
];

describe('an area drawn by hand', () => {
  test('the server reads the corners that the address names, and neither takes what the other refuses', () => {
    const rays = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), {
      minLength: 3,
      maxLength: 200,
    });
    fc.assert(
      fc.property(rays, (lengths) => {
        const corners = lengths.map((length, i): Corner => {
          const turn = (2 * Math.PI * i) / lengths.length;
          return [-2 + length * Math.cos(turn), 53 + length * Math.sin(turn)];
        });
        const text = printCorners(corners);
        expect(Within.parse(text)).toEqual(corners.map(roundCorner));
        expect(parseCorners(text)).toEqual(corners.map(roundCorner));
      }),
    );
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 20 }), (corners) => {
        const text = printCorners(corners);
        expect(parseCorners(text)).toEqual(Within.safeParse(text).data ?? null);
      }),
    );
  });

  test('whose lines cross is none', () => {
    expect(parseCorners('-5,50;0,55;0,50;-5,55')).toBeNull();
    expect(parseCorners('-2,52;-2,52;-2,52')).toBeNull();
  });

  test('two corners are no area, and neither are 201', () => {
    expect(isArea(three.slice(0, 2))).toBe(false);
    expect(parseCorners(printCorners(three.slice(0, 2)))).toBeNull();
    expect(parseCorners(printCorners(Array.from({ length: 201 }, (_, i) => [i / 100, 52])))).toBe(
      null,
    );
  });

  test('a hand that trembles sets one corner, not two on the same spot', () => {
    expect(withCorner(three, [-2.200001, 52.300001])).toBe(three);
    expect(withCorner(three, [-2.21, 52.3])).toHaveLength(4);
  });

  test('the outline closes itself, and half an area has none', () => {
    expect(areaOutline(three.slice(0, 2)).features).toEqual([]);
    const [feature] = areaOutline(three).features;
    expect(feature?.geometry).toMatchObject({
      coordinates: [[...three, three[0]]],
    });
  });

  test('every corner is seen while drawing, and the line runs on to the pointer', () => {
    const { features } = halfDrawn(three.slice(0, 2), [-2, 52]);
    expect(features.filter(({ geometry }) => geometry.type === 'Point')).toHaveLength(2);
    expect(features[0]?.geometry).toMatchObject({
      coordinates: [three[0], three[1], [-2, 52], three[0]],
    });
    expect(halfDrawn([], null).features).toEqual([]);
  });
});
