import { describe, expect, test } from 'vitest';
import { between, sharedWith } from '#web/screens/agreements/matrix.ts';
import { anAgreement, yes } from './an_agreement.ts';

describe('what the matrix says of the police’s records', () => {
  test('Chelsea’s hospital counts crime, and the council sees nothing', () => {
    const all = [anAgreement()];
    expect(sharedWith(all, 'police', 'hospital')).toEqual({
      rows: [],
      counts: ['crime'],
      released: [],
      coming: false,
    });
    const nothing = { rows: [], counts: [], released: [], coming: false };
    expect(sharedWith(all, 'police', 'council')).toEqual(nothing);
    expect(sharedWith(all, 'hospital', 'police')).toEqual(nothing);
  });

  test('rows of a kind stand above its counts', () => {
    const all = [
      anAgreement({ kinds: ['asb', 'crime'] }),
      anAgreement({ level: 'point', resolution: null, threshold: null }),
    ];
    const { rows, counts } = sharedWith(all, 'police', 'hospital');
    expect({ rows, counts }).toEqual({ rows: ['crime'], counts: ['asb'] });
  });

  test('what is proposed, scheduled, expired or revoked shows nothing; the first two are coming', () => {
    for (const [state, coming] of [
      ['proposed', true],
      ['scheduled', true],
      ['expired', false],
      ['revoked', false],
    ] as const) {
      const waiting_for = state === 'proposed' ? ['hospital'] : [];
      const shared = sharedWith([anAgreement({ state, waiting_for })], 'police', 'hospital');
      expect(shared, state).toEqual({ rows: [], counts: [], released: [], coming });
    }
  });

  test('with all partners: those who joined see it, those who may still join do not, who left is not waited for', () => {
    const all = [
      anAgreement({
        audience: 'partners',
        recipient: null,
        parties: [yes('police'), yes('hospital'), yes('fire', '2026-02-01T00:00:00Z')],
        waiting_for: ['council'],
      }),
    ];
    expect(sharedWith(all, 'police', 'hospital').counts).toEqual(['crime']);
    expect(sharedWith(all, 'police', 'council')).toMatchObject({ counts: [], coming: true });
    expect(sharedWith(all, 'police', 'fire')).toMatchObject({ counts: [], coming: false });
    expect(sharedWith(all, 'police', null).counts).toEqual([]);
  });

  test('the public sees the release, and partners do not get it from there', () => {
    const release = { audience: 'public', recipient: null, level: 'release' } as const;
    const all = [
      anAgreement({ ...release, resolution: null, threshold: null, parties: [yes('police')] }),
    ];
    expect(sharedWith(all, 'police', null).released).toEqual(['crime']);
    expect(sharedWith(all, 'police', 'hospital').released).toEqual([]);
  });
});

test('agreements are found by whose records they are about and by who sees them', () => {
  const all = [
    anAgreement({ id: 1 }),
    anAgreement({ id: 2, audience: 'partners', recipient: null }),
    anAgreement({ id: 3, audience: 'public', recipient: null, level: 'release' }),
    anAgreement({ id: 4, provider: 'hospital', recipient: 'police' }),
  ];
  const ids = (provider: string | null, recipient: string | null) =>
    between(all, provider, recipient).map(({ id }) => id);
  expect(ids(null, null)).toEqual([1, 2, 3, 4]);
  expect(ids('police', null)).toEqual([1, 2, 3]);
  expect(ids('police', 'council')).toEqual([2]);
  expect(ids(null, 'police')).toEqual([4]);
  expect(ids('police', 'public')).toEqual([3]);
});
