/** Headers on every answer, and who may send what. */
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Basemap } from './config.ts';
import { Problem } from './problem.ts';

/** Nothing is fetched from elsewhere, unless the operator chose a style URL: it names hosts of its own for tiles,
 *  letters and pictures, so any https host is then open to the map. MapLibre draws in a worker made from a blob;
 *  Svelte's transitions set styles. */
export const headers = (basemap: Basemap): MiddlewareHandler => {
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
    strictTransportSecurity: false,
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
