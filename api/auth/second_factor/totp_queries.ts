/** Authenticator apps as stored. */
import type { OwnerTx } from '../../db/as_agency.ts';

/** Locked until the transaction ends, so that of two answers with one code one is late. */
export async function readTotp(
  tx: OwnerTx,
  accountId: string,
): Promise<{ secret: string; lastStep: number } | undefined> {
  const [row] = await tx<{ secret: string; lastStep: number }[]>`
    select secret, last_step::float8 as "lastStep"
    from totp
    where account_id = ${accountId}
    for update`;
  return row;
}

export const setLastStep = (tx: OwnerTx, accountId: string, step: number) => tx`
  update totp
  set last_step = ${step}
  where account_id = ${accountId}`;

/** Replaces the app a person had. */
export const putTotp = (
  tx: OwnerTx,
  accountId: string,
  totp: { readonly secret: string; readonly lastStep: number; readonly now: Date },
) => tx`
  insert into totp (account_id, secret, last_step, created_at)
  values (${accountId}, ${totp.secret}, ${totp.lastStep}, ${totp.now})
  on conflict (account_id) do update set
    secret = excluded.secret,
    last_step = excluded.last_step,
    created_at = excluded.created_at`;

export const dropTotp = (tx: OwnerTx, accountId: string) => tx`
  delete from totp
  where account_id = ${accountId}`;
