/** Which agency runs the installation. */
import type { OwnerTx } from '../../db/as_agency.ts';

/** Null while there is none. */
export async function readHost(tx: OwnerTx): Promise<number | null> {
  const [row] = await tx<{ host: number | null }[]>`
    select host_agency_id as host
    from partnership`;
  return row?.host ?? null;
}
