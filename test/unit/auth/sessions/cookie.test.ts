import { describe, expect, it } from 'vitest';
import { cookieFor, noCookie, tokenIn } from '#api/auth/sessions/cookie.ts';

const TLS = new URL('https://ground.example');

describe('The cookie of a signed-in browser', () => {
  it('behind TLS is one that no other host, path or plain http can plant', () => {
    expect(cookieFor('session', TLS, 'cgs_x', 60)).toBe(
      '__Host-session=cgs_x; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax',
    );
  });

  it('on plain http goes without Secure, which some browsers would not take, under another name', () => {
    for (const publicUrl of [null, new URL('http://localhost:8080')])
      expect(cookieFor('session', publicUrl, 'cgs_x', 60)).toBe(
        'commonground-session=cgs_x; Max-Age=60; Path=/; HttpOnly; SameSite=Lax',
      );
  });

  it('is read back, among others', () => {
    expect(tokenIn('session', TLS, 'a=1; __Host-session=cgs_x; b=2')).toBe('cgs_x');
    expect(tokenIn('session', null, 'a=1; commonground-session=cgs_x')).toBe('cgs_x');
    expect(tokenIn('attempt', null, 'commonground-session=cgs_x')).toBeNull();
    expect(tokenIn('session', null, undefined)).toBeNull();
  });

  it('a name that plain http could plant is not read behind TLS', () => {
    expect(tokenIn('session', TLS, 'commonground-session=cgs_planted')).toBeNull();
  });

  it('goes at once when the person signs out', () => {
    expect(noCookie('session', TLS)).toContain('Max-Age=0');
    expect(tokenIn('session', TLS, '__Host-session=')).toBeNull();
  });
});
