import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { SecretUnreadable, encryptionOf, encryptionWith } from '#api/auth/secret_encryption.ts';

const key = Buffer.alloc(32, 1);
const PLACE = 'totp.secret 7';

describe('An encrypted secret', () => {
  it('opens at its place, and shows nothing of itself', () => {
    const encryption = encryptionWith(key);
    const stored = encryption.encrypt('GEZDGNBVGY3TQOJQ', PLACE);
    expect(encryption.decrypt(stored, PLACE)).toBe('GEZDGNBVGY3TQOJQ');
    expect(stored).toMatch(/^v1\.[0-9a-f]{8}\.[A-Za-z0-9_-]+$/);
    expect(Buffer.from(stored.split('.')[2] ?? '', 'base64url').toString()).not.toContain('GEZ');
  });

  it('is another text each time', () => {
    const encryption = encryptionWith(key);
    expect(encryption.encrypt('x', PLACE)).not.toBe(encryption.encrypt('x', PLACE));
  });

  it('keeps text of any script, and empty text', () => {
    const encryption = encryptionWith(key);
    for (const text of ['', 'Zoë 🐙', 'x'.repeat(5000)])
      expect(encryption.decrypt(encryption.encrypt(text, PLACE), PLACE)).toBe(text);
  });

  it('moved to another row does not open', () => {
    const encryption = encryptionWith(key);
    const stored = encryption.encrypt('secret', PLACE);
    expect(() => encryption.decrypt(stored, 'totp.secret 8')).toThrow(SecretUnreadable);
  });

  it('with one bit changed anywhere does not open', () => {
    const encryption = encryptionWith(key);
    const [version, name, rest] = encryption.encrypt('secret', PLACE).split('.');
    const bytes = Buffer.from(rest ?? '', 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const text = `${version}.${name}.${changed.toString('base64url')}`;
      expect(() => encryption.decrypt(text, PLACE)).toThrow('has been changed');
    }
  });

  it('says so when the key is another one', () => {
    const stored = encryptionWith(key).encrypt('secret', PLACE);
    expect(() => encryptionWith(Buffer.alloc(32, 2)).decrypt(stored, PLACE)).toThrow(
      /encrypted with another key.*secret\.key/,
    );
  });

  it('of a form nobody knows says so', () => {
    for (const text of ['', 'v2.00000000.AAAA', 'v1.x', 'v1.00000000.AAAA', 'plain'])
      expect(() => encryptionWith(key).decrypt(text, PLACE), text).toThrow('form');
  });
});

describe('The key of a data folder', () => {
  const folders: string[] = [];
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'commonground-key-'));
    folders.push(made);
    return made;
  };
  afterEach(() => {
    for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
  });

  it('is made once, for its owner alone, and kept', () => {
    const here = join(folder(), 'new');
    const stored = encryptionOf(here).encrypt('secret', PLACE);
    const text = readFileSync(join(here, 'secret.key'), 'utf8');
    expect(text).toMatch(/^[0-9a-f]{64}\n$/);
    expect(statSync(join(here, 'secret.key')).mode & 0o777).toBe(0o600);
    expect(encryptionOf(here).decrypt(stored, PLACE)).toBe('secret');
    expect(readFileSync(join(here, 'secret.key'), 'utf8')).toBe(text);
    expect(readdirSync(here)).toEqual(['secret.key']);
  });

  it('of one folder does not decrypt what another’s encrypted', () => {
    const stored = encryptionOf(folder()).encrypt('secret', PLACE);
    expect(() => encryptionOf(folder()).decrypt(stored, PLACE)).toThrow('another key');
  });

  it('that came back from a backup for everyone to read is closed again', () => {
    const here = folder();
    writeFileSync(join(here, 'secret.key'), `${'ab'.repeat(32)}\n`, { mode: 0o644 });
    encryptionOf(here);
    expect(statSync(join(here, 'secret.key')).mode & 0o777).toBe(0o600);
  });

  it('that is damaged is not written over', () => {
    const here = folder();
    writeFileSync(join(here, 'secret.key'), 'ab');
    expect(() => encryptionOf(here)).toThrow(/backup/);
    expect(readFileSync(join(here, 'secret.key'), 'utf8')).toBe('ab');
  });
});
