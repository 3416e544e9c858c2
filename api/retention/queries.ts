/** What is older than its period, and what becomes of it. Nothing here moves a count. */
import type { RetentionDue, RetentionPeriods } from '../contract/retention.ts';
import { RETENTION_CLASSES, type RetentionClass } from '../contract/retention_classes.ts';
import type { AgencyTx, OwnerTx } from '../db/as_agency.ts';
import type { Tx } from '../db/connect.ts';
import { edgeCellsText, type PointCells } from '../geo/edge_cells.ts';
import type { CoarsePlace } from './coarse_places.ts';
import type { Cutoffs } from './periods.ts';

interface SetPeriod {
  readonly class: RetentionClass;
  readonly months: number;
}

/** What the viewer's agency has set. */
export const readOwnPeriods = (tx: AgencyTx, agencyId: number) => tx<SetPeriod[]>`
  select class, months
  from retention_period
  where agency_id = ${agencyId}`;

/** Every agency, also those that have set nothing. */
export const readAllPeriods = (tx: OwnerTx) => tx<
  { agency_id: number; agency: string; set: SetPeriod[] }[]
>`
  select
    agency.id as agency_id,
    agency.slug as agency,
    coalesce(
      jsonb_agg(jsonb_build_object('class', class, 'months', months)) filter (where class is not null),
      '[]') as set
  from agency
  left join retention_period on retention_period.agency_id = agency.id
  group by agency.id
  order by agency.id`;

export const setPeriods = (tx: AgencyTx, agencyId: number, periods: RetentionPeriods) => tx`
  insert into retention_period (agency_id, class, months)
  select ${agencyId}::smallint, class, months
  from unnest(
    ${[...RETENTION_CLASSES]}::text[],
    ${RETENTION_CLASSES.map((name) => periods[name])}::smallint[]) given (class, months)
  on conflict (agency_id, class) do update
  set months = excluded.months
  where retention_period.months <> excluded.months`;

/** Words that lead back to people and addresses: a reference, a location, notes. An erased reference stays one, empty, so
 *  that a later file which corrects the record still finds it. */
const hasWords = (tx: Tx) => tx`(
  source_ref <> ''
  or details ?| array['location', 'notes']
  or exists (select from find where find.incident_id = incident.id and find.note <> '')
)`;
const isExact = (tx: Tx) => tx`(place_precision = 'exact' and cell is not null)`;

/** How many records of an agency are older than its periods. */
export async function countDue(
  tx: OwnerTx,
  agencyId: number,
  cutoffs: Cutoffs,
): Promise<RetentionDue[]> {
  const [row] = await tx<Record<RetentionClass, number>[]>`
    select
      (count(*) filter (where local_day < ${cutoffs.places}::date and ${isExact(tx)}))::int as places,
      (count(*) filter (where local_day < ${cutoffs.texts}::date and ${hasWords(tx)}))::int as texts,
      (
        select count(*)
        from import_reject
        join import on import.id = import_reject.import_id
        where import.agency_id = ${agencyId}
          and import.created_at < ${cutoffs.rejects}::date
          and import_reject.value <> ''
      )::int as rejects
    from incident
    where agency_id = ${agencyId}
      and local_day < greatest(${cutoffs.places}::date, ${cutoffs.texts}::date)`;
  return RETENTION_CLASSES.map((name) => ({
    class: name,
    before: cutoffs[name],
    records: row?.[name] ?? 0,
  }));
}

/** The largest id that an incident has: what comes later is too new to be due. */
export async function lastIncident(tx: OwnerTx): Promise<bigint> {
  const [row] = await tx<{ last: bigint }[]>`select coalesce(max(id), 0) as last from incident`;
  return row?.last ?? 0n;
}

/** Ids from `after`, without it, to `to`. */
export interface IdSpan {
  readonly after: bigint;
  readonly to: bigint;
}

/** Feeds with records of an agency in a span of ids that are due, in the order in which they are locked. */
export const feedsDue = (tx: OwnerTx, agencyId: number, cutoffs: Cutoffs, { after, to }: IdSpan) =>
  tx<{ dataset_id: number }[]>`
    select distinct dataset_id
    from incident
    where id > ${after}
      and id <= ${to}
      and agency_id = ${agencyId}
      and (
        (local_day < ${cutoffs.places}::date and ${isExact(tx)})
        or (local_day < ${cutoffs.texts}::date and ${hasWords(tx)})
      )
    order by dataset_id`;

/** The cells of exact places that are due. */
export const cellsDue = (tx: OwnerTx, datasetId: number, before: string, { after, to }: IdSpan) =>
  tx<{ cell: bigint; edge_cells: string | null }[]>`
    select distinct cell, edge_cells::text
    from incident
    where id > ${after}
      and id <= ${to}
      and dataset_id = ${datasetId}
      and local_day < ${before}::date
      and ${isExact(tx)}`;

/** Moves exact places that are due to where `places` says, and logs the moves under `version`.
 *  @returns how many records */
export async function coarsen(
  tx: OwnerTx,
  datasetId: number,
  before: string,
  { after, to }: IdSpan,
  places: readonly { readonly from: PointCells; readonly to: CoarsePlace }[],
  version: bigint,
): Promise<number> {
  const [row] = await tx<{ n: number }[]>`
    with place as (
      select *
      from unnest(
        ${places.map(({ from }) => String(from.cell))}::bigint[],
        ${places.map(({ from }) => edgeCellsText(from.edges))}::text[],
        ${places.map(({ to }) => String(to.cell))}::bigint[],
        ${places.map(({ to }) => edgeCellsText(to.edges))}::text[],
        ${places.map(({ to }) => to.longitude)}::float8[],
        ${places.map(({ to }) => to.latitude)}::float8[]
      ) given (cell, edges, coarse, coarse_edges, longitude, latitude)
    ),
    moved as (
      update incident
      set
        geom = ST_SetSRID(ST_MakePoint(place.longitude, place.latitude), 4326),
        easting = null,
        northing = null,
        place_precision = 'hexagon',
        cell = place.coarse,
        edge_cells = place.coarse_edges::bigint[]
      from place
      where incident.cell = place.cell
        and incident.edge_cells is not distinct from place.edges::bigint[]
        and incident.id > ${after}
        and incident.id <= ${to}
        and incident.dataset_id = ${datasetId}
        and incident.local_day < ${before}::date
        and incident.place_precision = 'exact'
      returning
        place.cell as was, place.edges::bigint[] as edges_were, place.coarse as is, place.coarse_edges::bigint[] as edges_are,
        local_day, time_precision = 'month' as month_only, type_id, share_key, area_set_id,
        withdrawn_by is null and type_id <> 70 as counted
    ),
    logged as (
      insert into change_row (version, cell, edge_cells, local_day, month_only, type_id, share_key, area_set_id, delta)
      select ${version}, cell, edge_cells, local_day, month_only, type_id, share_key, area_set_id, sum(delta)::int
      from (
        select was as cell, edges_were as edge_cells, local_day, month_only, type_id, share_key, area_set_id, -1 as delta from moved where counted
        union all
        select "is", edges_are, local_day, month_only, type_id, share_key, area_set_id, 1 from moved where counted
      ) moves
      group by cell, edge_cells, local_day, month_only, type_id, share_key, area_set_id
      having sum(delta) <> 0
    )
    select count(*)::int as n
    from moved`;
  return row?.n ?? 0;
}

/** @returns how many records had words */
export async function eraseWords(
  tx: OwnerTx,
  datasetId: number,
  before: string,
  { after, to }: IdSpan,
): Promise<number> {
  const erased = await tx<{ id: bigint }[]>`
    update incident
    set
      source_ref = case when source_ref is not null then '' end,
      details = nullif(details - array['location', 'notes'], '{}')
    where id > ${after}
      and id <= ${to}
      and dataset_id = ${datasetId}
      and local_day < ${before}::date
      and ${hasWords(tx)}
    returning id`;
  await tx`
    update find
    set note = ''
    where incident_id = any (${erased.map(({ id }) => String(id))}::bigint[])
      and note <> ''`;
  return erased.length;
}

/** What stood in a rejected row's cell goes, and the rows that the file's inspection showed; that a row was rejected, where
 *  and why stays. @returns how many rejected rows */
export async function eraseRejects(tx: OwnerTx, agencyId: number, before: string): Promise<number> {
  await tx`
    update import
    set inspection = jsonb_set(inspection, '{sample}', '[]')
    where agency_id = ${agencyId}
      and created_at < ${before}::date
      and state not in ('received', 'reading', 'previewed', 'committing')
      and inspection->'sample' <> '[]'`;
  const { count } = await tx`
    update import_reject
    set value = ''
    from import
    where import.id = import_reject.import_id
      and import.agency_id = ${agencyId}
      and import.created_at < ${before}::date
      and import.state not in ('received', 'reading', 'previewed', 'committing')
      and import_reject.value <> ''`;
  return count;
}
