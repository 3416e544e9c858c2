/** Staged rows and rejected ones. */
import { KINDS, type Kind } from '../../contract/kinds.ts';
import type { ImportPreview } from '../../contract/imports.ts';
import type { OwnerTx } from '../../db/as_agency.ts';

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

/** Counts of the staged rows, for the preview of a dry run. */
export async function previewStaged(
  tx: OwnerTx,
  importId: number,
  resolution: number,
): Promise<Omit<ImportPreview, 'skipped'>> {
  const cells = await tx<{ cell: string; total: number }[]>`
    select to_hex(cell_at(cell, edge_cells, ${resolution})) as cell, count(*)::int as total
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

/** Deletes what is staged of one import. */
export async function clearStage(tx: OwnerTx, importId: number): Promise<void> {
  await tx`delete from import_row where import_id = ${importId}`;
  await tx`delete from import_match where import_id = ${importId}`;
}

/** Deletes what is staged of all imports that have ended: a killed process leaves it behind. */
export async function clearEndedStages(tx: OwnerTx): Promise<void> {
  await tx`
    delete from import_row
    where import_id not in (
      select id
      from import
      where state in ('received', 'reading', 'previewed', 'committing')
    )`;
  await tx`
    delete from import_match
    where import_id not in (
      select id
      from import
      where state in ('received', 'reading', 'previewed', 'committing')
    )`;
}
