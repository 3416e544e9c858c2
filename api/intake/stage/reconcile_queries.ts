/** Staged rows against what the feed stated before: exactly once, and restated months reconciled.
 *
 *  A row repeated inside a file is a separate incident, so rows are matched as multisets: the nth of equal rows
 *  in the file is the nth of equal rows in the table. Rows with a reference that match in nothing else have
 *  changed. Within a scope (a police force's month) the file states everything: what it lacks is withdrawn. So is
 *  what the very same file stated under another mapping. */
import type { OwnerTx } from '../../db/as_agency.ts';

export interface Reconciled {
  readonly staged: number;
  readonly already_present: number;
  readonly changed: number;
  readonly withdrawn: number;
  readonly without_place: number;
  readonly first_day: string | null;
  readonly last_day: string | null;
}

/** Works out import_match anew and counts it. */
export async function reconcile(
  tx: OwnerTx,
  importId: number,
  datasetId: number,
): Promise<Reconciled> {
  await tx`delete from import_match where import_id = ${importId}`;
  const [known] = await tx<{ some: boolean }[]>`
    select exists (select from incident where dataset_id = ${datasetId}) as some`;
  await planForMany(tx);
  if (known?.some) await match(tx, importId, datasetId);
  const [row] = await tx<Reconciled[]>`
    select
      count(*)::int as staged,
      (select count(*) from import_match where import_id = ${importId} and verdict = 'already_present')::int as already_present,
      (select count(*) from import_match where import_id = ${importId} and verdict = 'changed')::int as changed,
      (select count(*) from import_match where import_id = ${importId} and verdict = 'withdrawn')::int as withdrawn,
      (count(*) filter (where cell is null))::int as without_place,
      min(local_day) as first_day,
      max(case when time_precision = 'month' then (local_day + interval '1 month')::date - 1 else local_day end) as last_day
    from import_row
    where import_id = ${importId}`;
  if (!row) throw new Error('an aggregate without group by returns one row');
  return row;
}

/** Of rows staged a moment ago PostgreSQL knows nothing: it expects a few hundred, and joins a hundred thousand by
 *  going through all for each, over nine minutes when it was stopped. For this transaction it hashes and sorts instead,
 *  in memory. */
const planForMany = (tx: OwnerTx) => tx`
  select set_config('enable_nestloop', 'off', true), set_config('work_mem', '64MB', true)`;

const match = (tx: OwnerTx, importId: number, datasetId: number) => tx`
  with staged as (
    select
      seq, scope, local_day, identity_hash, content_hash, source_ref,
      row_number() over (partition by content_hash order by seq) as nth
    from import_row
    where import_id = ${importId}
  ),
  scopes as (
    select distinct scope, local_day
    from staged
    where scope is not null
  ),
  same_file as (
    select earlier.id
    from import this
    join import earlier using (dataset_id, file_sha256)
    where this.id = ${importId}
      and earlier.id <> this.id
      and earlier.state = 'done'
      and file_sha256 <> ''
  ),
  standing as (
    select
      id, restated, identity_hash, content_hash, source_ref,
      row_number() over (partition by content_hash order by id) as nth
    from (
      select incident.id, true as restated, identity_hash, content_hash, source_ref
      from incident
      join scopes on scopes.scope = incident.scope and scopes.local_day = incident.local_day
      where dataset_id = ${datasetId}
        and withdrawn_by is null
        and incident.local_day = any (array(select local_day from scopes))
      union all
      select
        id,
        import_id in (select same_file.id from same_file) as restated,
        identity_hash,
        content_hash,
        source_ref
      from incident
      where dataset_id = ${datasetId}
        and withdrawn_by is null
        and incident.scope is null
        and (
          identity_hash in (select identity_hash from staged where staged.scope is null)
          or import_id in (select same_file.id from same_file)
        )
    ) stated
  ),
  same as (
    select staged.seq, standing.id
    from staged
    join standing using (content_hash, nth)
  ),
  staged_left as (
    select seq, identity_hash, row_number() over (partition by identity_hash order by seq) as nth
    from staged
    where source_ref is not null
      and not exists (select from same where same.seq = staged.seq)
  ),
  standing_left as (
    select id, restated, identity_hash, source_ref,
      row_number() over (partition by identity_hash, source_ref is not null order by id) as nth
    from standing
    where not exists (select from same where same.id = standing.id)
  ),
  changed as (
    select staged_left.seq, standing_left.id
    from staged_left
    join standing_left using (identity_hash, nth)
    where standing_left.source_ref is not null
  )
  insert into import_match (import_id, seq, incident_id, verdict)
  select ${importId}::int, seq, id, 'already_present'
  from same
  union all
  select ${importId}::int, seq, id, 'changed'
  from changed
  union all
  select ${importId}::int, null, id, 'withdrawn'
  from standing_left
  where restated
    and not exists (select from changed where changed.id = standing_left.id)`;
