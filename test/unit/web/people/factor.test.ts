import { expect, it } from 'vitest';
import { factorOf } from '#web/screens/people/factor.ts';

const none = { password: false, totp: false, passkeys: 0, provider: false };

it('a password alone is no second factor, whatever else is', () => {
  expect(factorOf(none)).toBe('no');
  expect(factorOf({ ...none, password: true })).toBe('no');
  expect(factorOf({ ...none, password: true, totp: true })).toBe('app');
  expect(factorOf({ ...none, provider: true })).toBe('provider');
  expect(factorOf({ ...none, password: true, totp: true, passkeys: 2 })).toBe('passkey');
});
