/** Imports as a person reads them: the list, one import, and its rejected rows. */
import type { Inspection } from '../contract/intake.ts';
import type { Import, ImportSummary } from '../contract/imports.ts';
import type { Tx } from '../db/connect.ts';
import { Problem } from '../http/problem.ts';
import type { Reject } from './stage/stage_queries.ts';

/** Rejects in the file's order, a page after `after`. */
export const listRejects = (tx: Tx, importId: number, after: number, limit: number) => tx<Reject[]>`
  select seq, part, line, "column", value, reason
  from import_reject
  where import_id = ${importId}
    and seq > ${after}
  order by seq
  limit ${limit}`;

interface Row extends Omit<
  Import,
  'created_at' | 'finished_at' | 'columns' | 'sheets' | 'questions' | 'first_problems'
> {
  readonly inspection: Inspection | null;
  readonly created_at: Date;
  readonly finished_at: Date | null;
}

const selectImports = (tx: Tx, id: number | null, limit: number) => tx<Row[]>`
  select
    import.id,
    agency.slug as agency,
    dataset.slug as dataset,
    dataset.name as dataset_name,
    import.sensitivity,
    import.file_name,
    import.file_bytes::float8 as file_bytes,
    import.format,
    case when ${id}::int is not null then import.mapping end as mapping,
    case when ${id}::int is not null then import.inspection end as inspection,
    case when ${id}::int is not null then import.preview end as preview,
    import.dry_run,
    import.state,
    import.problem,
    jsonb_build_object('bytes_read', import.bytes_read, 'bytes', import.file_bytes) as progress,
    jsonb_build_object(
      'read', rows_read,
      'accepted', rows_accepted,
      'already_present', rows_already_present,
      'changed', rows_changed,
      'withdrawn', rows_withdrawn,
      'rejected', rows_rejected,
      'without_place', rows_without_place
    ) as rows,
    import.first_day,
    import.last_day,
    import.grid_method,
    import.created_at,
    import.finished_at
  from import
  join agency on agency.id = import.agency_id
  join dataset on dataset.id = import.dataset_id
  where ${id}::int is null or import.id = ${id}::int
  order by import.created_at desc, import.id
  limit ${limit}`;

export const listImports = async (tx: Tx): Promise<ImportSummary[]> =>
  (await selectImports(tx, null, 200)).map(
    ({ inspection: _i, mapping: _m, preview: _p, created_at, finished_at, ...row }) => ({
      ...row,
      created_at: created_at.toISOString(),
      finished_at: finished_at?.toISOString() ?? null,
    }),
  );

/** Throws Problem `not_found`. */
export async function readImport(tx: Tx, id: number): Promise<Import> {
  const [row] = await selectImports(tx, id, 1);
  if (!row) throw new Problem('not_found');
  const { inspection, created_at, finished_at, ...rest } = row;
  const problems = await listRejects(tx, id, 0, 20);
  return {
    ...rest,
    columns:
      inspection &&
      inspection.header.map((name, i) => ({
        name,
        examples: inspection.sample.map((line) => line[i] ?? '').filter((value) => value !== ''),
      })),
    sheets: inspection?.sheets ?? [],
    questions: inspection?.questions ?? [],
    first_problems: problems.map(({ part, line, column, value, reason }) => ({
      part,
      line,
      column,
      value,
      reason,
    })),
    created_at: created_at.toISOString(),
    finished_at: finished_at?.toISOString() ?? null,
  };
}
