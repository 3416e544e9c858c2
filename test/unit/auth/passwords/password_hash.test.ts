import { argon2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  COST,
  hashPassword,
  verifyNothing,
  verifyPassword,
} from '#api/auth/passwords/password_hash.ts';

const PASSWORD = 'maple tractor seven lemons';

describe('A stored password', () => {
  it('is argon2id, and says its parameters', async () => {
    const stored = await hashPassword(PASSWORD);
    expect(stored).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/,
    );
    const [, , , , salt, hash] = stored.split('$');
    const again = argon2Sync('argon2id', {
      message: PASSWORD,
      nonce: Buffer.from(salt ?? '', 'base64'),
      parallelism: 1,
      memory: 19_456,
      passes: 2,
      tagLength: 32,
    });
    expect(again.toString('base64').replace(/=+$/, '')).toBe(hash);
  });

  it('is distinguished from a wrong one', async () => {
    const stored = await hashPassword(PASSWORD);
    expect(await verifyPassword(PASSWORD, stored, false)).toEqual({ right: true, outdated: false });
    expect((await verifyPassword(`${PASSWORD} `, stored, false)).right).toBe(false);
    expect((await verifyPassword(PASSWORD.toUpperCase(), stored, false)).right).toBe(false);
  });

  it('has a salt of its own', async () => {
    expect(await hashPassword(PASSWORD)).not.toBe(await hashPassword(PASSWORD));
  });

  it('is the same however a keyboard composes its characters', async () => {
    const stored = await hashPassword('Zo\u00eb ﬁnds a café here');
    expect((await verifyPassword('Zoe\u0308 finds a cafe\u0301 here', stored, false)).right).toBe(
      true,
    );
  });

  it('of lower cost is verified, and reported as outdated', async () => {
    // the form the reference implementation writes, with a salt of 8 bytes
    const salt = Buffer.from('somesalt');
    const hash = argon2Sync('argon2id', {
      message: 'password',
      nonce: salt,
      parallelism: 1,
      memory: 256,
      passes: 2,
      tagLength: 32,
    });
    const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
    // published with that implementation (phc-winner-argon2, test.c, argon2id, 2^8 KiB)
    const published =
      '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
    expect(`$argon2id$v=19$m=256,t=2,p=1$${text(salt)}$${text(hash)}`).toBe(published);
    expect(await verifyPassword('password', published, false)).toEqual({
      right: true,
      outdated: true,
    });
    expect(await verifyPassword('passwort', published, false)).toEqual({
      right: false,
      outdated: false,
    });
  });

  it('that is none is an accident, not a wrong password', async () => {
    await expect(verifyPassword(PASSWORD, 'plain', false)).rejects.toThrow('PHC');
  });
});

describe('An account that is not there', () => {
  it('is never let in', async () => {
    expect(await verifyNothing(PASSWORD)).toEqual({ right: false, outdated: false });
  });

  it('costs what today’s hashes cost', () => {
    expect(COST).toEqual({ memory: 19_456, passes: 2, lanes: 1 });
  });
});
