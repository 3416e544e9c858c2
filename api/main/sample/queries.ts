/** What only the sample does to the database. */
import { onBehalfOf, type AgencyTx, type OwnerTx, type Viewer } from '../../db/as_agency.ts';

export const anyHotspot = async (tx: OwnerTx): Promise<boolean> =>
  (await tx`select id from hotspot limit 1`).length > 0;

/** Names of places may be loaded twice, when a load was cut short. */
export const dropPlaces = (tx: OwnerTx) => tx`delete from place`;

/** The owner's transaction, counting as one agency's person would; policies do not apply to the owner. */
export async function actingFor(tx: OwnerTx, viewer: Viewer): Promise<AgencyTx> {
  await onBehalfOf(tx, viewer);
  return tx as unknown as AgencyTx; // as: the viewer is stated, only the role is the owner's
}

/** The first one-click person of an agency. */
export async function sampleAccount(tx: OwnerTx, agencyId: number): Promise<string | null> {
  const [row] = await tx<{ id: string }[]>`
    select account.id
    from account
    join membership on membership.account_id = account.id
    where account.sample
      and membership.agency_id = ${agencyId}
    order by account.created_at, account.name
    limit 1`;
  return row?.id ?? null;
}

export const finishMilestone = (
  tx: AgencyTx,
  actionId: number,
  title: string,
  doneOn: string,
) => tx`
  update milestone
  set done_on = ${doneOn}
  where action_id = ${actionId}
    and title = ${title}`;
