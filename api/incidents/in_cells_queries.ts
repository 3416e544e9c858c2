/** Incidents that lie in hexagons, for queries to read from. The database finds them by its index on (cell, day), in the
 *  hexagons and a little around them. */
import { getResolution } from 'h3-js';
import { parseCell } from '../geo/cells.ts';
import { rangesReaching } from '../geo/edge_cells.ts';
import type { AgencyTx } from '../db/as_agency.ts';

/** `(select …)` of counted incidents. @param cells H3 cells of one resolution from 6 to 11 */
export function incidentsIn(tx: AgencyTx, cells: readonly string[]) {
  const ranges = rangesReaching(cells);
  const resolution = getResolution(cells[0] ?? '');
  return tx`(
    select counted_incident.*
    from unnest(
      ${ranges.map(({ first }) => String(first))}::bigint[],
      ${ranges.map(({ last }) => String(last))}::bigint[]
    ) part (first, last)
    join counted_incident on cell between part.first and part.last
    where cell_at(cell, edge_cells, ${resolution}) = any (${cells.map((cell) => String(parseCell(cell)))}::bigint[])
  )`;
}
