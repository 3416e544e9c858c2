/** One's own account as stored. */
import type { Me } from '../../contract/sign_in.ts';
import type { OwnerTx } from '../../db/as_agency.ts';

export async function meFacts(
  tx: OwnerTx,
  accountId: string,
  agencyId: number,
): Promise<Pick<Me, 'name' | 'email' | 'agency' | 'others'> | undefined> {
  const [row] = await tx<Pick<Me, 'name' | 'email' | 'agency' | 'others'>[]>`
    select
      account.name,
      account.email,
      jsonb_build_object('slug', agency.slug, 'name', agency.name, 'kind', agency.kind) as agency,
      coalesce(other.agencies, '[]') as others
    from account
    join agency on agency.id = ${agencyId}
    cross join lateral (
      select
        jsonb_agg(
          jsonb_build_object('slug', elsewhere.slug, 'name', elsewhere.name)
          order by elsewhere.name) as agencies
      from membership
      join agency elsewhere on elsewhere.id = membership.agency_id
      where membership.account_id = account.id
        and membership.agency_id <> agency.id
        and membership.ended_at is null
    ) other
    where account.id = ${accountId}`;
  return row;
}
