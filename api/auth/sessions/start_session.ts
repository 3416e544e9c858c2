/** The only maker of a browser's session. */
import type { Context } from 'hono';
import { auditAs } from '../../audit/queries.ts';
import type { Me } from '../../contract/sign_in.ts';
import { asOwner, type OwnerTx } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { callerOf, isAtThisMachine } from '../../http/caller.ts';
import { cookieFor, tokenIn } from '../tokens/cookie.ts';
import { deviceLabel } from './device_label.ts';
import { isSampleOnly, type KnownPerson } from '../people/person_queries.ts';
import { meOf } from './me.ts';
import { IDLE_MS } from './principal.ts';
import type { Way } from '../attempts/answer_refusal.ts';
import { SignInRefused } from '../attempts/sign_in_refused.ts';
import { endSession, insertSession, sessionByHash } from './queries.ts';
import { rememberDevice } from '../devices/known_device.ts';
import { hashOfToken, newToken } from '../tokens/token.ts';
import { takeBack, takeBackOne, type Tried } from '../rate_limit/rate_limit.ts';

/** However much it is used, and for however many agencies: counted from the proof. */
export const ABSOLUTE_MS = 12 * 3600_000;

/** Ways whose attempts are counted by address; a success takes one off. Any other would take off what was counted for
 *  somebody else: a member could change agencies between two guesses at a colleague's password. */
const COUNTED: readonly Way[] = ['password', 'passkey', 'openid'];
/** Ways that prove who is at the browser: it is remembered. One-click people prove nothing. */
const PROVES: readonly Way[] = [...COUNTED, 'link'];

export interface Entrant {
  readonly known: KnownPerson;
  readonly way: Way;
  /** For which agency; null: the one last acted for. */
  readonly agencyId: number | null;
  readonly strong: boolean;
  readonly vouchedBy: number | null;
  /** When they proved it; now, unless an earlier proof is carried over. */
  readonly provedAt?: Date | null;
}

/** Runs `work`, which proves who it is, and signs them in within the same transaction: a new token each time, and the
 *  browser's previous session ends. Throws SignInRefused where they may not sign in after all. */
export async function startSession(
  services: AuthServices,
  c: Context,
  work: (tx: OwnerTx) => Promise<Entrant>,
): Promise<Me> {
  const { me, token, seconds, deviceCookie } = await asOwner(services.database, async (tx) =>
    enter(services, c, tx, await work(tx)),
  );
  const { publicUrl } = services.config;
  c.header('set-cookie', cookieFor('session', publicUrl, token, seconds), {
    append: true,
  });
  if (deviceCookie !== null) c.header('set-cookie', deviceCookie, { append: true });
  return me;
}

async function enter(
  services: AuthServices,
  c: Context,
  tx: OwnerTx,
  entrant: Entrant,
): Promise<{ me: Me; token: string; seconds: number; deviceCookie: string | null }> {
  const { known, way, strong, vouchedBy } = entrant;
  const { accountId } = known;
  const agencyId = await agencyFor(services, c, tx, entrant);
  const now = services.now();
  const provedAt = entrant.provedAt ?? now;
  const expiresAt = new Date(provedAt.getTime() + ABSOLUTE_MS);
  const before = tokenIn(c, 'session', services.config.publicUrl);
  if (before) await endSession(tx, hashOfToken(before), now);
  const { token, hash } = newToken('session');
  await insertSession(tx, {
    hash,
    accountId,
    agencyId,
    kind: 'browser',
    label: deviceLabel(c.req.header('user-agent')),
    strong,
    vouchedBy,
    now,
    provedAt,
    expiresAt,
  });
  const principal = await sessionByHash(tx, hash, now, IDLE_MS);
  if (!principal) throw new SignInRefused('second factor', { who: { accountId, agencyId } });
  // before the device is remembered: what it tried until now was a stranger's
  if (COUNTED.includes(way)) await takeBackOne(services, c, tx, triedBy(entrant));
  // a provider could otherwise make room for guesses at a password that is not its own
  const isProved = PROVES.includes(way);
  if (isProved && vouchedBy === null) await takeBack(services, c, tx, known);
  const deviceCookie = isProved
    ? await rememberDevice(services, c, tx, { accountId, vouchedBy })
    : null;
  await auditAs(
    tx,
    { accountId, agencyId },
    { event: 'sign_in.done', outcome: 'done', about: { way, session: principal.sessionId } },
  );
  const seconds = Math.ceil((expiresAt.getTime() - now.getTime()) / 1000);
  return { me: await meOf(tx, principal, now), token, seconds, deviceCookie };
}

const triedBy = ({ way, known }: Entrant): Tried =>
  way === 'password' && known.email !== null
    ? { what: 'password', email: known.email }
    : { what: 'nameless' };

/** Throws SignInRefused for a disabled account, one without membership, or a one-click person elsewhere. */
async function agencyFor(
  services: AuthServices,
  c: Context,
  tx: OwnerTx,
  { known, agencyId }: Entrant,
): Promise<number> {
  const { accountId, memberships } = known;
  const membership =
    agencyId === null ? memberships[0] : memberships.find((one) => one.agencyId === agencyId);
  const who = { accountId, agencyId: membership?.agencyId ?? null };
  if (known.disabled) throw new SignInRefused('disabled', { who });
  if (!membership) throw new SignInRefused('no membership', { who });
  if (known.sample) {
    const { config } = services;
    const here = isAtThisMachine(callerOf(c, config.trustedProxies), config);
    if (!here || !(await isSampleOnly(tx))) throw new SignInRefused('sample person', { who });
  }
  return membership.agencyId;
}
