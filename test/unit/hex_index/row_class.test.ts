import { expect, test } from 'vitest';
import { RowClassTable } from '#api/hex_index/row_class.ts';
import { KeyTable } from '#api/hex_index/key_table.ts';
import fc from 'fast-check';

test('a partnership of 16,384 agencies fits, and one type more is refused, each time', () => {
  const rowClasses = new RowClassTable();
  for (let share = 0; share < 0xffff; share++) rowClasses.idOf(1, share);
  for (let time = 0; time < 2; time++) expect(() => rowClasses.idOf(2, 0)).toThrow('65,535');
  expect(rowClasses.idOf(1, 0xfffe)).toBe(0xffff);
});

test('a key table numbers keys in the order in which they are first used', () => {
  const key = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -2, max: 40 }));
  fc.assert(
    fc.property(fc.array(key, { maxLength: 3000, size: 'max' }), (keys) => {
      const table = new KeyTable();
      const ids = new Map<number, number>();
      for (const one of keys) {
        if (!ids.has(one)) ids.set(one, ids.size);
        expect(table.idOf(one)).toBe(ids.get(one));
      }
      expect([...table.keys]).toEqual([...ids.keys()]);
    }),
    { numRuns: 20 },
  );
});
