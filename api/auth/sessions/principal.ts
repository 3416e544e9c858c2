/** Who calls: found by the session's cookie, a script's bearer token, or the operator's. */
import { timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { asOwner } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { agencyBySlug, firstAgency } from '../../agencies/queries.ts';
import type { Principal } from '../../http/principal.ts';
import { Problem } from '../../http/problem.ts';
import { callerOf, isAtThisMachine } from '../../http/caller.ts';
import { tokenIn } from '../tokens/cookie.ts';
import { isSampleOnly } from '../people/person_queries.ts';
import { sessionByHash, touchSession } from './queries.ts';
import { hashOfToken } from '../tokens/token.ts';

/** A browser that has not been used for so long is signed out. */
export const IDLE_MS = 30 * 60_000;
/** Written at most once in so long: a read must not become a write each time. */
const TOUCH_MS = 60_000;

export function presentedToken(services: AuthServices, c: Context): string | null {
  const header = c.req.header('authorization');
  if (header !== undefined) return /^Bearer ([\w-]{20,200})$/.exec(header)?.[1] ?? '';
  return tokenIn(c, 'session', services.config.publicUrl);
}

/** Sets `principal`; refuses a call without a valid credential, unless its route is open to anyone. */
export const authenticate =
  (services: AuthServices, isOpen: (method: string, path: string) => boolean): MiddlewareHandler =>
  async (c, next) => {
    const token = presentedToken(services, c);
    c.set('principal', token === null ? null : await principalOf(services, c, token));
    if (!c.get('principal') && !isOpen(c.req.method, c.req.path))
      throw new Problem('sign_in_first');
    await next();
  };

async function principalOf(
  services: AuthServices,
  c: Context,
  token: string,
): Promise<Principal | null> {
  const hash = hashOfToken(token);
  if (services.operator && timingSafeEqual(hash, hashOfToken(services.operator.token)))
    return operatorFor(services, c, services.operator.accountId);
  const now = services.now();
  return asOwner(services.database, async (tx) => {
    const session = await sessionByHash(tx, hash, now, IDLE_MS);
    if (!session) return null;
    const { last_seen_at, ...principal } = session;
    // one-click people: at this machine, and not beside real data, on every call
    if (principal.sample && !(isHere(services, c) && (await isSampleOnly(tx)))) return null;
    const isDue = now.getTime() - last_seen_at.getTime() > TOUCH_MS;
    // a session that is only read must not need a write
    if (isDue && services.storage.room !== 'none') await touchSession(tx, session.sessionId, now);
    return principal;
  });
}

const isHere = ({ config }: AuthServices, c: Context): boolean =>
  isAtThisMachine(callerOf(c, config.trustedProxies), config);

/** The operator acts for the agency that the call names, or for the first. Throws Problem `unknown_agency`. */
async function operatorFor(
  services: AuthServices,
  c: Context,
  accountId: string,
): Promise<Principal> {
  const slug = c.req.header('acting-agency');
  const agency = slug
    ? { id: await agencyBySlug(services.database, slug), slug }
    : await firstAgency(services.database);
  return {
    accountId,
    name: 'Operator',
    agencyId: agency.id,
    agency: agency.slug,
    roles: ['administrator', 'analyst'],
    host: true,
    kind: 'operator',
    sessionId: null,
    strong: true,
    vouchedBy: null,
    provedAt: null,
    sample: false,
  };
}
