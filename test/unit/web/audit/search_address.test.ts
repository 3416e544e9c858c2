import { expect, test } from 'vitest';
import { EMPTY_SEARCH, parseSearch, printSearch } from '#web/screens/audit/search_address.ts';

test('a search survives the address bar, and nothing asked is an empty address', () => {
  const search = { ...EMPTY_SEARCH, from: '2026-11-01', event: 'agreement', text: ' Nia & co ' };
  const address = printSearch(search);
  expect(parseSearch(new URLSearchParams(address))).toEqual({ ...search, text: 'Nia & co' });
  expect(printSearch(EMPTY_SEARCH)).toBe('');
  expect(printSearch({ ...EMPTY_SEARCH, text: '  ' })).toBe('');
});
