import { describe, expect, test } from 'vitest';
import { NewAgreement } from '#api/contract/agreements.ts';
import {
  blank,
  likeAgreement,
  placeAgreementErrors,
  readAgreementForm,
  type AgreementText,
} from '#web/screens/agreements/agreement_form.ts';
import { anAgreement, yes } from './an_agreement.ts';

const filled: AgreementText = {
  ...blank('2026-11-22'),
  other: 'hospital',
  kinds: ['crime'],
  purpose: ' Tasking ',
  legal_basis: 'Crime and Disorder Act 1998, section 115',
};
const body = (text: AgreementText) => {
  const read = readAgreementForm(text, 'police');
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.body;
};

describe('what Bob’s form sends', () => {
  test('the server’s own rules take every way of filling it in', () => {
    for (const change of [
      {},
      { direction: 'ask' },
      { audience: 'partners' },
      { audience: 'public' },
      { level: 'point' },
    ] satisfies Partial<AgreementText>[]) {
      const parsed = NewAgreement.safeParse(body({ ...filled, ...change }));
      expect(parsed.error?.issues ?? [], JSON.stringify(change)).toEqual([]);
    }
  });

  test('his own records, counted by the hospital', () => {
    expect(body(filled)).toMatchObject({
      provider: 'police',
      audience: 'agency',
      recipient: 'hospital',
      level: 'cell',
      resolution: 8,
      threshold: 5,
      purpose: 'Tasking',
    });
  });

  test('asking is for his own agency, whatever was chosen on the other side', () => {
    const requested = body({ ...filled, direction: 'ask', audience: 'public', level: 'point' });
    expect(requested).toMatchObject({
      provider: 'hospital',
      audience: 'agency',
      recipient: 'police',
      level: 'point',
      resolution: null,
      threshold: null,
    });
  });

  test('a form left empty says what is missing, box by box', () => {
    const read = readAgreementForm(
      { ...blank('2026-11-22'), threshold: 'few', ends_on: '' },
      'police',
    );
    expect(read.ok ? [] : Object.keys(read.errors)).toEqual([
      'recipient',
      'kinds',
      'threshold',
      'purpose',
      'legal_basis',
      'ends_on',
    ]);
  });
});

describe('dates it begins with', () => {
  test('a year, with a review half way', () => {
    expect(blank('2026-11-22')).toMatchObject({
      starts_on: '2026-11-22',
      ends_on: '2027-11-21',
      review_on: '2027-05-23',
    });
    expect(blank('2028-02-29').ends_on).toBe('2029-02-28');
  });

  test('one like another follows on it; one like an old one begins today', () => {
    const next = likeAgreement(anAgreement(), 'police', '2026-11-22');
    expect(next).toMatchObject({ direction: 'give', other: 'hospital', starts_on: '2027-01-01' });
    expect(likeAgreement(anAgreement(), 'hospital', '2026-11-22').direction).toBe('ask');
    expect(likeAgreement(anAgreement(), 'police', '2028-01-05').starts_on).toBe('2028-01-05');
    const revoked = anAgreement({ state: 'revoked' });
    expect(likeAgreement(revoked, 'police', '2026-06-01').starts_on).toBe('2026-06-01');
    // over for the one that has left, though not for the others
    const parties = [yes('police'), yes('hospital', '2026-05-01T10:00:00Z')];
    const left = anAgreement({ parties });
    expect(likeAgreement(left, 'hospital', '2026-06-01').starts_on).toBe('2026-06-01');
    expect(likeAgreement(left, 'police', '2026-06-01').starts_on).toBe('2027-01-01');
  });
});

test('the server’s sentences stand beside their boxes; one about none is not lost', () => {
  const { errors, others } = placeAgreementErrors([
    { path: 'kinds.0', message: 'a' },
    { path: 'ends_on', message: 'b' },
    { path: '', message: 'c' },
  ]);
  expect(errors).toEqual({ kinds: 'a', ends_on: 'b' });
  expect(others).toEqual(['c']);
});
