/** Who exports, for whom, of what partnership, at what time. */
import type { Context } from 'hono';
import type { AgencyTx } from '../db/as_agency.ts';
import type { BaseServices } from '../http/services.ts';
import { listAgencies } from '../agencies/queries.ts';
import { readPartnership } from './queries.ts';
import { Problem } from '../http/problem.ts';
import type { Marking } from '../files/marking.ts';

export type Exporter = Pick<Marking, 'partnership' | 'synthetic' | 'person' | 'agency' | 'at'>;

/** Throws Problem `sign_in_first`, or `unknown_agency` where there is none yet. */
export async function whoExports(
  services: BaseServices,
  c: Context,
  tx: AgencyTx,
): Promise<Exporter> {
  const principal = c.get('principal');
  if (!principal) throw new Problem('sign_in_first');
  const agencies = await listAgencies(tx);
  const agency = agencies.find(({ id }) => id === principal.agencyId);
  if (!agency) throw new Problem('unknown_agency');
  const { name, sample } = await readPartnership(tx);
  return {
    partnership: name,
    synthetic: sample !== 'none',
    person: principal.name,
    agency: { slug: agency.slug, name: agency.name },
    at: services.now(),
  };
}
