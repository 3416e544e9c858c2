/** An agency's people as its administrators see and change them. */
import type { Role } from '../../contract/permissions.ts';
import type { AgencyTx, OwnerTx } from '../../db/as_agency.ts';
import { Problem } from '../../http/problem.ts';

export interface ListedPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly roles: readonly Role[];
  readonly since: Date;
  readonly ended_at: Date | null;
  readonly disabled_at: Date | null;
  readonly password: boolean;
  readonly totp: boolean;
  readonly passkeys: number;
  readonly provider: boolean;
  readonly last_seen_at: Date | null;
  readonly elsewhere: boolean;
}

/** @param accountId one of them, or null: all */
export const listPeople = (tx: OwnerTx, agencyId: number, accountId: string | null) => tx<
  ListedPerson[]
>`
  select
    account.id,
    account.name,
    account.email,
    membership.roles,
    membership.since,
    membership.ended_at,
    account.disabled_at,
    account.password_hash is not null as password,
    exists (select from totp where totp.account_id = account.id) as totp,
    (select count(*)::int from passkey where passkey.account_id = account.id) as passkeys,
    exists (select from identity where identity.account_id = account.id) as provider,
    (
      select max(session.last_seen_at)
      from session
      where session.account_id = account.id
        and session.agency_id = membership.agency_id
    ) as last_seen_at,
    exists (
      select
      from membership elsewhere
      where elsewhere.account_id = account.id
        and elsewhere.agency_id <> membership.agency_id
        and elsewhere.ended_at is null
    ) as elsewhere
  from membership
  join account on account.id = membership.account_id
  where membership.agency_id = ${agencyId}
    and (${accountId}::uuid is null or account.id = ${accountId}::uuid)
  order by membership.ended_at is not null, account.name, account.id`;

/** The agency's administrators who can act, locked until the transaction ends: of two who remove each other at once, one
 *  comes second and is refused. Accounts that are disabled do not count, nor do programs: they invite nobody. */
export async function lockAdministrators(
  tx: AgencyTx | OwnerTx,
  agencyId: number,
): Promise<readonly { readonly accountId: string }[]> {
  await tx`
    select account_id
    from membership
    where agency_id = ${agencyId}
      and 'administrator' = any (roles)
      and ended_at is null
    order by account_id
    for update`;
  // checked again under the lock: whoever was disabled meanwhile changed no membership
  return tx<{ accountId: string }[]>`
    select membership.account_id as "accountId"
    from membership
    join account on account.id = membership.account_id
    where membership.agency_id = ${agencyId}
      and 'administrator' = any (membership.roles)
      and membership.ended_at is null
      and account.disabled_at is null
      and (account.email is not null or account.sample)
    order by membership.account_id`;
}

/** In the viewer's own transaction: row level security decides whose members they are. Throws Problem `not_found`. */
export async function setRoles(
  tx: AgencyTx,
  accountId: string,
  roles: readonly Role[],
): Promise<void> {
  const rows = await tx`
    update membership
    set roles = ${[...roles]}::text[]
    where account_id = ${accountId}
      and agency_id = viewer_agency()
      and ended_at is null
    returning account_id`;
  if (rows.length === 0) throw new Problem('not_found');
}

/** Throws Problem `not_found`. */
export async function endMembership(tx: AgencyTx, accountId: string, now: Date): Promise<void> {
  const rows = await tx`
    update membership
    set ended_at = ${now}
    where account_id = ${accountId}
      and agency_id = viewer_agency()
      and ended_at is null
    returning account_id`;
  if (rows.length === 0) throw new Problem('not_found');
}

/** @param at null: may sign in again */
export const setDisabled = (tx: OwnerTx, accountId: string, at: Date | null) => tx`
  update account
  set disabled_at = ${at}
  where id = ${accountId}`;
