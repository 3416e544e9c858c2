import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { SealBroken, sealOf, sealWith } from '#api/auth/secret_encryption.ts';

const key = Buffer.alloc(32, 1);
const PLACE = 'totp.secret 7';

describe('A sealed secret', () => {
  it('opens at its place, and shows nothing of itself', () => {
    const seal = sealWith(key);
    const sealed = seal.seal('GEZDGNBVGY3TQOJQ', PLACE);
    expect(seal.open(sealed, PLACE)).toBe('GEZDGNBVGY3TQOJQ');
    expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[A-Za-z0-9_-]+$/);
    expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').toString()).not.toContain('GEZ');
  });

  it('is another text each time', () => {
    const seal = sealWith(key);
    expect(seal.seal('x', PLACE)).not.toBe(seal.seal('x', PLACE));
  });

  it('keeps letters of any script, and nothing at all', () => {
    const seal = sealWith(key);
    for (const text of ['', 'Zoë 🐙', 'x'.repeat(5000)])
      expect(seal.open(seal.seal(text, PLACE), PLACE)).toBe(text);
  });

  it('moved to another row does not open', () => {
    const seal = sealWith(key);
    const sealed = seal.seal('secret', PLACE);
    expect(() => seal.open(sealed, 'totp.secret 8')).toThrow(SealBroken);
  });

  it('with one bit changed anywhere does not open', () => {
    const seal = sealWith(key);
    const [version, name, rest] = seal.seal('secret', PLACE).split('.');
    const bytes = Buffer.from(rest ?? '', 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const text = `${version}.${name}.${changed.toString('base64url')}`;
      expect(() => seal.open(text, PLACE)).toThrow('has been changed');
    }
  });

  it('says so when the key is another one', () => {
    const sealed = sealWith(key).seal('secret', PLACE);
    expect(() => sealWith(Buffer.alloc(32, 2)).open(sealed, PLACE)).toThrow(
      /sealed with another key.*secret\.key/,
    );
  });

  it('of a form nobody knows says so', () => {
    for (const text of ['', 'v2.00000000.AAAA', 'v1.x', 'v1.00000000.AAAA', 'plain'])
      expect(() => sealWith(key).open(text, PLACE), text).toThrow('form');
  });
});

describe('The key of a data folder', () => {
  const folders: string[] = [];
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'commonground-seal-'));
    folders.push(made);
    return made;
  };
  afterEach(() => {
    for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
  });

  it('is made once, for its owner alone, and kept', () => {
    const here = join(folder(), 'new');
    const sealed = sealOf(here).seal('secret', PLACE);
    const text = readFileSync(join(here, 'secret.key'), 'utf8');
    expect(text).toMatch(/^[0-9a-f]{64}\n$/);
    expect(statSync(join(here, 'secret.key')).mode & 0o777).toBe(0o600);
    expect(sealOf(here).open(sealed, PLACE)).toBe('secret');
    expect(readFileSync(join(here, 'secret.key'), 'utf8')).toBe(text);
    expect(readdirSync(here)).toEqual(['secret.key']);
  });

  it('of one folder does not open what another’s sealed', () => {
    const sealed = sealOf(folder()).seal('secret', PLACE);
    expect(() => sealOf(folder()).open(sealed, PLACE)).toThrow('another key');
  });

  it('that came back from a backup for everyone to read is closed again', () => {
    const here = folder();
    writeFileSync(join(here, 'secret.key'), `${'ab'.repeat(32)}\n`, { mode: 0o644 });
    sealOf(here);
    expect(statSync(join(here, 'secret.key')).mode & 0o777).toBe(0o600);
  });

  it('that is damaged is not written over', () => {
    const here = folder();
    writeFileSync(join(here, 'secret.key'), 'ab');
    expect(() => sealOf(here)).toThrow(/backup/);
    expect(readFileSync(join(here, 'secret.key'), 'utf8')).toBe('ab');
  });
});
