/** Sign-ins that have begun, as stored. */
import type { OwnerTx } from '../../db/as_agency.ts';

export type AttemptKind = 'second_factor' | 'enrol' | 'passkey' | 'openid';

export interface Attempt {
  readonly id: number;
  readonly accountId: string | null;
  readonly agencyId: number | null;
  readonly invitationId: number | null;
  /** encrypted */
  readonly secrets: string;
}

export async function insertAttempt(
  tx: OwnerTx,
  attempt: Omit<Attempt, 'id'> & {
    readonly hash: Uint8Array;
    readonly kind: AttemptKind;
    readonly now: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  await tx`
    delete from sign_in_attempt
    where expires_at < ${new Date(attempt.now.getTime() - 24 * 3600_000)}`;
  await tx`
    insert into sign_in_attempt (
      token_hash, kind, account_id, agency_id, invitation_id, secrets, created_at, expires_at)
    values (
      ${attempt.hash}, ${attempt.kind}, ${attempt.accountId}, ${attempt.agencyId}, ${attempt.invitationId},
      ${attempt.secrets}, ${attempt.now}, ${attempt.expiresAt})`;
}

/** One that is neither used nor over, locked until the transaction ends. */
export async function readAttempt(
  tx: OwnerTx,
  kind: AttemptKind,
  hash: Uint8Array,
  now: Date,
): Promise<Attempt | undefined> {
  const [row] = await tx<Attempt[]>`
    select
      id,
      account_id as "accountId",
      agency_id as "agencyId",
      invitation_id as "invitationId",
      secrets
    from sign_in_attempt
    where token_hash = ${hash}
      and kind = ${kind}
      and used_at is null
      and expires_at > ${now}
    for update`;
  return row;
}

/** Ends all that a person has begun, in any browser: what it began with has changed. */
export const endAttemptsOf = (tx: OwnerTx, accountId: string, now: Date) => tx`
  update sign_in_attempt
  set used_at = ${now}
  where account_id = ${accountId}
    and used_at is null`;

export const spendAttempt = (tx: OwnerTx, id: number, now: Date) => tx`
  update sign_in_attempt
  set used_at = ${now}
  where id = ${id}`;
