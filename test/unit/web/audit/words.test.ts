import { expect, test } from 'vitest';
import {
  byNobody,
  concernsInWords,
  EVENTS,
  eventInWords,
  factsInWords,
  FAMILIES,
} from '#web/screens/audit/words.ts';

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

test('days and months are read as days and months', () => {
  const about = { ends_on: '2027-10-31', month: '2026-08' };
  expect(factsInWords({ about }, nameOf).map(({ value }) => value)).toEqual([
    '31 October 2027',
    'August 2026',
  ]);
});

test('a release on schedule is the program’s own doing; a refused stranger is nobody known', () => {
  expect(byNobody({ agency: null, outcome: 'done' })).toBe('The program itself');
  expect(byNobody({ agency: null, outcome: 'refused' })).toBe('Nobody known');
});

test('what concerns every agency does not name them all', () => {
  expect(concernsInWords(['police', 'nhs'], 2, nameOf)).toBe('All agencies');
  expect(concernsInWords(['police', 'nhs'], 3, nameOf)).toBe('Sabrina Police, nhs');
  expect(concernsInWords(['police'], 1, nameOf)).toBe('Sabrina Police');
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
