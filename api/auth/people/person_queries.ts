/** An account with its memberships and ways of signing in: read before anybody is signed in. */
import type { Role } from '../../contract/permissions.ts';
import type { OwnerTx } from '../../db/as_agency.ts';

export interface LiveMembership {
  readonly agencyId: number;
  readonly slug: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

export interface KnownPerson {
  readonly accountId: string;
  readonly name: string;
  readonly email: string | null;
  readonly sample: boolean;
  readonly disabled: boolean;
  readonly passwordHash: string | null;
  readonly totp: boolean;
  readonly passkeys: number;
  readonly providers: number;
  /** Memberships that stand, the one last acted for first. */
  readonly memberships: readonly LiveMembership[];
}

const selectKnown = (
  tx: OwnerTx,
  { id, email }: { readonly id: string | null; readonly email: string | null },
) => tx<KnownPerson[]>`
  select
    account.id as "accountId",
    account.name,
    account.email,
    account.sample,
    account.disabled_at is not null as disabled,
    account.password_hash as "passwordHash",
    exists (select from totp where totp.account_id = account.id) as totp,
    (select count(*)::int from passkey where passkey.account_id = account.id) as passkeys,
    (select count(*)::int from identity where identity.account_id = account.id) as providers,
    coalesce(live.memberships, '[]') as memberships
  from account
  cross join lateral (
    select
      jsonb_agg(
        jsonb_build_object(
          'agencyId', agency.id,
          'slug', agency.slug,
          'name', agency.name,
          'roles', membership.roles)
        order by used.last_seen_at desc nulls last, agency.name) as memberships
    from membership
    join agency on agency.id = membership.agency_id
    left join lateral (
      select max(session.last_seen_at) as last_seen_at
      from session
      where session.account_id = membership.account_id
        and session.agency_id = membership.agency_id
    ) used on true
    where membership.account_id = account.id
      and membership.ended_at is null
  ) live
  where account.kind = 'person'
    and (${id}::uuid is null or account.id = ${id}::uuid)
    and (${email}::text is null or account.email = ${email}::text)
  order by account.created_at, account.id`;

export async function personById(tx: OwnerTx, id: string): Promise<KnownPerson | undefined> {
  const [row] = await selectKnown(tx, { id, email: null });
  return row;
}

/** Those who sign in by this name, the oldest first: one, or one for each of the agencies that know the address without
 *  knowing of each other. */
export const peopleByEmail = (tx: OwnerTx, email: string) => selectKnown(tx, { id: null, email });

/** Whether an agency has, or had, somebody of this name. What other agencies have stays theirs. */
export async function hasMember(tx: OwnerTx, agencyId: number, email: string): Promise<boolean> {
  const rows = await tx`
    select
    from membership
    join account on account.id = membership.account_id
    where account.email = ${email}
      and membership.agency_id = ${agencyId}
    limit 1`;
  return rows.length > 0;
}

/** Until the transaction ends nobody else changes how this person signs in: of two who take a way each, one comes second and
 *  sees what is left. */
export const lockAccount = (tx: OwnerTx, id: string) => tx`
  select
  from account
  where id = ${id}
  for update`;

/** @param before what is stored now: two at once do not undo each other; null: whatever is there */
export const setPassword = (
  tx: OwnerTx,
  accountId: string,
  hash: string | null,
  before: string | null = null,
) => tx`
  update account
  set password_hash = ${hash}
  where id = ${accountId}
    and (${before}::text is null or password_hash = ${before}::text)`;

/** Whether a person who can sign in (no program), and not one of the sample's, administers any agency. */
export async function hasAdministrator(tx: OwnerTx): Promise<boolean> {
  const rows = await tx`
    select
    from membership
    join account on account.id = membership.account_id
    where 'administrator' = any (membership.roles)
      and membership.ended_at is null
      and account.kind = 'person'
      and account.email is not null
      and account.disabled_at is null
      and not account.sample
    limit 1`;
  return rows.length > 0;
}

export interface StoredSamplePerson {
  readonly id: string;
  readonly name: string;
  readonly agency: string;
  readonly roles: readonly Role[];
}

/** The one-click people, if the sample is all there is. */
export const listSamplePeople = (tx: OwnerTx) => tx<StoredSamplePerson[]>`
  select account.id, account.name, agency.name as agency, membership.roles
  from account
  join membership on membership.account_id = account.id
  join agency on agency.id = membership.agency_id
  where account.sample
    and account.disabled_at is null
    and membership.ended_at is null
    and exists (select from partnership where sample = 'loaded')
    and not real_data_present()
  order by account.created_at, account.name`;

/** Whether one-click people may sign in at all. */
export async function isSampleOnly(tx: OwnerTx): Promise<boolean> {
  const [row] = await tx<{ only: boolean }[]>`
    select sample = 'loaded' and not real_data_present() as only
    from partnership`;
  return row?.only ?? false;
}
