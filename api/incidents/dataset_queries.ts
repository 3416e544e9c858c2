/** A feed of one agency. */
import type { OwnerTx } from '../db/as_agency.ts';

/** The dataset's id; made when it is new. */
export async function ensureDataset(
  tx: OwnerTx,
  agencyId: number,
  dataset: { slug: string; name: string },
): Promise<number> {
  await tx`
    insert into dataset (agency_id, slug, name)
    values (${agencyId}, ${dataset.slug}, ${dataset.name})
    on conflict (agency_id, slug) do nothing`;
  const [row] = await tx<{ id: number }[]>`
    select id
    from dataset
    where agency_id = ${agencyId}
      and slug = ${dataset.slug}`;
  if (!row) throw new Error('the dataset was inserted above');
  return row.id;
}

/** How sensitive the feed's records are: as stated now, or as before. */
export async function keepSensitivity(
  tx: OwnerTx,
  datasetId: number,
  sensitivity: number | undefined,
): Promise<number> {
  const [row] = await tx<{ sensitivity: number }[]>`
    update dataset
    set sensitivity = coalesce(${sensitivity ?? null}::smallint, sensitivity)
    where id = ${datasetId}
    returning sensitivity`;
  if (!row) throw new Error('the dataset is there');
  return row.sensitivity;
}

/** The mapping that a person corrected once, for every later file. */
export const readMapping = async (
  tx: OwnerTx,
  agencyId: number,
  slug: string,
): Promise<unknown> => {
  const [row] = await tx<{ mapping: unknown }[]>`
    select mapping
    from dataset
    where agency_id = ${agencyId}
      and slug = ${slug}`;
  return row?.mapping ?? null;
};

export async function rememberMapping(
  tx: OwnerTx,
  datasetId: number,
  mapping: object,
): Promise<void> {
  await tx`update dataset set mapping = ${JSON.stringify(mapping)}::text::jsonb where id = ${datasetId}`;
}

/** One writer at a time for a feed: what it reconciles against must stand still. */
export async function lockDataset(tx: OwnerTx, datasetId: number): Promise<void> {
  await tx`select id from dataset where id = ${datasetId} for update`;
}
