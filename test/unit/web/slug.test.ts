import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Slug } from '#api/contract/common.ts';
import { slugOf } from '#web/lib/slug.ts';

describe('the slug of a dataset Alice names', () => {
  it('reads like the name', () => {
    expect(slugOf('Street cleansing (2025)')).toBe('street-cleansing-2025');
    expect(slugOf('Môr a Mynydd')).toBe('mor-a-mynydd');
  });

  it('is one the contract takes, or empty', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const slug = slugOf(name);
        expect(slug === '' || Slug.safeParse(slug).success).toBe(true);
      }),
    );
  });
});
