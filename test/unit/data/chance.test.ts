import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOf, sampler } from '#data/chance.ts';

describe('seeded chance', () => {
  it('repeats itself for the same seed and name, and for no other', () => {
    const draw = (seed: number, name: string) => {
      const chance = chanceOf(seed, name);
      return Array.from({ length: 8 }, () => chance.next());
    };
    expect(draw(1, 'fire')).toEqual(draw(1, 'fire'));
    expect(draw(1, 'fire')).not.toEqual(draw(2, 'fire'));
    expect(draw(1, 'fire')).not.toEqual(draw(1, 'asb'));
  });

  it('is even: a tenth falls into each tenth', () => {
    const chance = chanceOf(42, 'even');
    const tenths = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) {
      const tenth = Math.floor(chance.next() * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it('has a mean of nought and a spread of one around the middle', () => {
    const chance = chanceOf(42, 'around');
    const draws = Array.from({ length: 50_000 }, () => chance.around());
    const mean = draws.reduce((a, b) => a + b, 0) / draws.length;
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  });

  it('never draws what weighs nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { minLength: 1 }), fc.nat(), (weights, seed) => {
        fc.pre(weights.some((weight) => weight > 0));
        const chance = chanceOf(seed, 'weights');
        const pick = sampler(weights);
        for (let i = 0; i < 50; i++) expect(weights[pick(chance)]).toBeGreaterThan(0);
      }),
    );
  });
});
