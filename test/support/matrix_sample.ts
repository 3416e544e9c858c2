/** Which part of a matrix a run asks: all of it (`npm test -- full`), or a part that leaves no kind of thing out. Which
 *  part, the seed says; the runner takes it from the commit. Pure. */

export interface Sampling {
  readonly full: boolean;
  readonly seed: number;
}

/** TEST_SCOPE and TEST_SEED, as the runner sets them; everything where they are not set. */
export function readSampling(env: Readonly<Record<string, string | undefined>>): Sampling {
  const scope = env['TEST_SCOPE'] ?? 'full';
  if (scope !== 'full' && scope !== 'sample')
    throw new Error(`TEST_SCOPE is "full" or "sample", not "${scope}".`);
  const seed = Number(env['TEST_SEED'] ?? '1');
  if (!Number.isSafeInteger(seed))
    throw new Error(`TEST_SEED is a whole number, not "${env['TEST_SEED']}".`);
  return { full: scope === 'full', seed };
}

/** FNV-1a: another number for each name, so that every route has another part of the callers. */
export function hashOf(text: string, seed: number): number {
  let hash = (2_166_136_261 ^ seed) >>> 0;
  for (const character of text)
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  // FNV's low bits vary little with the last character: mixed once more (murmur3's finish)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** A part of a list, in the list's order: for each kind that any member has, one member at least.
 *  @param about what is sampled: another part for another name @param nameOf a member's own name
 *  @param kindsOf what a member stands for; one without any kind is left out */
export function sample<T>(
  all: readonly T[],
  { full, seed }: Sampling,
  of: {
    readonly about: string;
    readonly nameOf: (one: T) => string;
    readonly kindsOf: (one: T) => readonly string[];
  },
): T[] {
  if (full) return [...all];
  const order = all
    .map((one) => ({ one, rank: hashOf(`${of.about}\n${of.nameOf(one)}`, seed) }))
    .sort((a, b) => a.rank - b.rank);
  const covered = new Set<string>();
  const kept = new Set<T>();
  for (const { one } of order) {
    const kinds = of.kindsOf(one).filter((kind) => !covered.has(kind));
    if (kinds.length === 0) continue;
    kept.add(one);
    for (const kind of kinds) covered.add(kind);
  }
  return all.filter((one) => kept.has(one));
}
