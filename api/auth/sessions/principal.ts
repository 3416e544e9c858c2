/** Who calls: found by the session's cookie, a script's bearer token, or the operator's. */
import { timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import type { Role } from '../../contract/permissions.ts';
import { asOwner } from '../../db/as_agency.ts';
import type { House } from '../../main/services.ts';
import { agencyBySlug, firstAgency } from '../../partnership/queries.ts';
import { Problem } from '../../http/problem.ts';
import { callerOf, isAtThisMachine } from './caller.ts';
import { tokenIn } from './cookie.ts';
import { isSampleOnly } from '../people/known_queries.ts';
import { sessionByHash, touchSession } from './queries.ts';
import { hashOfToken } from '../tokens/token.ts';

export interface Principal {
  readonly accountId: string;
  readonly name: string;
  /** 0: the operator of a partnership without agencies. */
  readonly agencyId: number;
  readonly agency: string;
  readonly roles: readonly Role[];
  /** Whether the agency runs this installation. */
  readonly host: boolean;
  readonly kind: 'browser' | 'phone' | 'script' | 'operator';
  readonly sessionId: string | null;
  /** Proved by two factors, or by an agency's provider. */
  readonly strong: boolean;
  /** The agency whose provider vouched; null: proved to us. */
  readonly vouchedBy: number | null;
  /** When this session last proved who it is. */
  readonly provedAt: Date | null;
  /** A one-click person of the synthetic county. */
  readonly sample: boolean;
}

/** A browser that has not been used for so long is signed out. */
export const IDLE_MS = 30 * 60_000;
/** Written at most once in so long: a read must not become a write each time. */
const TOUCH_MS = 60_000;

export function presentedToken(house: House, c: Context): string | null {
  const header = c.req.header('authorization');
  if (header !== undefined) return /^Bearer ([\w-]{20,200})$/.exec(header)?.[1] ?? '';
  return tokenIn('session', house.config.publicUrl, c.req.header('cookie'));
}

/** Sets `principal`; refuses whoever is nobody, unless the call is open to anyone. */
export const authenticate =
  (house: House, isOpen: (method: string, path: string) => boolean): MiddlewareHandler =>
  async (c, next) => {
    const token = presentedToken(house, c);
    c.set('principal', token === null ? null : await principalOf(house, c, token));
    if (!c.get('principal') && !isOpen(c.req.method, c.req.path))
      throw new Problem('sign_in_first');
    await next();
  };

async function principalOf(house: House, c: Context, token: string): Promise<Principal | null> {
  const hash = hashOfToken(token);
  if (house.operator && timingSafeEqual(hash, hashOfToken(house.operator.token)))
    return operatorFor(house, c, house.operator.accountId);
  const now = house.now();
  return asOwner(house.database, async (tx) => {
    const session = await sessionByHash(tx, hash, now, IDLE_MS);
    if (!session) return null;
    const { last_seen_at, ...principal } = session;
    // one-click people: at this machine, and not beside real data, on every call
    if (principal.sample && !(isHere(house, c) && (await isSampleOnly(tx)))) return null;
    if (now.getTime() - last_seen_at.getTime() > TOUCH_MS)
      await touchSession(tx, session.sessionId, now);
    return principal;
  });
}

const isHere = ({ config }: House, c: Context): boolean =>
  isAtThisMachine(callerOf(c, config.trustedProxies), config);

/** The operator acts for the agency that the call names, or for the first. Throws Problem `unknown_agency`. */
async function operatorFor(house: House, c: Context, accountId: string): Promise<Principal> {
  const slug = c.req.header('acting-agency');
  const agency = slug
    ? { id: await agencyBySlug(house.database, slug), slug }
    : await firstAgency(house.database);
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
