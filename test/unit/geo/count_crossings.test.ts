/** How often the lines of an outline cross. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCrossings } from '#api/geo/count_crossings.ts';
import { OutlineRefused, readOutline } from '#api/geo/read_outline.ts';
import '#test/support/seed.ts';

const closed = (ring: readonly number[][]): number[][] => [...ring, ...ring.slice(0, 1)];
const round = (n: number, step = 1): number[][] =>
  closed(
    Array.from({ length: n }, (_, i) => {
      const turn = (2 * Math.PI * ((i * step) % n)) / n;
      return [-2 + Math.cos(turn) / 10, 52 + Math.sin(turn) / 10];
    }),
  );

describe('The lines of an outline', () => {
  it('that go round do not cross; a bow tie’s do once, two squares’ twice', () => {
    expect(countCrossings([round(5_000)], 10)).toBe(0);
    expect(countCrossings([closed([[-5, 50], [0, 55], [0, 50], [-5, 55]])], 10)).toBe(1); // prettier-ignore
    const square = (x: number) => closed([[x, x], [x + 2, x], [x + 2, x + 2], [x, x + 2]]); // prettier-ignore
    expect(countCrossings([square(0), square(1)], 10)).toBe(2);
  });

  it('are counted as two loops over all pairs count them', () => {
    const corner = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }));
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 20 }), (corners) => {
        const ring = closed(corners);
        let pairs = 0;
        for (let i = 0; i + 1 < ring.length; i++)
          for (let j = 0; j < i; j++)
            pairs += countCrossings([[ring[i] ?? [], ring[i + 1] ?? []], [ring[j] ?? [], ring[j + 1] ?? []]], 10); // prettier-ignore
        expect(countCrossings([ring], 1e9)).toBe(pairs);
      }),
    );
  });

  it('of a star of ten thousand are given up at the limit, and its outline is refused in words', () => {
    const star = round(10_001, 5_000);
    expect(countCrossings([star], 1_000)).toBe(1_000);
    const outline = { type: 'Polygon' as const, coordinates: [star] };
    expect(() => readOutline(outline)).toThrow(OutlineRefused);
    expect(() => readOutline(outline)).toThrow(/cross each other/);
    const detailed = { type: 'Polygon' as const, coordinates: [round(250_001)] };
    expect(() => readOutline(detailed)).toThrow(/250,000 corners/);
    expect(readOutline({ type: 'Polygon', coordinates: [round(50_000)] }).type).toBe(
      'MultiPolygon',
    );
  });
});
