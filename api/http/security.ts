/** Headers on every answer, and who may send what. */
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { bodyOf } from './body_limits.ts';
import type { Basemap } from './services.ts';
import { parseJson } from './json_limits.ts';
import { Problem } from './problem.ts';

/** Nothing is fetched from elsewhere, unless the operator chose a style URL: it names hosts of its own for tiles,
 *  glyphs and images, so any https host is then open to the map. MapLibre draws in a worker made from a blob;
 *  Svelte's transitions set styles. */
export const headers = (
  basemap: Basemap,
  { tls }: { readonly tls: boolean },
): MiddlewareHandler => {
  const host = basemap.form === 'style' ? [new URL(basemap.url).origin, 'https:'] : [];
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:', ...host],
      fontSrc: ["'self'", ...host],
      connectSrc: ["'self'", ...host],
      workerSrc: ["'self'", 'blob:'],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    permissionsPolicy: { geolocation: ['self'], camera: ['self'], microphone: [] },
    // where there is no TLS a browser would lock itself out for a year
    strictTransportSecurity: tls && 'max-age=31536000; includeSubDomains',
  });
};

/** localhost, or an address in digits: a name is needed to lure a browser here from elsewhere. */
const PLAIN = /^(localhost|\d+\.\d+\.\d+\.\d+|\[[0-9a-f:.]+\])$/;
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A page of another site must not speak to a server on this machine, neither by its own origin nor by a name
 *  that was made to point here (DNS rebinding). */
export const guardOrigin =
  (hosts: readonly string[] | null): MiddlewareHandler =>
  async (c, next) => {
    const host = (c.req.header('host') ?? '').toLowerCase();
    const name = host.replace(/:\d+$/, '');
    if (hosts && !PLAIN.test(name) && !hosts.includes(name)) throw new Problem('wrong_host');
    if (!READS.has(c.req.method)) {
      const site = c.req.header('sec-fetch-site');
      if (site && site !== 'same-origin' && site !== 'none') throw new Problem('wrong_origin');
      const origin = c.req.header('origin');
      if (origin !== undefined && hostOf(origin) !== host) throw new Problem('wrong_origin');
    }
    await next();
  };

/** The host an origin names; null for `null` and for what is no origin. */
const hostOf = (origin: string): string | null =>
  URL.canParse(origin) ? new URL(origin).host : null;

/** The most that an address may hold: a drawn outline of 8,000 characters, and as much again for its escapes. */
const LONGEST_URL = 16 * 1024;
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

export const guardRequestLine: MiddlewareHandler = async (c, next) => {
  if (!METHODS.includes(c.req.method)) throw new Problem('wrong_method');
  if (c.req.url.length > LONGEST_URL) throw new Problem('url_too_long');
  await next();
};

const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** JSON, no larger than it may be, whether or not it declares its size. A page of another site can send text and
 *  forms without a preflight; JSON it cannot. */
export const guardBody: MiddlewareHandler = async (c, next) => {
  if (READS.has(c.req.method)) return next();
  const { type, atMost, isApart } = bodyOf(c.req.method, c.req.path);
  if (type === 'application/json') {
    const given = c.req.header('content-type');
    if (given === undefined ? hasBody(c) : !JSON_TYPE.test(given))
      throw new Problem('wrong_media_type');
  }
  // nothing here unpacks a body, so that none can be small outside and large inside
  if (c.req.header('content-encoding') !== undefined) throw new Problem('wrong_media_type');
  if (atMost === null || isApart) return next();
  // looked at before it is parsed, and read only where a route wants it
  c.req.json = async <T>() => parseJson(await c.req.text(), atMost) as T; // as: Hono's own says as much
  return bodyLimit({ maxSize: atMost, onError: tooLarge })(c, next);
};

const hasBody = (c: Context): boolean =>
  c.req.header('transfer-encoding') !== undefined ||
  (c.req.header('content-length') ?? '0') !== '0';

const tooLarge = () => {
  throw new Problem('body_too_large');
};
