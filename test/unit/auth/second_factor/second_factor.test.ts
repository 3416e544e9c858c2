import { describe, expect, it } from 'vitest';
import { canSignIn, needsSecondFactor } from '#api/auth/second_factor/second_factor.ts';
import { PERMISSIONS, ROLES } from '#api/contract/permissions.ts';
import { everyRoleSet } from '#test/support/role_sets.ts';

describe('A second factor', () => {
  it('is required of everybody but the street team and readers', () => {
    expect(ROLES.filter((role) => needsSecondFactor([role]))).toEqual([
      ...['administrator', 'analyst', 'tasking', 'owner'],
    ]);
  });

  it('is required as soon as one of several roles requires it, whichever else there are', () => {
    const sets = everyRoleSet();
    expect(sets).toHaveLength(2 ** ROLES.length);
    for (const roles of sets)
      expect([roles, needsSecondFactor(roles)]).toEqual([
        roles,
        roles.some((role) => needsSecondFactor([role])),
      ]);
    expect(needsSecondFactor([])).toBe(false);
  });

  it('stands before whatever takes somebody near exact places, exports or people', () => {
    for (const operation of [
      'points.read',
      'exports.make',
      'imports.manage',
      'people.manage',
      'agreements.manage',
      'audit.read',
    ] as const)
      for (const role of ROLES.filter((one) => PERMISSIONS[one].includes(operation)))
        expect([operation, role, needsSecondFactor([role])]).toEqual([operation, role, true]);
  });
});

describe('Ways of signing in', () => {
  const none = { password: false, totp: false, passkeys: 0, providers: 0 };

  it('are enough: a passkey or a provider by itself, a password with an app where one is required', () => {
    for (const needed of [true, false]) {
      expect(canSignIn(none, needed)).toBe(false);
      expect(canSignIn({ ...none, passkeys: 1 }, needed)).toBe(true);
      expect(canSignIn({ ...none, providers: 1 }, needed)).toBe(true);
      expect(canSignIn({ ...none, password: true, totp: true }, needed)).toBe(true);
      // an app alone is no way in
      expect(canSignIn({ ...none, totp: true }, needed)).toBe(false);
      expect(canSignIn({ ...none, password: true }, needed)).toBe(!needed);
    }
  });
});
