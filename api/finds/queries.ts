/** Finds as stored: an incident, and beside it the street team's own fields. */
import type { Find, NewFind } from '../contract/finds.ts';
import { SWEEP_TYPE_ID } from '../contract/kinds.ts';
import type { AgencyTx, OwnerTx } from '../db/as_agency.ts';
import type { Tx } from '../db/connect.ts';
import { edgeCellsText, type PointCells } from '../geo/edge_cells.ts';
import { recordChange } from '../incidents/change_queries.ts';
import { ensureDataset, lockDataset } from '../incidents/dataset_queries.ts';

type Row = Omit<Find, 'found_at' | 'received_at'> & { found_at: Date; received_at: Date };

const shown = ({ found_at, received_at, ...find }: Row): Find => ({
  ...find,
  found_at: found_at.toISOString(),
  received_at: received_at.toISOString(),
});

interface FindFilter {
  readonly agencyId: number | null;
  readonly clientUuid: string | null;
  readonly limit: number;
}

/** As its viewer may see them. */
const visibleFinds = (tx: AgencyTx) => tx`find_record`;
/** As stored, for whoever has just sent the same. */
const stored = (tx: OwnerTx) => tx`(
  select
    find.*,
    incident.started_at,
    incident.needles_min,
    incident.needles_max,
    ST_X(incident.geom) as longitude,
    ST_Y(incident.geom) as latitude
  from find
  join incident on incident.id = find.incident_id
)`;

const selectFinds = (
  tx: Tx,
  finds: ReturnType<typeof visibleFinds>,
  { agencyId, clientUuid, limit }: FindFilter,
) => tx<Row[]>`
  select
    find.client_uuid as id,
    agency.slug as agency,
    find.longitude,
    find.latitude,
    find.accuracy,
    find.needles_min,
    find.needles_max,
    find.place_type,
    find.outcome,
    find.note,
    find.started_at as found_at,
    find.device_time <> find.started_at as clock_corrected,
    find.received_at
  from ${finds} find
  join agency on agency.id = find.agency_id
  where (${agencyId}::int is null or find.agency_id = ${agencyId}::int)
    and (${clientUuid}::uuid is null or find.client_uuid = ${clientUuid}::uuid)
  order by find.received_at desc, find.incident_id desc
  limit ${limit}`;

export const listFinds = async (
  tx: AgencyTx,
  agencyId: number | null,
  limit: number,
): Promise<Find[]> =>
  (await selectFinds(tx, visibleFinds(tx), { agencyId, clientUuid: null, limit })).map(shown);

export async function findByClientId(
  tx: AgencyTx,
  agencyId: number,
  clientUuid: string,
): Promise<Find | undefined> {
  const [row] = await selectFinds(tx, visibleFinds(tx), { agencyId, clientUuid, limit: 1 });
  return row && shown(row);
}

/** Throws when there is none. */
export async function readStoredFind(
  tx: OwnerTx,
  agencyId: number,
  clientUuid: string,
): Promise<Find> {
  const [row] = await selectFinds(tx, stored(tx), { agencyId, clientUuid, limit: 1 });
  if (!row) throw new Error('the find was stored and is not there');
  return shown(row);
}

export interface StoredFind {
  readonly find: NewFind;
  readonly contentHash: string;
  readonly foundAt: Date;
  /** What the phone's clock showed. */
  readonly deviceTime: Date;
  readonly receivedAt: Date;
  readonly localDay: string;
  readonly place: PointCells;
  readonly easting: number;
  readonly northing: number;
}

/** Stores the find once: `stored`, or what the same client id already holds. */
export async function storeFind(
  tx: OwnerTx,
  agencyId: number,
  accountId: string | null,
  { find, ...facts }: StoredFind,
): Promise<'stored' | { contentHash: string }> {
  const datasetId = await ensureDataset(tx, agencyId, {
    slug: 'finds',
    name: 'Needle finds logged on a phone',
  });
  // one writer at a time for this agency's finds: two sends of one find may arrive together
  await lockDataset(tx, datasetId);
  const [before] = await tx<{ content_hash: string }[]>`
    select content_hash
    from find
    where agency_id = ${agencyId}
      and client_uuid = ${find.id}`;
  if (before) return { contentHash: before.content_hash };
  const type = find.outcome === 'nothing_found' ? SWEEP_TYPE_ID : 60;
  const [incident] = await tx<{ id: bigint }[]>`
    insert into incident (
      agency_id, dataset_id, identity_hash, content_hash, source_ref, type_id,
      started_at, local_day, time_precision,
      geom, easting, northing, place_precision, cell, edge_cells,
      needles_min, needles_max)
    values (
      ${agencyId}, ${datasetId}, hashtextextended(${find.id}, 0), hashtextextended(${facts.contentHash}, 0),
      ${find.id}, ${type},
      ${facts.foundAt}, ${facts.localDay}, 'minute',
      ST_SetSRID(ST_MakePoint(${find.longitude}, ${find.latitude}), 4326),
      ${facts.easting}, ${facts.northing}, 'exact', ${facts.place.cell}, ${edgeCellsText(facts.place.edges)}::text::bigint[],
      ${find.needles_min}, ${find.needles_max})
    returning id`;
  if (!incident) throw new Error('insert returned nothing');
  await tx`
    insert into find (
      incident_id, agency_id, account_id, client_uuid, content_hash, accuracy, count_text,
      place_type, outcome, note, device_time, received_at)
    values (
      ${incident.id}, ${agencyId}, ${accountId}, ${find.id}, ${facts.contentHash}, ${find.accuracy},
      ${find.needles_max === null ? `${find.needles_min}+` : `${find.needles_min}-${find.needles_max}`},
      ${find.place_type}, ${find.outcome}, ${find.note}, ${facts.deviceTime}, ${facts.receivedAt})`;
  await recordChange(tx, { kind: 'find', importId: null, incidentId: incident.id });
  return 'stored';
}
