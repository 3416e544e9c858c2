/** A line for every answer: the route's pattern and never its address, which holds cells, boxes and outlines. */
import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes, routePath } from 'hono/route';
import type { Logger } from 'pino';

declare module 'hono' {
  interface ContextVariableMap {
    /** What a caller quotes and the log has too. */
    reference: string;
  }
}

/** `/api/hexes/:cell`; `/api/*` or `/*` where no route was reached. */
export const routeOf = (c: Context): string =>
  matchedRoutes(c).find(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))?.path ??
  routePath(c);

/** The API's at `info`; pages and their files, of which there are dozens a visit, at `debug`. */
export const logRequests =
  (log: Pick<Logger, 'info' | 'debug'>, makeReference: () => string): MiddlewareHandler =>
  async (c, next) => {
    const began = performance.now();
    const reference = makeReference();
    c.set('reference', reference);
    await next();
    const route = routeOf(c);
    const ms = Math.round(performance.now() - began);
    const line = { method: c.req.method, route, status: c.res.status, ms, reference };
    if (route.startsWith('/api/')) log.info(line, 'answered');
    else log.debug(line, 'answered');
  };
