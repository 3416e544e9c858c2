/** An import's row: its file, its mapping and its state. */
import type { Inspection, Mapping } from '../../contract/intake.ts';
import type { Import } from '../../contract/imports.ts';
import type { OwnerTx } from '../../db/as_agency.ts';
import { Problem } from '../../http/problem.ts';

export type ImportState = Import['state'];

/** States in which the server works on an import. */
export const BUSY_STATES: readonly ImportState[] = ['received', 'reading', 'committing'];

/** An import as the work on it needs it. */
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

/** The same, locked until the transaction ends. */
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
  order by created_at, id`;

export async function insertImport(
  tx: OwnerTx,
  file: {
    agencyId: number;
    /** who uploads it; null: the sample */
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

/** Changes an import's state, if it still is one of `from`; false otherwise. `finished_at` is the clock's time, not the
 *  transaction's: imports of one feed wait for each other inside their transactions, and are undone in that order. */
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

/** A corrected mapping, and the inspection under it. */
export const setMapping = (tx: OwnerTx, id: number, mapping: Mapping, inspection: Inspection) => tx`
  update import
  set
    mapping = ${JSON.stringify(mapping)}::text::jsonb,
    inspection = ${JSON.stringify(inspection)}::text::jsonb
  where id = ${id}`;

export const readInspection = async (tx: OwnerTx, id: number): Promise<Inspection> => {
  const [row] = await tx<{ inspection: Inspection | null }[]>`
    select inspection
    from import
    where id = ${id}`;
  if (!row?.inspection) throw new Error('every upload is inspected before its row is inserted');
  return row.inspection;
};

/** An import whose staged rows are lost starts again. It is no dry run any more: a person has committed it. */
export const rereadAsImport = (tx: OwnerTx, id: number) => tx`
  update import
  set state = 'received', dry_run = false
  where id = ${id}
    and state = 'committing'`;
