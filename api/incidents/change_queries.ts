/** Every transaction that changes incidents ends with this: it raises the data version, and adds a line to the change log. */
import type { OwnerTx } from '../db/as_agency.ts';

/** Call last: it takes the lock that puts writers in order. Returns the new data version. */
export async function recordChange(
  tx: OwnerTx,
  change: {
    kind: 'import' | 'undo' | 'find' | 'coarsened';
    importId: number | null;
    incidentId: bigint | null;
  },
): Promise<bigint> {
  const [row] = await tx<{ version: bigint }[]>`
    with moved as (
      update data_version
      set version = version + 1
      returning version
    )
    insert into change (version, kind, import_id, incident_id)
    select version, ${change.kind}, ${change.importId}, ${change.incidentId}
    from moved
    returning version`;
  if (!row) throw new Error('data_version has no row');
  return row.version;
}

/** The number of changes so far. */
export async function readDataVersion(tx: OwnerTx): Promise<bigint> {
  const [row] = await tx<{ version: bigint }[]>`select version from data_version`;
  if (!row) throw new Error('data_version has no row');
  return row.version;
}
