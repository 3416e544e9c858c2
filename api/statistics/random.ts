/** Seeded chance for permutations: xoshiro128** 1.1 (D. Blackman and S. Vigna, 2018, public domain), its state filled
 *  from the seed by SplitMix32 (the finaliser of MurmurHash3). The same seed gives the same answer everywhere. */

/** Each call is a whole number from 0 to below 2³². */
export type Random = () => number;

/** @param seed any number; its lower 32 bits count. */
export function randomOf(seed: number): Random {
  let state = seed | 0;
  const word = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  };
  return randomFrom([word(), word(), word(), word()]);
}

/** From a state of four words, not all zero. */
export function randomFrom(state: readonly [number, number, number, number]): Random {
  let [a, b, c, d] = state;
  return () => {
    const times5 = Math.imul(b, 5);
    const result = Math.imul((times5 << 7) | (times5 >>> 25), 9);
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result >>> 0;
  };
}

/** A whole number, 0 … n − 1. The bias is below n / 2³². */
export const below = (random: Random, n: number): number => Math.floor((random() / 2 ** 32) * n);

/** Puts a list in a random order, each equally likely (Fisher and Yates), in place. */
export function shuffle(list: Int32Array, random: Random): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = below(random, i + 1);
    const kept = list[i] ?? 0;
    list[i] = list[j] ?? 0;
    list[j] = kept;
  }
}
