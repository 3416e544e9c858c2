/** What each data version changed. */
import type { OwnerTx } from '../db/as_agency.ts';
import type { ClosedCount } from '../hex_index/closed_counts.ts';

export interface ChangeRow {
  readonly cell: bigint | null;
  /** As text. */
  readonly edge_cells: string | null;
  readonly day: number;
  readonly month_only: boolean;
  readonly type_id: number;
  readonly share_key: number;
  readonly area_set_id: number;
  readonly delta: number;
}

export interface Change {
  readonly version: bigint;
  readonly kind: 'import' | 'undo' | 'find' | 'closed' | 'coarsened' | 'areas';
  readonly import_id: number | null;
  readonly incident_id: bigint | null;
}

export const readInstance = async (tx: OwnerTx): Promise<string> => {
  const [row] = await tx<{ instance: string }[]>`select instance from partnership`;
  return row?.instance ?? '';
};

/** In order, oldest first. A gap at the front means that the log has been pruned. */
export const changesAfter = (tx: OwnerTx, version: bigint) => tx<Change[]>`
  select version, kind, import_id, incident_id
  from change
  where version > ${version}
  order by version`;

export const changeRows = (tx: OwnerTx, version: bigint) => tx<ChangeRow[]>`
  select cell, edge_cells::text, local_day - date '1970-01-01' as day, month_only, type_id, share_key, area_set_id, delta
  from change_row
  where version = ${version}`;

/** The counts of closed months that hold now. */
export const readClosedCounts = (tx: OwnerTx) => tx<ClosedCount[]>`
  select agency_id, kind, sensitivity, month - date '1970-01-01' as month, resolution, cell, n
  from closed_count_now
  where n > 0`;
