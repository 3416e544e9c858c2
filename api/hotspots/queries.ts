/** Hotspots as stored. */
import type { Evidence, Hotspot } from '../contract/hotspots.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { Problem } from '../problem.ts';

type Row = Omit<Hotspot, 'created_at' | 'updated_at'> & { created_at: Date; updated_at: Date };

const shown = ({ created_at, updated_at, ...hotspot }: Row): Hotspot => ({
  ...hotspot,
  created_at: created_at.toISOString(),
  updated_at: updated_at.toISOString(),
});

const selectHotspots = (tx: AgencyTx, id: number | null) => tx<Row[]>`
  select
    hotspot.id,
    agency.slug as agency,
    hotspot.name,
    hotspot.note,
    hotspot.resolution,
    (select array_agg(to_hex(cell) order by place) from unnest(hotspot.cells) with ordinality chosen (cell, place)) as cells,
    hotspot.state,
    hotspot.evidence,
    (
      select count(*)::int
      from action
      where action.hotspot_id = hotspot.id
        and action.state not in ('done', 'cancelled')
    ) as actions,
    hotspot.version,
    hotspot.created_at,
    hotspot.updated_at
  from hotspot
  join agency on agency.id = hotspot.agency_id
  where ${id}::int is null or hotspot.id = ${id}::int
  order by hotspot.id desc`;

export const listHotspots = async (tx: AgencyTx): Promise<Hotspot[]> =>
  (await selectHotspots(tx, null)).map(shown);

/** Throws Problem `not_found`. */
export async function readHotspot(tx: AgencyTx, id: number): Promise<Hotspot> {
  const [row] = await selectHotspots(tx, id);
  if (!row) throw new Problem('not_found');
  return shown(row);
}

export async function insertHotspot(
  tx: AgencyTx,
  agencyId: number,
  hotspot: { name: string; note: string; resolution: number; cells: readonly string[] },
  evidence: Evidence,
): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into hotspot (agency_id, name, note, resolution, cells, evidence)
    values (
      ${agencyId}, ${hotspot.name}, ${hotspot.note}, ${hotspot.resolution},
      ${hotspot.cells.map((cell) => BigInt(`0x${cell}`).toString())}::bigint[],
      ${tx.json(evidence)})
    returning id`;
  if (!row) throw new Problem('internal');
  return row.id;
}

/** Applies a change to exactly `version`; false when somebody else was there first. */
export async function updateHotspot(
  tx: AgencyTx,
  id: number,
  version: number,
  next: Pick<Hotspot, 'name' | 'note' | 'cells' | 'state'>,
  now: Date,
): Promise<boolean> {
  const rows = await tx`
    update hotspot
    set
      name = ${next.name},
      note = ${next.note},
      cells = ${next.cells.map((cell) => BigInt(`0x${cell}`).toString())}::bigint[],
      state = ${next.state},
      version = version + 1,
      updated_at = ${now}
    where id = ${id}
      and version = ${version}
    returning id`;
  return rows.length === 1;
}
