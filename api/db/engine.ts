/** Which database this is. */
import type { OwnerTx } from './as_agency.ts';

export async function readEngine(tx: OwnerTx): Promise<{ server: string; postgis: string }> {
  const [row] = await tx<{ server: string; postgis: string }[]>`
    select current_setting('server_version') as server, postgis_lib_version() as postgis`;
  return row ?? { server: '', postgis: '' };
}
