/** Seeded chance: the same numbers for the same seed and name, on every machine. Whole numbers and square roots only,
 *  since sines and logarithms may differ in their last digit between engines. */

export interface Chance {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number, 0 … n − 1. */
  below(n: number): number;
  /** Uniform in [from, to). */
  between(from: number, to: number): number;
  /** Roughly standard normal: the sum of six uniforms, within ±4.3. */
  around(): number;
  /** Happens with probability p. */
  happens(p: number): boolean;
  /** One of a list that has at least one member. */
  oneOf<T>(list: readonly [T, ...T[]]): T;
}

/** 32-bit FNV-1a of a name, so that each dataset has numbers of its own: more rows in one do not move another. */
function hash(name: string, seed: number): number {
  let h = 0x811c9dc5 ^ seed;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** A stream of chance by sfc32 (Chris Doty-Humphrey's Small Fast Counter, public domain design). */
export function chanceOf(seed: number, name: string): Chance {
  let a = hash(name, seed);
  let b = hash(name, a);
  let c = hash(name, b);
  let counter = 1;
  const next = (): number => {
    const mixed = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + mixed) | 0;
    return (mixed >>> 0) / 4294967296;
  };
  for (let i = 0; i < 16; i++) next(); // the first numbers still look like the seed
  const below = (n: number) => Math.floor(next() * n);
  return {
    next,
    below,
    between: (from, to) => from + next() * (to - from),
    around: () => (next() + next() + next() + next() + next() + next() - 3) * Math.SQRT2,
    happens: (p) => next() < p,
    oneOf: (list) => list[below(list.length)] ?? list[0],
  };
}

/** Draws an index in proportion to its weight. Weights are ≥ 0 and at least one is more. */
export function sampler(weights: readonly number[]): (chance: Chance) => number {
  let total = 0;
  const upTo = Float64Array.from(weights, (weight) => (total += weight));
  return (chance) => {
    const mark = chance.next() * total;
    let low = 0;
    let high = upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? 0) > mark) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
