/** Accounts and memberships as set up. */
import type { Role } from '../../contract/permissions.ts';
import type { OwnerTx } from '../../db/as_agency.ts';

export interface NewAccount {
  /** made by the database unless it had to be known before */
  readonly id?: string;
  readonly name: string;
  readonly email: string | null;
  readonly sample?: boolean;
}

export async function insertAccount(tx: OwnerTx, account: NewAccount): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    insert into account (id, name, email, sample)
    values (
      coalesce(${account.id ?? null}::uuid, gen_random_uuid()), ${account.name}, ${account.email}, ${account.sample ?? false})
    returning id`;
  if (!row) throw new Error('insert returned nothing');
  return row.id;
}

/** Adds a membership, or renews one that had ended. */
export const putMembership = (
  tx: OwnerTx,
  membership: {
    readonly accountId: string;
    readonly agencyId: number;
    readonly roles: readonly Role[];
  },
) => tx`
  insert into membership (account_id, agency_id, roles)
  values (${membership.accountId}, ${membership.agencyId}, ${[...membership.roles]}::text[])
  on conflict (account_id, agency_id) do update set
    roles = excluded.roles,
    ended_at = null`;

/** The agency that runs the installation; the first stays. */
export const setHost = (tx: OwnerTx, agencyId: number) => tx`
  update partnership
  set host_agency_id = ${agencyId}
  where host_agency_id is null`;
