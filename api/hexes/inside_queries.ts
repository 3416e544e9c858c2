/** Rows in areas and a polygon, as a condition. */
import type { Tx } from '../db/connect.ts';
import type { RowsInside } from './inside.ts';

/** For queries over `incident` or `counted_incident` (or what goes by that name), by the columns area_set_id and id. */
export const liesInside = (
  tx: Tx,
  { areaSets = null, polygon = null }: Partial<RowsInside>,
  table: 'incident' | 'counted_incident' = 'counted_incident',
) => tx`
  (${areaSets}::int[] is null or area_set_id = any (${areaSets}::int[]))
  and (${polygon}::text is null or ${tx(table)}.id in (
    select placed.id
    from incident placed
    where ST_Covers(ST_SetSRID(ST_GeomFromGeoJSON(${polygon}::text), 4326), just_north_east(placed.geom))
  ))`;
