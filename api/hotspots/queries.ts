/** Hotspots as stored. */
import type { Hotspot } from '../contract/hotspots.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { Problem } from '../http/problem.ts';
import type { Taken } from './evidence.ts';

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
    taken.newest as evidence,
    taken.elsewhere as counted_elsewhere,
    taken.earlier as earlier_evidence,
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
  cross join lateral (
    select
      (array_agg(one.evidence order by one.take desc))[1] as newest,
      coalesce(jsonb_agg(one.evidence order by one.take desc) filter (where one.take < one.newest), '[]') as earlier,
      bool_or(one.elsewhere) filter (where one.take = one.newest) as elsewhere
    from (
      select
        evidence.take,
        max(evidence.take) over () as newest,
        evidence.resolution <> hotspot.resolution or evidence.cells <> hotspot.cells as elsewhere,
        evidence.facts || jsonb_build_object(
          'counted_by', counter.slug,
          'cells', (
            select jsonb_agg(to_hex(cell) order by place)
            from unnest(evidence.cells) with ordinality chosen (cell, place)
          )
        ) || (
          select jsonb_build_object(
            'total', coalesce(sum(of_kind.n), 0),
            'counts', coalesce(jsonb_object_agg((array['crime', 'asb', 'alcohol', 'needle_find'])[of_kind.kind + 1], of_kind.n), '{}')
          )
          from (
            select counted.kind, sum(counted.n)::int as n
            from hotspot_count counted
            where counted.hotspot_id = hotspot.id
              and counted.take = evidence.take
            group by counted.kind
            order by counted.kind
          ) of_kind
        ) as evidence
      from hotspot_evidence evidence
      join agency counter on counter.id = evidence.agency_id
      where evidence.hotspot_id = hotspot.id
    ) one
  ) taken
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
  taken: Taken,
): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into hotspot (agency_id, name, note, resolution, cells)
    values (
      ${agencyId}, ${hotspot.name}, ${hotspot.note}, ${hotspot.resolution},
      ${hotspot.cells.map((cell) => BigInt(`0x${cell}`).toString())}::bigint[])
    returning id`;
  if (!row) throw new Problem('internal');
  await insertEvidence(tx, row.id, agencyId, taken);
  return row.id;
}

/** Evidence of the hotspot's present cells, beside what there is already. */
export async function insertEvidence(
  tx: AgencyTx,
  id: number,
  agencyId: number,
  { facts, counts }: Taken,
): Promise<void> {
  const [row] = await tx<{ take: number }[]>`
    insert into hotspot_evidence (hotspot_id, take, agency_id, resolution, cells, facts)
    select
      hotspot.id,
      1 + coalesce((select max(take) from hotspot_evidence where hotspot_id = hotspot.id), 0),
      ${agencyId},
      hotspot.resolution,
      hotspot.cells,
      ${tx.json(facts)}
    from hotspot
    where hotspot.id = ${id}
    returning take`;
  if (!row) throw new Problem('internal');
  await tx`
    insert into hotspot_count (
      hotspot_id, take, provider_id, kind, sensitivity, first_sensitivity, last_sensitivity, resolution, threshold, n)
    select ${id}, ${row.take}, provider_id, kind, sensitivity, first_sensitivity, last_sensitivity, resolution, threshold, n
    from unnest(
      ${counts.map(({ agency }) => agency)}::smallint[],
      ${counts.map(({ kind }) => kind)}::smallint[],
      ${counts.map(({ sensitivity }) => sensitivity)}::smallint[],
      ${counts.map(({ terms }) => terms?.firstSensitivity ?? null)}::smallint[],
      ${counts.map(({ terms }) => terms?.lastSensitivity ?? null)}::smallint[],
      ${counts.map(({ terms }) => terms?.resolution ?? null)}::smallint[],
      ${counts.map(({ terms }) => terms?.threshold ?? null)}::smallint[],
      ${counts.map(({ n }) => n)}::int[]
    ) counted (provider_id, kind, sensitivity, first_sensitivity, last_sensitivity, resolution, threshold, n)`;
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
