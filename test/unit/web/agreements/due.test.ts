import { expect, test } from 'vitest';
import { dueFor } from '#web/screens/agreements/due.ts';
import { anAgreement } from './an_agreement.ts';

test('Chelsea is reminded of what waits for her word, then of what ends soonest; others’ reminders are counted', () => {
  const may = { accept: true, revoke: false, leave: false };
  const all = [
    anAgreement({ id: 1 }),
    anAgreement({ id: 2, reminder: 'review', days_left: 90 }),
    anAgreement({ id: 3, reminder: 'ends', days_left: 4 }),
    anAgreement({ id: 4, state: 'proposed', may }),
    anAgreement({ id: 5, provider: 'council', recipient: 'police', parties: [], reminder: 'ends' }),
  ];
  const { own, others } = dueFor(all, 'hospital');
  expect(own.map(({ agreement, why }) => [agreement.id, why])).toEqual([
    [4, 'waits'],
    [3, 'ends'],
    [2, 'review'],
  ]);
  expect(others.map(({ id }) => id)).toEqual([5]);
});
