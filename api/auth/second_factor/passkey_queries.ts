/** Passkeys as stored. */
import type { OwnerTx } from '../../db/as_agency.ts';
import { Problem } from '../../http/problem.ts';
import type { Passkey } from './passkey.ts';

/** Throws Problem `passkey_known`. */
export async function insertPasskey(
  tx: OwnerTx,
  accountId: string,
  passkey: Passkey & { readonly label: string; readonly now: Date },
): Promise<void> {
  const rows = await tx`
    insert into passkey (account_id, credential, public_key, counter, transports, label, created_at)
    values (
      ${accountId}, ${passkey.credential}, ${passkey.publicKey}, ${passkey.counter},
      ${[...passkey.transports]}::text[], ${passkey.label}, ${passkey.now})
    on conflict (credential) do nothing
    returning id`;
  if (rows.length === 0) throw new Problem('passkey_known');
}

export type StoredPasskey = Passkey & { readonly id: number; readonly accountId: string };

/** Locked until the transaction ends: its counter goes one way. */
export async function passkeyByCredential(
  tx: OwnerTx,
  credential: string,
): Promise<StoredPasskey | undefined> {
  const [row] = await tx<StoredPasskey[]>`
    select
      id,
      account_id as "accountId",
      credential,
      public_key as "publicKey",
      counter::float8 as counter,
      transports
    from passkey
    where credential = ${credential}
    for update`;
  // the driver gives a Buffer, which is one
  return row && { ...row, publicKey: new Uint8Array(row.publicKey) };
}

export const notePasskeyUse = (tx: OwnerTx, id: number, counter: number, now: Date) => tx`
  update passkey
  set
    counter = ${counter},
    last_used_at = ${now}
  where id = ${id}`;

export interface ListedPasskey {
  readonly id: number;
  readonly credential: string;
  readonly transports: readonly string[];
  readonly label: string;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
}

export const listPasskeys = (tx: OwnerTx, accountId: string) => tx<ListedPasskey[]>`
  select id, credential, transports, label, created_at, last_used_at
  from passkey
  where account_id = ${accountId}
  order by created_at, id`;

/** Throws Problem `not_found`, also for another person's. */
export async function dropPasskey(tx: OwnerTx, accountId: string, id: number): Promise<void> {
  const rows = await tx`
    delete from passkey
    where id = ${id}
      and account_id = ${accountId}
    returning id`;
  if (rows.length === 0) throw new Problem('not_found');
}

export const dropPasskeys = (tx: OwnerTx, accountId: string) => tx`
  delete from passkey
  where account_id = ${accountId}`;
