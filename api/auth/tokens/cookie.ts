/** The cookies of a signed-in browser, of one that is at its provider meanwhile, and of one that has signed in before.
 *
 *  Behind TLS (PUBLIC_URL is https) a cookie is named `__Host-…`: the browser itself then refuses one that another
 *  subdomain, a path or plain http tried to plant (RFC 6265bis 4.1.3.2). On plain http over loopback that prefix cannot be
 *  used: it requires Secure, and browsers differ on whether http://localhost counts as secure enough for that
 *  (Chromium and Firefox accept it, Safari does not; none accepts http://192.168.…). So there it has another name and
 *  no Secure, and neither name is ever read in the other's place. */
import type { Context } from 'hono';
import { generateCookie, getCookie } from 'hono/cookie';

export type CookieUse = 'session' | 'attempt' | 'device';

interface CookieForm {
  readonly name: string;
  readonly prefix?: 'host';
}

/** @param publicUrl what people's browsers call this server by, when the operator has set it */
const formOf = (use: CookieUse, publicUrl: URL | null): CookieForm =>
  publicUrl?.protocol === 'https:'
    ? { name: use, prefix: 'host' }
    : { name: `commonground-${use}` };

/** The value of a `Set-Cookie` header. @param seconds how long the browser keeps it; 0 removes it */
export function cookieFor(
  use: CookieUse,
  publicUrl: URL | null,
  token: string,
  seconds: number,
): string {
  const { name, ...form } = formOf(use, publicUrl);
  return generateCookie(name, token, {
    ...form,
    httpOnly: true,
    // Lax and not Strict: a link in an e-mail opens signed in, and the callback of a provider carries the attempt.
    // What changes anything checks Origin besides.
    sameSite: 'Lax',
    maxAge: seconds,
  });
}

export const noCookie = (use: CookieUse, publicUrl: URL | null): string =>
  cookieFor(use, publicUrl, '', 0);

/** The token in a request's cookie; null when there is none. */
export function tokenIn(c: Context, use: CookieUse, publicUrl: URL | null): string | null {
  const { name, prefix } = formOf(use, publicUrl);
  return getCookie(c, name, prefix) || null;
}
