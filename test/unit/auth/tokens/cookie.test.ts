import { Context } from 'hono';
import { describe, expect, it } from 'vitest';
import { cookieFor, noCookie, tokenIn } from '#api/auth/tokens/cookie.ts';

const TLS = new URL('https://cg.example');

const request = (cookie: string | undefined) =>
  new Context(
    new Request('https://cg.example', cookie === undefined ? {} : { headers: { cookie } }),
  );

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
    expect(tokenIn(request('a=1; __Host-session=cgs_x; b=2'), 'session', TLS)).toBe('cgs_x');
    expect(tokenIn(request('a=1; commonground-session=cgs_x'), 'session', null)).toBe('cgs_x');
    expect(tokenIn(request('commonground-session=cgs_x'), 'attempt', null)).toBeNull();
    expect(tokenIn(request(undefined), 'session', null)).toBeNull();
  });

  it('a name that plain http could plant is not read behind TLS', () => {
    expect(tokenIn(request('commonground-session=cgs_planted'), 'session', TLS)).toBeNull();
  });

  it('goes at once when the person signs out', () => {
    expect(noCookie('session', TLS)).toContain('Max-Age=0');
    expect(tokenIn(request('__Host-session='), 'session', TLS)).toBeNull();
  });
});
