/** Staged rows become incidents, and what they replace is withdrawn. */
import type { OwnerTx } from '../../db/as_agency.ts';

/** For the rest of the transaction no foreign key is checked: that was half of the time in which the embedded database, with its
 *  one connection, serves nobody else. The rows that are referred to cannot go meanwhile: the dataset and the import are this
 *  transaction's, and types are only ever added. The one trigger of `incident` is for rows that do not state their areas
 *  (a test holds it). */
export const skipReferences = (tx: OwnerTx) => tx`
  select set_config('session_replication_role', 'replica', true)`;

/** Outlines stand still until the transaction ends: its rows are in the areas that they lie in then. */
export const lockAreas = (tx: OwnerTx) => tx`lock table area in share mode`;

/** New and changed rows become incidents, sorted by cell because they are read by cell. Which areas hold them is decided for
 *  each place once: feeds of snap points have many records at one. */
export const insertIncidents = (
  tx: OwnerTx,
  importId: number,
  agencyId: number,
  datasetId: number,
) => tx`
  with point as materialized (
    select
      longitude,
      latitude,
      array(
        select distinct area_id
        from area_piece
        where ST_Covers(piece, just_north_east(ST_SetSRID(ST_MakePoint(longitude, latitude), 4326)))
        order by area_id
      ) as areas
    from import_row
    where import_id = ${importId}
      and cell is not null
    group by longitude, latitude
  ),
  numbered as materialized (
    select areas, area_set_number(areas) as area_set_id
    from (select distinct areas from point) found
  )
  insert into incident (
    agency_id, dataset_id, import_id, scope, identity_hash, content_hash, source_ref, type_id,
    started_at, ended_at, local_day, time_precision,
    geom, easting, northing, place_precision, cell, edge_cells,
    needles_min, needles_max, details, sensitivity, area_set_id)
  select
    ${agencyId}, ${datasetId}, ${importId}, scope, identity_hash, content_hash, source_ref, type_id,
    started_at, ended_at, local_day, time_precision,
    ST_SetSRID(ST_MakePoint(longitude, latitude), 4326), easting, northing, place_precision, cell, edge_cells,
    needles_min, needles_max, details::jsonb,
    (select sensitivity from import where id = ${importId}),
    coalesce(area_set_id, 0)
  from import_row
  left join point using (longitude, latitude)
  left join numbered using (areas)
  where import_id = ${importId}
    and not exists (
      select
      from import_match
      where import_match.import_id = ${importId}
        and import_match.seq = import_row.seq
        and verdict = 'already_present'
    )
  order by cell, local_day, seq`;

/** Withdraws the records that the file restates or no longer states, and logs what leaves the counts. */
export async function withdrawRestated(
  tx: OwnerTx,
  importId: number,
  version: bigint,
): Promise<void> {
  await tx`
    insert into change_row (version, cell, edge_cells, local_day, month_only, type_id, share_key, area_set_id, delta)
    select ${version}, cell, edge_cells, local_day, time_precision = 'month', type_id, share_key, area_set_id, -count(*)::int
    from incident
    where id in (
        select incident_id
        from import_match
        where import_id = ${importId}
          and verdict in ('changed', 'withdrawn')
      )
      and type_id <> 70
    group by cell, edge_cells, local_day, time_precision = 'month', type_id, share_key, area_set_id`;
  await tx`
    update incident
    set withdrawn_by = ${importId}
    where id in (
      select incident_id
      from import_match
      where import_id = ${importId}
        and verdict in ('changed', 'withdrawn')
    )`;
}

export const insertDeliveries = (tx: OwnerTx, importId: number, datasetId: number) => tx`
  insert into delivery (dataset_id, month, import_id, rows)
  select ${datasetId}, date_trunc('month', local_day)::date, ${importId}, count(*)::int
  from import_row
  where import_id = ${importId}
  group by 2`;
