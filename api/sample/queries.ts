/** What only the sample does to the database. */
import type { AgencyTx, OwnerTx } from '../db/as_agency.ts';

export const anyHotspot = async (tx: OwnerTx): Promise<boolean> =>
  (await tx`select id from hotspot limit 1`).length > 0;

/** Names of places may be loaded twice, when a load was cut short. */
export const dropPlaces = (tx: OwnerTx) => tx`delete from place`;

/** The owner's transaction, counting as one agency would; policies do not apply to the owner. */
export async function actingFor(tx: OwnerTx, agencyId: number): Promise<AgencyTx> {
  await tx`select set_config('commonground.agency', ${String(agencyId)}, true)`;
  return tx as unknown as AgencyTx; // as: the agency is stated, only the role is the owner's
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
