/** From a request to a query that can be counted: grants in the viewer's transaction, then the index at that data
 *  version. */
import type { Context } from 'hono';
import { listAgencies } from '../agencies/queries.ts';
import { readArea, readPartnershipAreas, readStudyOutlines } from '../areas/queries.ts';
import type { Filters } from '../contract/hexes.ts';
import { EVERYWHERE, PARTNERSHIP_AREA } from '../contract/whole_areas.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { localDateOf } from '../time/local_date.ts';
import { mayOf } from '../http/access.ts';
import { asViewer } from '../http/transaction.ts';
import type { Grants } from '../hex_index/grants.ts';
import { readGrants } from './grants_queries.ts';
import {
  type PartnershipArea,
  resolveQuery,
  type QueryRows,
  type ResolvedQuery,
} from './read_query.ts';
import type { HexServices } from './services.ts';

/** Throws Problems for unknown names, and `window_backwards`. */
export async function runQuery(
  services: HexServices,
  c: Context,
  filters: Filters,
): Promise<ResolvedQuery> {
  const bound = !mayOf(c, 'points.read');
  const rows = await whenClosed(services, () =>
    asViewer(services, c, (tx) => readQueryRows(tx, filters, bound)),
  );
  const index = await services.hexes.at(rows.grants.dataVersion);
  const own = c.get('principal')?.agencyId ?? 0;
  const today = localDateOf(services.now());
  const query = resolveQuery(index, { own, today, bound }, rows, filters);
  if (!query.drawn || bound) return query;
  const { polygon } = query.drawn;
  return { ...query, drawn: { polygon, index: await services.hexes.within(polygon) } };
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
export async function readQueryRows(
  tx: AgencyTx,
  { area, within }: Pick<Filters, 'area' | 'within'>,
  bound: boolean,
): Promise<QueryRows> {
  const grants = await readGrants(tx);
  const whole = area === PARTNERSHIP_AREA;
  return {
    grants,
    agencies: await listAgencies(tx),
    area: area !== undefined && area !== EVERYWHERE && !whole ? await readArea(tx, area) : null,
    partnership:
      whole && within === undefined
        ? await readPartnership(tx, bound || grants.cells.length > 0)
        : null,
  };
}

/** @param needed whether hexagons are chosen by the outlines: of counts by hexagon, and for those who count whole ones */
const readPartnership = async (tx: AgencyTx, needed: boolean): Promise<PartnershipArea> => ({
  ids: await readPartnershipAreas(tx),
  outlines: needed ? (await readStudyOutlines(tx)).map(({ outline }) => outline) : [],
});
