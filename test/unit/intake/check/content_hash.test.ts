import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash } from '#api/intake/check/content_hash.ts';

describe('the fingerprint of a row', () => {
  it('is held fast, because stored ones must match after an upgrade', () => {
    expect(contentHash([])).toMatchInlineSnapshot(`5982961903840364950n`);
    expect(contentHash(['2025-06', '-2.220831', 'On or near Foundry Walk'])).toMatchInlineSnapshot(
      `-7749646784170242385n`,
    );
  });

  it('fits a signed 64-bit column, and differs for rows where the same letters stand in other cells', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 6 }), { minLength: 1, maxLength: 6 }),
        fc.nat(5),
        (parts, at) => {
          const hash = contentHash(parts);
          expect(hash).toBe(BigInt.asIntN(64, hash));
          expect(contentHash([...parts])).toBe(hash);
          expect(contentHash([...parts, ''])).not.toBe(hash);
          const changed = parts.map((part, index) =>
            index === at % parts.length ? `${part}x` : part,
          );
          expect(contentHash(changed)).not.toBe(hash);
        },
      ),
    );
    expect(contentHash(['ab', 'c'])).not.toBe(contentHash(['a', 'bc']));
  });

  it('does not meet another by chance among 200,000 rows that differ in one figure', () => {
    const hashes = new Set<bigint>();
    for (let n = 0; n < 200_000; n++)
      hashes.add(contentHash(['2025-06', `-2.${n}`, 'On or near Foundry Walk']));
    expect(hashes.size).toBe(200_000);
  });

  it('spreads over all its bits', () => {
    const ones = new Array<number>(64).fill(0);
    for (let n = 0; n < 4000; n++) {
      const hash = BigInt.asUintN(64, contentHash([String(n)]));
      for (let bit = 0; bit < 64; bit++)
        if ((hash >> BigInt(bit)) & 1n) ones[bit] = (ones[bit] ?? 0) + 1;
    }
    // Six standard deviations of 4,000 fair coins.
    for (const [bit, count] of ones.entries())
      expect(Math.abs(count - 2000), `bit ${bit}`).toBeLessThan(190);
  });
});
