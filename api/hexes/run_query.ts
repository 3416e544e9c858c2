/** From a request to a query that can be counted: grants in the viewer's transaction, then the index at that data
 *  version. */
import type { Context } from 'hono';
import { listAgencies } from '../agencies/queries.ts';
import { readArea } from '../areas/queries.ts';
import type { Filters } from '../contract/hexes.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { localDateOf } from '../time/local_date.ts';
import { asViewer } from '../http/transaction.ts';
import type { Grants } from '../hex_index/grants.ts';
import { readGrants } from './grants_queries.ts';
import { resolveQuery, type QueryRows, type ResolvedQuery } from './read_query.ts';
import type { HexServices } from './services.ts';

/** Throws Problems for unknown names, and `window_backwards`. */
export async function runQuery(
  services: HexServices,
  c: Context,
  filters: Filters,
): Promise<ResolvedQuery> {
  const rows = await whenClosed(services, () =>
    asViewer(services, c, (tx) => readQueryRows(tx, filters)),
  );
  const index = await services.hexes.at(rows.grants.dataVersion);
  const own = c.get('principal')?.agencyId ?? 0;
  return resolveQuery(index, { own, today: localDateOf(services.now()) }, rows, filters);
}

/** Reads once more when months that the reader may count were being closed: whoever sees that a file is in sees its counts. */
export async function whenClosed<T extends { readonly grants: Grants }>(
  { closing }: HexServices,
  read: () => Promise<T>,
): Promise<T> {
  const { busy } = closing;
  const rows = await read();
  if (!busy || rows.grants.cells.length === 0) return rows;
  await closing.settled();
  return read();
}

/** Throws Problem `unknown_area`. */
export const readQueryRows = async (tx: AgencyTx, filters: Filters): Promise<QueryRows> => ({
  grants: await readGrants(tx),
  agencies: await listAgencies(tx),
  area: filters.area ? await readArea(tx, filters.area) : null,
});
