/** Calls that count, draw or write whole files: each account has a few at a time and the others wait, so that one account
 *  that asks without end holds nobody but itself. */
import type { Context, MiddlewareHandler } from 'hono';
import { FairQueue } from './fair_queue.ts';

/** More than a map asks for at once (hexagons, time, facets, an analysis); the rest follows within milliseconds. */
const LIMITS = { concurrency: 12, perOwner: 3, maxWaiting: 400, maxWaitingPerOwner: 40 } as const;

const HEAVY =
  /^\/api\/(hexes|timeline|facets|partnership|exports|reports|audit|nearby|deliveries|hotspots|areas|residents|alerts)(\/|$)/;
/** They have queues of their own, of the same kind. */
const ELSEWHERE = /^\/api\/(exports\/incidents|hotspots\/(density|near-repeats))$/;

export const isHeavy = (path: string): boolean => HEAVY.test(path) && !ELSEWHERE.test(path);

/** Whose turn a call takes. */
export const ownerOf = (c: Context): string => c.get('principal')?.accountId ?? 'nobody';

/** Runs heavy calls in turns. Throws Problem `figures_busy` where an account has too many waiting. */
export function takeTurns(): MiddlewareHandler {
  const queue = new FairQueue({ ...LIMITS, full: 'figures_busy' });
  return (c, next) =>
    isHeavy(c.req.path) ? queue.run(ownerOf(c), next, c.req.raw.signal) : next();
}
