import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashOfToken, looksLikeToken, newToken } from '#api/auth/tokens/token.ts';

describe('A token', () => {
  it('holds 256 bits behind a prefix that says its kind', () => {
    const { token } = newToken('session', (n) => Buffer.alloc(n, 0xfb));
    expect(token).toBe(`cgs_${'-_v7'.repeat(10)}-_s`);
    expect(Buffer.from(token.slice(4), 'base64url')).toEqual(Buffer.alloc(32, 0xfb));
  });

  it('is stored as the SHA-256 of all of it', () => {
    const { token, hash } = newToken('script');
    expect(hash).toEqual(createHash('sha256').update(token, 'utf8').digest());
    expect(hashOfToken(token)).toEqual(hash);
  });

  it('is another one each time', () => {
    const many = Array.from({ length: 1000 }, () => newToken('invitation').token);
    expect(new Set(many).size).toBe(1000);
  });

  it('counts for its own kind only', () => {
    const { token } = newToken('session');
    expect(looksLikeToken('session', token)).toBe(true);
    expect(looksLikeToken('script', token)).toBe(false);
    expect(looksLikeToken('session', token.slice(0, -1))).toBe(false);
    expect(looksLikeToken('session', `${token}\n`)).toBe(false);
    expect(looksLikeToken('session', '')).toBe(false);
  });
});
