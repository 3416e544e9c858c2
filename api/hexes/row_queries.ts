/** Rows for the index, packed by the database: an eighth of what rows as text cost to read. */
import type { OwnerTx } from '../db/as_agency.ts';

/** A page of rows, nineteen bytes each and their edge cells. */
export interface Packed {
  readonly last_id: bigint;
  readonly n: number;
  readonly rows: Uint8Array;
}

/** A row's bytes, gathered: unpack_rows.ts reads them. */
const packed = (tx: OwnerTx) => tx`
  max(id) as last_id,
  count(*)::int as n,
  string_agg(
    int8send(coalesce(cell, 0)) || int4send(local_day - date '1970-01-01') || int2send(type_id)
      || int2send(share_key) || int2send(area_set_id)
      || case when edge_cells is null
        then case when time_precision = 'month' then '\\x01'::bytea else '\\x00'::bytea end
        else case when time_precision = 'month' then '\\x03'::bytea else '\\x02'::bytea end || array_send(edge_cells)
      end,
    '\\x'::bytea
  ) as rows`;

/** All rows that count, by id after `after`; at most `limit`. */
export const packRows = (tx: OwnerTx, after: bigint, limit: number) => tx<Packed[]>`
  with page as (
    select id, cell, edge_cells, local_day, type_id, share_key, time_precision, area_set_id
    from counted_incident
    where id > ${after}
    order by id
    limit ${limit}
  )
  select ${packed(tx)}
  from page
  having count(*) > 0`;

/** The rows that an import brought, whatever became of them later (see change_row). */
export const packImport = (tx: OwnerTx, importId: number) => tx<Packed[]>`
  select ${packed(tx)}
  from incident
  where import_id = ${importId}
    and type_id <> 70
  having count(*) > 0`;

export const packIncident = (tx: OwnerTx, id: bigint) => tx<Packed[]>`
  select ${packed(tx)}
  from incident
  where id = ${id}
    and type_id <> 70
  having count(*) > 0`;

/** Rows that count whose place lies in a polygon (GeoJSON), and those without a place: no choice of places applies to them.
 *  @param cells resolution-12 cells that it may lie in, as a multirange */
export const packWithin = (tx: OwnerTx, polygon: string, cells: string) => tx<Packed[]>`
  with outline as materialized (
    select ST_SetSRID(ST_GeomFromGeoJSON(${polygon}::text), 4326) as shape
  ),
  chosen as (
    select incident.id, cell, edge_cells, local_day, type_id, share_key, time_precision, area_set_id
    from unnest(${cells}::int8multirange) part
    join incident on cell >= lower(part) and cell < upper(part)
    cross join outline
    where withdrawn_by is null
      and type_id <> 70
      and ST_Covers(shape, just_north_east(geom))
    union all
    select id, cell, edge_cells, local_day, type_id, share_key, time_precision, area_set_id
    from counted_incident
    where cell is null
  )
  select ${packed(tx)}
  from chosen
  having count(*) > 0`;

/** Areas by the number of each set. */
export const readAreaSets = (tx: OwnerTx) => tx<{ id: number; areas: number[] }[]>`
  select id, areas
  from area_set`;
