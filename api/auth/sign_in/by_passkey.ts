/** Signing in with a passkey, without a name: the device knows its account. */
import type { Context } from 'hono';
import type { z } from 'zod';
import type { Me, PasskeyShown } from '../../contract/sign_in.ts';
import { asOwner } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { beginAttempt, openAttempt } from '../attempts/attempts.ts';
import { spendAttempt } from '../attempts/queries.ts';
import { baseUrl } from '../../http/base_url.ts';
import { startSession } from '../sessions/start_session.ts';
import { personById } from '../people/person_queries.ts';
import {
  authenticationOptions,
  relyingParty,
  verifyAuthentication,
} from '../second_factor/passkey.ts';
import { notePasskeyUse, passkeyByCredential } from '../second_factor/passkey_queries.ts';
import { SignInRefused } from '../attempts/sign_in_refused.ts';
import { applyRateLimit } from '../rate_limit/rate_limit.ts';

/** Throws Problem `passkey_impossible`, `too_many_attempts`. */
export async function beginPasskey(
  services: AuthServices,
  c: Context,
): Promise<{ attempt: string; options: { challenge: string } }> {
  const party = relyingParty(baseUrl(services, c));
  await applyRateLimit(services, c, { what: 'nameless' });
  const options = await authenticationOptions(party);
  const { challenge } = options;
  const attempt = await asOwner(services.database, (tx) =>
    beginAttempt(services, tx, 'passkey', {}, { challenge }),
  );
  return { attempt, options };
}

/** Throws SignInRefused, Problem `attempt_over`. */
export async function byPasskey(
  services: AuthServices,
  c: Context,
  { attempt: token, response }: { attempt: string; response: z.infer<typeof PasskeyShown> },
): Promise<Me> {
  const party = relyingParty(baseUrl(services, c));
  // spent in any case: an answer is checked once, so every line in the audit has cost a counted call
  const attempt = await asOwner(services.database, async (tx) => {
    const begun = await openAttempt(services, tx, 'passkey', token);
    await spendAttempt(tx, begun.id, services.now());
    return begun;
  });
  return startSession(services, c, async (tx) => {
    const now = services.now();
    const stored = await passkeyByCredential(tx, response.id);
    if (!stored) throw new SignInRefused('unknown passkey');
    const known = await personById(tx, stored.accountId);
    if (!known) throw new SignInRefused('unknown account');
    const counter = await verifyAuthentication(
      party,
      attempt.secrets.challenge,
      response as Parameters<typeof verifyAuthentication>[2], // as: the contract's shape is the browser's
      stored,
    );
    await notePasskeyUse(tx, stored.id, counter, now);
    return { known, way: 'passkey', agencyId: null, strong: true, vouchedBy: null };
  });
}
