import { argon2Sync, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encryptionWith } from '#api/auth/secret_encryption.ts';
import {
  COST,
  hashPassword as hashWith,
  saltFor,
  verifyPasswords,
} from '#api/auth/passwords/password_hash.ts';

const PASSWORD = 'maple tractor seven lemons';
const services = { secretEncryption: encryptionWith(randomBytes(32)) };
const salt = saltFor(services, 'ada@severnside.example');
const hashPassword = (password: string) => hashWith(password, salt);
const verifyPassword = async (password: string, stored: string) =>
  (await verifyPasswords(password, [stored], false))[0];

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
    expect(await verifyPassword(PASSWORD, stored)).toEqual({ right: true, outdated: false });
    expect((await verifyPassword(`${PASSWORD} `, stored))?.right).toBe(false);
    expect((await verifyPassword(PASSWORD.toUpperCase(), stored))?.right).toBe(false);
  });

  it('has the salt of its name, which another server gives another', async () => {
    expect(saltFor(services, 'ada@severnside.example')).toEqual(salt);
    const others = [
      saltFor(services, 'bob@severnside.example'),
      saltFor({ secretEncryption: encryptionWith(randomBytes(32)) }, 'ada@severnside.example'),
    ];
    for (const other of others) expect(other).not.toEqual(salt);
    expect(salt).toHaveLength(16);
  });

  it('is found among those of one name, each with a verdict of its own', async () => {
    const stored = [await hashPassword('another long password'), await hashPassword(PASSWORD)];
    const verdicts = await verifyPasswords(PASSWORD, stored, true);
    expect(verdicts.map(({ right }) => right)).toEqual([false, true]);
  });

  it('is the same however a keyboard composes its characters', async () => {
    const stored = await hashPassword('Zo\u00eb ﬁnds a café here');
    expect((await verifyPassword('Zoe\u0308 finds a cafe\u0301 here', stored))?.right).toBe(true);
  });

  it('of lower cost is verified, and reported as outdated', async () => {
    // the form the reference implementation writes, with a salt of 8 bytes
    const short = Buffer.from('somesalt');
    const hash = argon2Sync('argon2id', {
      message: 'password',
      nonce: short,
      parallelism: 1,
      memory: 256,
      passes: 2,
      tagLength: 32,
    });
    const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
    // published with that implementation (phc-winner-argon2, test.c, argon2id, 2^8 KiB)
    const published =
      '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
    expect(`$argon2id$v=19$m=256,t=2,p=1$${text(short)}$${text(hash)}`).toBe(published);
    expect(await verifyPassword('password', published)).toEqual({
      right: true,
      outdated: true,
    });
    expect(await verifyPassword('passwort', published)).toEqual({
      right: false,
      outdated: false,
    });
  });

  it('that is none is an accident, not a wrong password', async () => {
    await expect(verifyPassword(PASSWORD, 'plain')).rejects.toThrow('PHC');
  });
});

describe('An account that is not there', () => {
  it('is never let in', async () => {
    expect(await verifyPasswords(PASSWORD, [], false)).toEqual([]);
  });

  it('costs what today’s hashes cost', () => {
    expect(COST).toEqual({ memory: 19_456, passes: 2, lanes: 1 });
  });
});
