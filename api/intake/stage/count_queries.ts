/** What an import has counted: progress, rows, days and the preview. */
import type { ImportPreview } from '../../contract/imports.ts';
import type { OwnerTx } from '../../db/as_agency.ts';
import { Problem } from '../../http/problem.ts';
import type { GridMethod } from './grid_conversion.ts';
import type { Reconciled } from './reconcile_queries.ts';

/** Clears what an earlier reading of the file counted. */
export async function clearCounts(tx: OwnerTx, id: number): Promise<void> {
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
