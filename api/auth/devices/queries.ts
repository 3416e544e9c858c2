/** Known devices, as stored. */
import type { OwnerTx } from '../../db/as_agency.ts';

/** For whom the device must be known: by sign-in name, by account, or (both null) for anybody. */
export interface KnownTo {
  readonly email: string | null;
  readonly accountId: string | null;
  /** Only where they proved it to us, by no provider. */
  readonly provedToUs: boolean;
}

/** Whether they signed in with this device, and it has not been forgotten since. */
export async function isKnownDevice(
  tx: OwnerTx,
  hash: Uint8Array,
  { email, accountId, provedToUs }: KnownTo,
  now: Date,
): Promise<boolean> {
  const rows = await tx`
    select
    from known_device
    join account on account.id = known_device.account_id
    where known_device.token_hash = ${hash}
      and known_device.expires_at > ${now}
      and (${email}::text is null or account.email = ${email}::text)
      and (${accountId}::uuid is null or account.id = ${accountId}::uuid)
      and (not ${provedToUs}::boolean or known_device.vouched_by is null)
    limit 1`;
  return rows.length > 0;
}

/** The accounts that proved to us who they are with this device. */
export async function knownAccounts(tx: OwnerTx, hash: Uint8Array, now: Date): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select account_id as id
    from known_device
    where token_hash = ${hash}
      and expires_at > ${now}
      and vouched_by is null`;
  return rows.map(({ id }) => id);
}

interface Remembered {
  readonly hash: Uint8Array;
  readonly accountId: string;
  readonly vouchedBy: number | null;
  readonly now: Date;
  readonly expiresAt: Date;
}

/** A proof to us stays one when a provider vouches later. */
export async function rememberAs(
  tx: OwnerTx,
  { hash, accountId, vouchedBy, now, expiresAt }: Remembered,
): Promise<void> {
  await tx`
    insert into known_device as before (token_hash, account_id, vouched_by, last_used_at, expires_at)
    values (${hash}, ${accountId}, ${vouchedBy}, ${now}, ${expiresAt})
    on conflict (token_hash, account_id) do update set
      vouched_by = case when before.vouched_by is null then null else excluded.vouched_by end,
      last_used_at = excluded.last_used_at,
      expires_at = excluded.expires_at`;
}

/** Other people who use the same browser keep their device under its new token. */
export const copyDevice = (tx: OwnerTx, from: Uint8Array, to: Uint8Array, now: Date) => tx`
  insert into known_device (token_hash, account_id, vouched_by, last_used_at, expires_at)
  select ${to}::bytea, account_id, vouched_by, last_used_at, expires_at
  from known_device
  where token_hash = ${from}
    and expires_at > ${now}
  order by last_used_at desc, account_id
  limit 10`;

/** Removes what has expired, and of one person's devices all but those used last. */
export async function pruneDevices(
  tx: OwnerTx,
  accountId: string,
  most: number,
  now: Date,
): Promise<void> {
  await tx`
    delete from known_device
    where expires_at <= ${now}`;
  await tx`
    delete from known_device
    where account_id = ${accountId}
      and token_hash not in (
        select kept.token_hash
        from known_device kept
        where kept.account_id = ${accountId}
        order by kept.last_used_at desc, kept.token_hash
        limit ${most}
      )`;
}

/** Forgets a person's devices. @param but the one they are at; null: none is kept */
export const forgetDevices = (tx: OwnerTx, accountId: string, but: Uint8Array | null = null) => tx`
  delete from known_device
  where account_id = ${accountId}
    and token_hash is distinct from ${but}::bytea`;
