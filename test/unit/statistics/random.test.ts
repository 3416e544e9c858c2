/** Seeded chance: its published sequence, and that it is fair enough to deal with. */
import { describe, expect, it } from 'vitest';
import { below, randomFrom, randomOf, shuffle } from '#api/statistics/random.ts';

describe('Seeded chance', () => {
  it('is xoshiro128**: the sequence from the state 1, 2, 3, 4', () => {
    // the reference sequence, as in the tests of Rust's rand_xoshiro
    const random = randomFrom([1, 2, 3, 4]);
    expect(Array.from({ length: 10 }, () => random())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
      4258142804,
    ]);
  });

  it('is the same for the same seed, and another for the next', () => {
    const some = (seed: number) => Array.from({ length: 5 }, randomOf(seed));
    expect(some(7)).toEqual(some(7));
    expect(some(7)).not.toEqual(some(8));
    expect(new Set(some(0)).size).toBe(5);
  });

  it('deals every order of four about equally often', () => {
    const random = randomOf(20261125);
    const drawn = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const list = Int32Array.of(1, 2, 3, 4);
      shuffle(list, random);
      drawn.set(list.join(''), (drawn.get(list.join('')) ?? 0) + 1);
    }
    expect(drawn.size).toBe(24);
    // each expects 1000, standard deviation 31
    for (const times of drawn.values()) expect(Math.abs(times - 1000)).toBeLessThan(130);
  });

  it('reaches every number below n, and no other', () => {
    const random = randomOf(3);
    const drawn = new Set(Array.from({ length: 500 }, () => below(random, 10)));
    expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
