/** Invitations as stored. */
import type { Role } from '../../contract/permissions.ts';
import type { OwnerTx } from '../../db/as_agency.ts';
import { Problem } from '../../http/problem.ts';

export interface Invitation {
  readonly id: number;
  readonly kind: 'person' | 'reset' | 'first_administrator';
  readonly agencyId: number | null;
  readonly slug: string | null;
  readonly agency: string | null;
  readonly roles: readonly Role[] | null;
  readonly accountId: string | null;
  readonly email: string | null;
  readonly name: string | null;
  readonly invitedBy: string | null;
  readonly expiresAt: Date;
}

/** Neither used, withdrawn nor over; and whoever made it could make it still: what an administrator prepared before they
 *  left, or were made something else, lets nobody in. null: the server itself. */
const stands = (tx: OwnerTx, now: Date) => tx`
  invitation.used_at is null
    and invitation.withdrawn_at is null
    and invitation.expires_at > ${now}
    and (
      invitation.invited_by is null
      or exists (
        select
        from account maker
        left join membership made_for
          on made_for.account_id = maker.id
          and made_for.agency_id = invitation.agency_id
          and made_for.ended_at is null
        where maker.id = invitation.invited_by
          and maker.disabled_at is null
          and (maker.kind = 'operator' or 'administrator' = any (made_for.roles))
      )
    )`;

const selectInvitations = (
  tx: OwnerTx,
  { hash, id }: { readonly hash: Uint8Array | null; readonly id: number | null },
  now: Date,
) => tx<Invitation[]>`
  select
    invitation.id,
    invitation.kind,
    invitation.agency_id as "agencyId",
    agency.slug,
    agency.name as agency,
    invitation.roles,
    invitation.account_id as "accountId",
    coalesce(invitation.email, account.email) as email,
    coalesce(invitation.name, account.name) as name,
    inviter.name as "invitedBy",
    invitation.expires_at as "expiresAt"
  from invitation
  left join agency on agency.id = invitation.agency_id
  left join account on account.id = invitation.account_id
  left join account inviter on inviter.id = invitation.invited_by
  where (${hash}::bytea is null or invitation.token_hash = ${hash}::bytea)
    and (${id}::int is null or invitation.id = ${id}::int)
    and ${stands(tx, now)}
  order by invitation.created_at
  limit 1`;

/** The id of one that opens; null where none does. */
export async function findInvitation(
  tx: OwnerTx,
  hash: Uint8Array,
  now: Date,
): Promise<number | null> {
  const [row] = await selectInvitations(tx, { hash, id: null }, now);
  return row?.id ?? null;
}

/** Throws Problem `link_spent`. */
export async function readInvitation(
  tx: OwnerTx,
  hash: Uint8Array,
  now: Date,
): Promise<Invitation> {
  const [row] = await selectInvitations(tx, { hash, id: null }, now);
  if (!row) throw new Problem('link_spent');
  return row;
}

/** One that began with its token, and came back from a provider. */
export async function readInvitationById(
  tx: OwnerTx,
  id: number,
  now: Date,
): Promise<Invitation | undefined> {
  const [row] = await selectInvitations(tx, { hash: null, id }, now);
  return row;
}

/** Throws Problem `link_spent` when another call was first. */
export async function spendInvitation(tx: OwnerTx, id: number, now: Date): Promise<void> {
  const rows = await tx`
    update invitation
    set used_at = ${now}
    where id = ${id}
      and ${stands(tx, now)}
    returning id`;
  if (rows.length === 0) throw new Problem('link_spent');
}

export async function insertInvitation(
  tx: OwnerTx,
  invitation: {
    readonly hash: Uint8Array;
    readonly kind: Invitation['kind'];
    readonly agencyId?: number;
    readonly roles?: readonly Role[];
    readonly accountId?: string;
    readonly email?: string;
    readonly name?: string;
    readonly invitedBy: string | null;
    readonly now: Date;
    readonly expiresAt: Date;
  },
): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into invitation (
      token_hash, kind, agency_id, roles, account_id, email, name, invited_by, created_at, expires_at)
    values (
      ${invitation.hash}, ${invitation.kind}, ${invitation.agencyId ?? null},
      ${invitation.roles ? [...invitation.roles] : null}::text[], ${invitation.accountId ?? null},
      ${invitation.email ?? null}, ${invitation.name ?? null}, ${invitation.invitedBy},
      ${invitation.now}, ${invitation.expiresAt})
    returning id`;
  if (!row) throw new Error('insert returned nothing');
  return row.id;
}

export interface ListedInvitation {
  readonly id: number;
  readonly kind: 'person' | 'reset';
  readonly name: string;
  readonly email: string | null;
  readonly roles: readonly Role[];
  readonly created_at: Date;
  readonly expires_at: Date;
}

/** An agency's open links. */
export const listInvitations = (tx: OwnerTx, agencyId: number, now: Date) => tx<ListedInvitation[]>`
  select
    invitation.id,
    invitation.kind,
    coalesce(invitation.name, account.name) as name,
    coalesce(invitation.email, account.email) as email,
    coalesce(invitation.roles, membership.roles) as roles,
    invitation.created_at,
    invitation.expires_at
  from invitation
  left join account on account.id = invitation.account_id
  left join membership
    on membership.account_id = invitation.account_id
    and membership.agency_id = invitation.agency_id
  where invitation.agency_id = ${agencyId}
    and ${stands(tx, now)}
  order by invitation.created_at, invitation.id`;

/** Throws Problem `not_found`, also for another agency's and for one that was used. */
export async function withdrawInvitation(
  tx: OwnerTx,
  agencyId: number,
  id: number,
  now: Date,
): Promise<void> {
  const rows = await tx`
    update invitation
    set withdrawn_at = ${now}
    where id = ${id}
      and agency_id = ${agencyId}
      and used_at is null
      and withdrawn_at is null
    returning id`;
  if (rows.length === 0) throw new Problem('not_found');
}

/** Earlier links of the same sort: the newest one is the one that counts. */
export const withdrawEarlier = (
  tx: OwnerTx,
  which: {
    readonly kind: Invitation['kind'];
    readonly agencyId: number | null;
    readonly accountId: string | null;
    readonly email: string | null;
  },
  now: Date,
) => tx`
  update invitation
  set withdrawn_at = ${now}
  where kind = ${which.kind}
    and agency_id is not distinct from ${which.agencyId}::smallint
    and account_id is not distinct from ${which.accountId}::uuid
    and email is not distinct from ${which.email}::text
    and used_at is null
    and withdrawn_at is null`;
