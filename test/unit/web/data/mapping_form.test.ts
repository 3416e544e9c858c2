import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELD_NAMES } from '#api/contract/intake.ts';
import {
  categoriesOf,
  emptyMapping,
  feed,
  fieldOf,
  readCategoryAs,
  sameMapping,
} from '#web/screens/data/mapping_form.ts';

const columns = ['Ref', 'Date', 'X', 'Y'];
const choices = fc.array(
  fc.record({
    column: fc.constantFrom(...columns),
    field: fc.constantFrom('' as const, ...FIELD_NAMES),
  }),
  { maxLength: 30 },
);

describe('mapping columns to fields', () => {
  it('keeps one column a field and one field a column, whatever Alice chooses in whatever order', () => {
    fc.assert(
      fc.property(choices, (made) => {
        const mapping = made.reduce(
          (m, { column, field }) => feed(m, column, field),
          emptyMapping(),
        );
        const fed = Object.values(mapping.columns);
        expect(new Set(fed).size).toBe(fed.length);
        const last = made.at(-1);
        if (last) expect(fieldOf(mapping, last.column)).toBe(last.field);
      }),
    );
  });

  it('frees the column that fed the field before', () => {
    const mapping = feed(feed(emptyMapping(), 'X', 'easting'), 'Y', 'easting');
    expect(fieldOf(mapping, 'X')).toBe('');
    expect(fieldOf(mapping, 'Y')).toBe('easting');
  });

  it('leaves the mapping it was given as it was', () => {
    const before = feed(emptyMapping(), 'X', 'easting');
    feed(before, 'X', '');
    expect(fieldOf(before, 'X')).toBe('easting');
  });

  it('forgets the types of words when another column holds the categories', () => {
    const before = readCategoryAs(feed(emptyMapping(), 'Ref', 'category'), 'Noise', 'noise');
    expect(feed(before, 'Date', 'started').types).toEqual({ noise: 'noise' });
    expect(feed(before, 'X', 'category').types).toEqual({});
  });

  it('knows a category however it is written, and lets Alice take her answer back', () => {
    const mapping = readCategoryAs(emptyMapping(), '  Street Drinking ', 'street-drinking');
    expect(mapping.types).toEqual({ 'street drinking': 'street-drinking' });
    expect(readCategoryAs(mapping, 'STREET DRINKING', '').types).toEqual({});
  });

  it('asks about the open categories first and repeats none', () => {
    const mapping = readCategoryAs(emptyMapping(), 'noise', 'noise');
    expect(categoriesOf(mapping, ['begging', 'noise'])).toEqual(['begging', 'noise']);
    expect(categoriesOf(mapping, ['begging'])).toEqual(['begging', 'noise']);
  });

  it('is the same mapping when the same choices were made in another order', () => {
    const one = feed(feed(emptyMapping(), 'X', 'easting'), 'Y', 'northing');
    const other = feed(feed(emptyMapping(), 'Y', 'northing'), 'X', 'easting');
    expect(sameMapping(one, other)).toBe(true);
    expect(sameMapping(one, feed(other, 'X', ''))).toBe(false);
  });
});
