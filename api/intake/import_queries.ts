/** Imports as their worker reads and moves them. */
import { KINDS, type Kind } from '../contract/kinds.ts';
import type { Inspection, Mapping } from '../contract/intake.ts';
import type { Import, ImportPreview } from '../contract/imports.ts';
import type { OwnerTx } from '../db/as_agency.ts';
import { Problem } from '../http/problem.ts';
import type { GridMethod } from './stage/grid_conversion.ts';
import type { Reconciled } from './stage/reconcile_queries.ts';

export type ImportState = Import['state'];

/** An import as its worker needs it. */
export interface ImportJob {
  readonly id: number;
  readonly agency_id: number;
  readonly dataset_id: number;
  readonly file_name: string;
  readonly format: string | null;
  readonly mapping: Mapping | null;
  readonly dry_run: boolean;
  readonly state: ImportState;
}

export const readJob = async (tx: OwnerTx, id: number): Promise<ImportJob> => {
  const [row] = await tx<ImportJob[]>`
    select id, agency_id, dataset_id, file_name, format, mapping, dry_run, state
    from import
    where id = ${id}`;
  if (!row) throw new Problem('not_found');
  return row;
};

/** The same, and nobody else may move it until the transaction's end. */
export const lockJob = async (
  tx: OwnerTx,
  id: number,
): Promise<ImportJob & { problem: Import['problem'] }> => {
  const [row] = await tx<(ImportJob & { problem: Import['problem'] })[]>`
    select id, agency_id, dataset_id, file_name, format, mapping, dry_run, state, problem
    from import
    where id = ${id}
    for update`;
  if (!row) throw new Problem('not_found');
  return row;
};

export const listJobs = (tx: OwnerTx) => tx<(ImportJob & { created_at: Date })[]>`
  select id, agency_id, dataset_id, file_name, format, mapping, dry_run, state, created_at
  from import
  where state in ('received', 'reading', 'previewed', 'committing')
  order by id`;

export async function insertImport(
  tx: OwnerTx,
  file: {
    agencyId: number;
    /** who handed it in; null: the sample */
    accountId: string | null;
    datasetId: number;
    fileName: string;
    sha256: string;
    bytes: number;
    format: string | null;
    mapping: Mapping | null;
    dryRun: boolean;
    sensitivity: number;
    inspection: Inspection;
  },
): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into import (agency_id, account_id, dataset_id, file_name, file_sha256, file_bytes, format, mapping, dry_run, sensitivity, inspection)
    values (
      ${file.agencyId}, ${file.accountId}, ${file.datasetId}, ${file.fileName}, ${file.sha256}, ${file.bytes}, ${file.format},
      ${file.mapping && JSON.stringify(file.mapping)}::text::jsonb, ${file.dryRun}, ${file.sensitivity},
      ${JSON.stringify(file.inspection)}::text::jsonb)
    returning id`;
  if (!row) throw new Error('insert returned nothing');
  return row.id;
}

/** Moves an import on, if it still is in one of `from`; false otherwise. `finished_at` is the clock's, not the
 *  transaction's: imports of one feed wait for each other inside theirs, and are taken back in that order. */
export async function moveImport(
  tx: OwnerTx,
  id: number,
  from: readonly ImportState[],
  to: ImportState,
  problem: { code: string; sentence: string } | null = null,
): Promise<boolean> {
  const rows = await tx`
    update import
    set
      state = ${to},
      problem = ${problem && JSON.stringify(problem)}::text::jsonb,
      finished_at = case when ${['done', 'failed', 'undone', 'discarded'].includes(to)} then clock_timestamp() end
    where id = ${id}
      and state = any (${[...from]}::text[])
    returning id`;
  return rows.length === 1;
}

/** A person's answer, and the look at the file under it. */
export const setMapping = (tx: OwnerTx, id: number, mapping: Mapping, inspection: Inspection) => tx`
  update import
  set
    mapping = ${JSON.stringify(mapping)}::text::jsonb,
    inspection = ${JSON.stringify(inspection)}::text::jsonb
  where id = ${id}`;

export const readInspection = async (tx: OwnerTx, id: number): Promise<Inspection | null> => {
  const [row] = await tx<{ inspection: Inspection | null }[]>`
    select inspection
    from import
    where id = ${id}`;
  return row?.inspection ?? null;
};

/** Forgets what an earlier reading of the file found. */
export async function clearReading(tx: OwnerTx, id: number): Promise<void> {
  await tx`delete from import_reject where import_id = ${id}`;
  await tx`
    update import
    set
      rows_read = 0,
      rows_accepted = 0,
      rows_already_present = 0,
      rows_changed = 0,
      rows_withdrawn = 0,
      rows_rejected = 0,
      rows_without_place = 0,
      first_day = null,
      last_day = null,
      grid_method = null,
      preview = null,
      bytes_read = 0
    where id = ${id}`;
}

/** An import whose staged rows are lost starts again; somebody has said that it is to come in. */
export const rereadAsImport = (tx: OwnerTx, id: number) => tx`
  update import
  set state = 'received', dry_run = false
  where id = ${id}
    and state = 'committing'`;

/** @param share of the file's (unpacked) bytes, 0 to 1 */
export const setProgress = (tx: OwnerTx, id: number, share: number, rowsRead: number) => tx`
  update import
  set bytes_read = (file_bytes * ${share}::float8)::bigint, rows_read = ${rowsRead}
  where id = ${id}`;

/** What staging a file found. */
export interface Staged {
  /** Rows of the file, rejected ones among them. */
  readonly read: number;
  readonly rejected: number;
  readonly gridMethod: GridMethod | null;
}

export const readStaged = async (tx: OwnerTx, id: number): Promise<Staged> => {
  const [row] = await tx<Staged[]>`
    select rows_read as read, rows_rejected as rejected, grid_method as "gridMethod"
    from import
    where id = ${id}`;
  if (!row) throw new Problem('not_found');
  return row;
};

export const setCounts = (tx: OwnerTx, id: number, staged: Staged, found: Reconciled) => tx`
  update import
  set
    rows_read = ${staged.read},
    rows_accepted = ${found.staged - found.already_present - found.changed},
    rows_already_present = ${found.already_present},
    rows_changed = ${found.changed},
    rows_withdrawn = ${found.withdrawn},
    rows_rejected = ${staged.rejected},
    rows_without_place = ${found.without_place},
    first_day = ${found.first_day},
    last_day = ${found.last_day},
    grid_method = ${staged.gridMethod},
    bytes_read = file_bytes
  where id = ${id}`;

export const setPreview = (tx: OwnerTx, id: number, preview: ImportPreview) => tx`
  update import
  set preview = ${JSON.stringify(preview)}::text::jsonb
  where id = ${id}`;

export interface Reject {
  readonly seq: number;
  readonly part: string;
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

export async function insertRejects(
  tx: OwnerTx,
  importId: number,
  rejects: readonly Reject[],
): Promise<void> {
  await tx`
    insert into import_reject (import_id, seq, part, line, "column", value, reason)
    select ${importId}, seq, part, line, "column", value, reason
    from unnest(
      ${rejects.map(({ seq }) => seq)}::int[],
      ${rejects.map(({ part }) => part)}::text[],
      ${rejects.map(({ line }) => line)}::int[],
      ${rejects.map(({ column }) => column)}::text[],
      ${rejects.map(({ value }) => value)}::text[],
      ${rejects.map(({ reason }) => reason)}::text[]
    ) as reject (seq, part, line, "column", value, reason)`;
}

/** What the staged rows look like, for the dry run's screen. */
export async function previewStaged(
  tx: OwnerTx,
  importId: number,
  resolution: number,
): Promise<Omit<ImportPreview, 'skipped'>> {
  const cells = await tx<{ cell: string; total: number }[]>`
    select to_hex(coarser(cell, ${resolution})) as cell, count(*)::int as total
    from import_row
    where import_id = ${importId}
      and cell is not null
    group by 1
    order by 2 desc, 1
    limit 5000`;
  const types = await tx<{ kind: Kind | 'sweep'; slug: string; total: number }[]>`
    select incident_type.kind, incident_type.slug, count(*)::int as total
    from import_row
    join incident_type on incident_type.id = type_id
    where import_id = ${importId}
    group by 1, 2
    order by 3 desc, 2`;
  const kinds = ([...KINDS, 'sweep'] as const).map((kind) => ({
    kind,
    total: types.filter((type) => type.kind === kind).reduce((sum, { total }) => sum + total, 0),
  }));
  return {
    resolution,
    cells: [...cells],
    kinds: kinds.filter(({ total }) => total > 0),
    types: types.map(({ slug, total }) => ({ slug, total })),
  };
}
