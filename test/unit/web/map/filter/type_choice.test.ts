import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INCIDENT_TYPES } from '#api/contract/kinds.ts';
import { filtersForTicked, tickedTypes } from '#web/screens/map/filter/type_choice.ts';

const slugs = INCIDENT_TYPES.map((type) => type.slug);

test('boxes come back as they were ticked', () => {
  fc.assert(
    fc.property(fc.subarray(slugs, { minLength: 1 }), (ticked) => {
      const filters = filtersForTicked(new Set(ticked), INCIDENT_TYPES);
      expect(tickedTypes(filters, INCIDENT_TYPES)).toEqual(new Set(ticked));
      expect(filters.kinds.length === 0 || filters.types.length === 0).toBe(true);
    }),
  );
});

test('a whole kind is asked for as a kind, and everything as nothing', () => {
  const alcohol = INCIDENT_TYPES.filter((type) => type.kind === 'alcohol').map((type) => type.slug);
  expect(filtersForTicked(new Set(alcohol), INCIDENT_TYPES)).toEqual({
    kinds: ['alcohol'],
    types: [],
  });
  expect(filtersForTicked(new Set(slugs), INCIDENT_TYPES)).toEqual({ kinds: [], types: [] });
});

test('when the last box is cleared, all are shown again', () => {
  expect(filtersForTicked(new Set(), INCIDENT_TYPES)).toEqual({ kinds: [], types: [] });
});
