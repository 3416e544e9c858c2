import { expect, it } from 'vitest';
import { LONGEST_SCRIPT_DAYS } from '#api/contract/sign_in.ts';
import { daysUntil, LONGEST_DAYS } from '#web/screens/me/token_days.ts';

it('counts days to the one a token ends on, and none that the server would refuse', () => {
  expect(daysUntil('2026-11-26', '2026-11-25')).toBe(1);
  expect(daysUntil('2027-02-23', '2026-11-25')).toBe(90);
  expect(daysUntil('2026-11-25', '2026-11-25')).toBeNull();
  expect(daysUntil('2026-11-01', '2026-11-25')).toBeNull();
  expect(daysUntil('2027-11-25', '2026-11-25')).toBe(365);
  expect(daysUntil('2027-11-26', '2026-11-25')).toBeNull();
  expect(daysUntil('', '2026-11-25')).toBeNull();
  expect(LONGEST_DAYS).toBe(LONGEST_SCRIPT_DAYS);
});

it('a clock that changes between summer and winter adds no day', () => {
  expect(daysUntil('2027-03-29', '2027-03-27')).toBe(2);
});
