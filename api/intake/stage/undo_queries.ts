/** An import undone: what blocks it, and the records as they were before. */
import type { OwnerTx } from '../../db/as_agency.ts';

/** The import that blocks an undo: one committed later (whenever it was uploaded) that found rows of the same time, or
 *  replaced one of this import's rows. */
export const laterImport = (tx: OwnerTx, importId: number) => tx<
  { id: number; file_name: string }[]
>`
  select later.id, later.file_name
  from import this
  join import later
    on later.dataset_id = this.dataset_id
    and later.state = 'done'
    and later.finished_at > this.finished_at
  where this.id = ${importId}
    and (
      (
        later.first_day <= this.last_day
        and later.last_day >= this.first_day
        and later.rows_already_present + later.rows_changed + later.rows_withdrawn > 0
      )
      or exists (
        select
        from incident
        where incident.withdrawn_by = later.id
          and incident.import_id = this.id
      )
    )
  order by later.finished_at desc
  limit 1`;

/** Restores the records as they were before the import. */
export async function revertImport(tx: OwnerTx, importId: number, version: bigint): Promise<void> {
  await tx`
    insert into change_row (version, cell, edge_cells, local_day, month_only, type_id, share_key, area_set_id, delta)
    select
      ${version}, cell, edge_cells, local_day, time_precision = 'month', type_id, share_key, area_set_id,
      sum(case when withdrawn_by is null then -1 else 1 end)::int
    from incident
    where ((import_id = ${importId} and withdrawn_by is null) or withdrawn_by = ${importId})
      and type_id <> 70
    group by cell, edge_cells, local_day, time_precision = 'month', type_id, share_key, area_set_id`;
  await tx`update incident set withdrawn_by = null where withdrawn_by = ${importId}`;
  await tx`delete from incident where import_id = ${importId}`;
  await tx`delete from delivery where import_id = ${importId}`;
}
