import { expect, test } from 'vitest';
import { aheadOf, historyOf } from '#web/screens/agreements/history.ts';
import { anAgreement, yes } from './an_agreement.ts';

test('proposed, accepted at one table, left, revoked: in that order', () => {
  const later = '2026-03-01T10:00:00.000Z';
  const happened = historyOf(
    anAgreement({
      parties: [
        yes('police'),
        { ...yes('hospital', '2026-04-01T10:00:00.000Z'), accepted_at: later },
        { ...yes('council'), accepted_at: '2026-03-01T10:00:30.000Z' },
      ],
      revoked: { at: '2026-05-01T10:00:00.000Z', by: 'police', why: 'Not needed' },
    }),
  );
  expect(happened).toEqual([
    { at: '2026-01-10T09:00:00.000Z', what: 'proposed', agency: 'police' },
    { at: '2026-01-10T09:00:00.000Z', what: 'accepted', agencies: ['police'] },
    { at: later, what: 'accepted', agencies: ['hospital', 'council'] },
    { at: '2026-04-01T10:00:00.000Z', what: 'left', agency: 'hospital' },
    { at: '2026-05-01T10:00:00.000Z', what: 'revoked', agency: 'police', why: 'Not needed' },
  ]);
});

test('what lies ahead: nothing of an agreement that is over, and its last day until it has passed', () => {
  const on = (today: string) => aheadOf(anAgreement(), today).map(({ what }) => what);
  expect(on('2025-12-01')).toEqual(['begins', 'review', 'ends']);
  expect(on('2026-07-01')).toEqual(['ends']);
  expect(on('2026-12-31')).toEqual(['ends']);
  expect(aheadOf(anAgreement({ state: 'revoked' }), '2026-02-01')).toEqual([]);
});
