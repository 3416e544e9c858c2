import { expect, test } from 'vitest';
import { EVENTS, eventInWords, factsInWords, FAMILIES } from '#web/lib/words_audit.ts';

const nameOf = (slug: string) => ({ police: 'Sabrina Police' })[slug] ?? slug;

test('a line about an agreement is read without knowing our words for it', () => {
  const about = {
    agreement: 1017,
    provider: 'police',
    recipient: null,
    audience: 'partners',
    level: 'cell',
    kinds: ['crime', 'asb'],
    max_sensitivity: 1,
  };
  expect(factsInWords({ about }, nameOf).map(({ name, value }) => `${name} ${value}`)).toEqual([
    'agreement 1017',
    'records of Sabrina Police',
    'for all partners',
    'level counts only',
    'kinds crime and anti-social behaviour',
    'sensitivity up to 1',
  ]);
});

test('quantities are figures, ids are shortened, yes is yes', () => {
  const about = { count: 1200, session: '5a056dd8-43fd-4bd8-81d9-e4736c2d6e82', scheduled: true };
  expect(factsInWords({ about }, nameOf).map(({ value }) => value)).toEqual([
    '1,200',
    '5a056dd8',
    'yes',
  ]);
});

test('what is not known here is shown as the server wrote it', () => {
  expect(eventInWords('agreement.revoked')).toBe('Agreement revoked');
  expect(eventInWords('moon.landed')).toBe('moon.landed');
  const about = { crater: { deep: true }, names: ['a', 'b'] };
  expect(factsInWords({ about }, nameOf)).toEqual([
    { name: 'crater', value: '{"deep":true}' },
    { name: 'names', value: 'a, b' },
  ]);
});

test('every family has events', () => {
  for (const family of Object.keys(FAMILIES))
    expect(
      Object.keys(EVENTS).some((event) => event.startsWith(`${family}.`)),
      family,
    ).toBe(true);
});
