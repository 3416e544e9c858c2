/** Headers on every answer, and who may send what. */
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Basemap } from './config.ts';
import { Problem } from './problem.ts';

/** Nothing is fetched from elsewhere, but for the style host that the operator chose. MapLibre draws in a worker
 *  made from a blob; Svelte's transitions set styles. */
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

const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/;
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A page of another site must not speak to a server on this machine, neither by its own origin nor by a name
 *  that was made to point here (DNS rebinding). */
export const guardOrigin =
  (hosts: readonly string[] | null): MiddlewareHandler =>
  async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (hosts && !LOCAL.test(host) && !hosts.includes(host.replace(/:\d+$/, '')))
      throw new Problem('wrong_host');
    if (!READS.has(c.req.method)) {
      const site = c.req.header('sec-fetch-site');
      if (site && site !== 'same-origin' && site !== 'none') throw new Problem('wrong_origin');
      const origin = c.req.header('origin');
      if (origin && origin !== 'null' && new URL(origin).host !== host)
        throw new Problem('wrong_origin');
      if (origin === 'null') throw new Problem('wrong_origin');
    }
    await next();
  };
