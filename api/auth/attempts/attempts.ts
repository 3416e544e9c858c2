/** A sign-in that has begun: its token is with one browser, its secrets are encrypted in the database, and it is good once,
 *  for minutes. It is not a session, and lets nobody see anything. */
import { z } from 'zod';
import type { OwnerTx } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { Problem } from '../../http/problem.ts';
import { insertAttempt, readAttempt, type Attempt, type AttemptKind } from './queries.ts';
import { hashOfToken, newToken } from '../tokens/token.ts';

/** What each kind has to remember. */
const SECRETS = {
  second_factor: z.object({}),
  enrol: z.object({
    /** the account it is for, also when that is not made yet */
    accountId: z.uuid(),
    totp: z.string(),
    /** null: passkeys cannot be used at this address */
    challenge: z.string().nullable(),
  }),
  passkey: z.object({ challenge: z.string() }),
  openid: z.object({
    state: z.string(),
    nonce: z.string(),
    verifier: z.string(),
    maxAge: z.number().nullable(),
  }),
} as const satisfies Record<AttemptKind, z.ZodType>;
type Secrets = { readonly [K in AttemptKind]: z.infer<(typeof SECRETS)[K]> };

const SECONDS: Readonly<Record<AttemptKind, number>> = {
  second_factor: 5 * 60,
  // an app must be found and installed first
  enrol: 15 * 60,
  passkey: 5 * 60,
  openid: 10 * 60,
};
export const secondsOf = (kind: AttemptKind): number => SECONDS[kind];

const placeOf = (hash: Buffer): string => `sign_in_attempt.secrets ${hash.toString('hex')}`;

/** Returns its token. */
export async function beginAttempt<K extends AttemptKind>(
  services: AuthServices,
  tx: OwnerTx,
  kind: K,
  about: Partial<Pick<Attempt, 'accountId' | 'agencyId' | 'invitationId'>>,
  secrets: Secrets[K],
): Promise<string> {
  const { token, hash } = newToken('attempt');
  const now = services.now();
  await insertAttempt(tx, {
    hash,
    kind,
    accountId: about.accountId ?? null,
    agencyId: about.agencyId ?? null,
    invitationId: about.invitationId ?? null,
    secrets: services.secretEncryption.encrypt(JSON.stringify(secrets), placeOf(hash)),
    now,
    expiresAt: new Date(now.getTime() + SECONDS[kind] * 1000),
  });
  return token;
}

export type Opened<K extends AttemptKind> = Omit<Attempt, 'secrets'> & {
  readonly secrets: Secrets[K];
};

/** Throws Problem `attempt_over`. The caller spends it, in the same transaction, when it has served. */
export async function openAttempt<K extends AttemptKind>(
  services: AuthServices,
  tx: OwnerTx,
  kind: K,
  token: string,
): Promise<Opened<K>> {
  const hash = hashOfToken(token);
  const attempt = await readAttempt(tx, kind, hash, services.now());
  if (!attempt) throw new Problem('attempt_over');
  const text: unknown = JSON.parse(
    services.secretEncryption.decrypt(attempt.secrets, placeOf(hash)),
  );
  return { ...attempt, secrets: SECRETS[kind].parse(text) as Secrets[K] }; // as: the schema of that kind
}
