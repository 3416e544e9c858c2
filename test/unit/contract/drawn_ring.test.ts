/** What a drawn polygon must be. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ringProblem, withoutRepeats, type Corner } from '#api/contract/drawn_ring.ts';
import { Within } from '#api/contract/hexes.ts';
import '#test/support/seed.ts';

const WORDS: readonly [string, readonly Corner[], RegExp][] = [
  ['three equal corners', [[-2, 52], [-2, 52], [-2, 52]], /three different corners/],
  ['two corners and one of them again', [[-2, 52], [-1, 52], [-2, 52]], /three different corners/],
  ['a bow tie', [[-5, 50], [0, 55], [0, 50], [-5, 55]], /must not cross/],
  ['a line there and back', [[-2, 52], [-1, 52], [-1.5, 52]], /must not cross/],
  ['corners on one line', [[-2, 52], [-1.5, 52], [-1, 52]], /must not cross/],
  ['a spike', [[-2, 52], [-1, 52], [-1, 53], [-1, 52.5]], /must not cross/],
  ['a corner that touches a side', [[-2, 52], [-1, 52], [-1, 53], [-1.5, 52], [-2, 53]], /must not cross/],
  ['two squares joined at a corner', [[-2, 52], [-1, 52], [-1, 53], [0, 53], [0, 54], [-1, 54], [-1, 53], [-2, 53]], /must not cross/],
  ['less than a square metre', [[-2, 52], [-1.999999, 52], [-2, 52.000001]], /nothing inside/],
  ['the antimeridian', [[179, 52], [-179, 52], [-179, 53], [179, 53]], /United Kingdom/],
  ['a pole', [[-2, 89], [1, 89], [1, 90], [-2, 90]], /United Kingdom/],
  ['what is no number', [[-2, NaN], [-1, 52], [-1, 53]], /longitude,latitude/],
  ['what has no end', [[-2, Infinity], [-1, 52], [-1, 53]], /longitude,latitude/],
]; // prettier-ignore

describe('A drawn area', () => {
  it.each(WORDS)('is refused in words: %s', (_, corners, words) => {
    expect(ringProblem(corners)).toMatch(words);
    expect(ringProblem([...corners, ...corners.slice(0, 1)])).toMatch(words);
  });

  it('may have a corner that was clicked twice, and may be closed', () => {
    const square: Corner[] = [[-2, 52], [-1, 52], [-1, 53], [-2, 53]]; // prettier-ignore
    expect(ringProblem(square)).toBeNull();
    const twice = square.flatMap((corner) => [corner, corner]);
    expect(withoutRepeats([...twice, [-2, 52]])).toEqual(expect.arrayContaining(square));
    expect(withoutRepeats([...twice, [-2, 52]])).toHaveLength(4);
    expect(Within.parse(twice.map(String).join(';'))).toHaveLength(4);
    expect(ringProblem(twice)).toBeNull();
  });

  const star = fc.record({
    at: fc.tuple(fc.double({ min: -4, max: 0, noNaN: true }), fc.double({ min: 51, max: 55, noNaN: true })),
    rays: fc.array(fc.double({ min: 0.01, max: 0.9, noNaN: true }), { minLength: 3, maxLength: 60 }),
  }); // prettier-ignore
  const ringOf = ({ at: [x, y], rays }: { at: [number, number]; rays: number[] }): Corner[] =>
    rays.map((ray, i) => {
      const turn = (2 * Math.PI * i) / rays.length;
      return [x + ray * Math.cos(turn), y + ray * Math.sin(turn)];
    });

  it('is any ring round a point; with two of its corners exchanged it crosses itself', () => {
    fc.assert(
      fc.property(star, fc.nat(), (drawn, pick) => {
        const ring = ringOf(drawn);
        expect(ringProblem(ring)).toBeNull();
        expect(ringProblem(ring.toReversed())).toBeNull();
        if (ring.length < 5) return;
        // corners that are not neighbours: both of the second's sides now reach across
        const [i, j] = [pick % ring.length, (pick + 2) % ring.length];
        const round = ringOf({ ...drawn, rays: drawn.rays.map(() => 0.5) });
        const tied = round.map((corner, k) => (k === i ? round[j] : k === j ? round[i] : corner));
        expect(ringProblem(tied.filter((corner) => corner !== undefined))).toMatch(/cross/);
      }),
    );
  });
});
