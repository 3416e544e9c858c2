import { expect, test } from 'vitest';
import { NOTHING_ASKED, parseSearch, printSearch } from '#web/screens/audit/search_address.ts';

test('a search survives the address bar, and nothing asked is an empty address', () => {
  const search = { ...NOTHING_ASKED, from: '2026-11-01', event: 'agreement', text: ' Nia & co ' };
  const address = printSearch(search);
  expect(parseSearch(new URLSearchParams(address))).toEqual({ ...search, text: 'Nia & co' });
  expect(printSearch(NOTHING_ASKED)).toBe('');
  expect(printSearch({ ...NOTHING_ASKED, text: '  ' })).toBe('');
});
