import { expect, test } from 'vitest';
import { aheadOf } from '#web/screens/agreements/ahead.ts';
import { anAgreement } from './an_agreement.ts';

test('what lies ahead: nothing of an agreement that is over, and its last day until it has passed', () => {
  const on = (today: string) => aheadOf(anAgreement(), today).map(({ what }) => what);
  expect(on('2025-12-01')).toEqual(['begins', 'review', 'ends']);
  expect(on('2026-07-01')).toEqual(['ends']);
  expect(on('2026-12-31')).toEqual(['ends']);
  expect(aheadOf(anAgreement({ state: 'revoked' }), '2026-02-01')).toEqual([]);
});
