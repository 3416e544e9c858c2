/** What an export reads: rows by row level security alone, in the viewer's own transaction. */
import type { AgencyTx } from '../db/as_agency.ts';
import { isoOf, monthWindow } from '../time/local_day.ts';
import { liesInside } from '../hexes/inside_queries.ts';
import type { IncidentRow } from './incident_table.ts';
import type { RowsInside } from '../hexes/inside.ts';
import type { Taken } from '../sharing/under_agreement.ts';

/** Filters as ids and days (since 1970-01-01, inclusive); null means all. */
export interface Selection extends RowsInside {
  readonly from: number;
  readonly to: number;
  readonly types: readonly number[] | null;
  readonly agencies: readonly number[] | null;
  /** The chosen hexagons as a multirange of resolution-12 cells: cell_ranges.ts. */
  readonly cells: string | null;
  /** Of those hexagons. */
  readonly resolution: number;
}

/** Whether a row lies in one of the hexagons: all resolution-12 cells under one are in the ranges, or none. */
const isIn = (tx: AgencyTx, cells: string | null, resolution: number) =>
  tx`first_child(cell_at(cell, edge_cells, ${resolution}), ${resolution}) <@ ${cells}::int8multirange`;

/** The rows in question. A month-only row belongs to whole months, as on the map. */
const chosen = (
  tx: AgencyTx,
  { types, agencies, cells, resolution, areaSets, polygon, ...window }: Selection,
) => {
  const months = monthWindow(window);
  // a window without a whole month: an empty span
  const lastMonth = Math.max(months.last, months.first - 1);
  return tx`
    withdrawn_by is null
    and type_id <> 70
    and (
      (time_precision <> 'month' and local_day between ${isoOf(window.from)} and ${isoOf(window.to)})
      or (time_precision = 'month' and local_day between ${isoOf(months.first)} and ${isoOf(lastMonth)})
    )
    and (${types}::int[] is null or type_id = any (${types}::int[]))
    and (${agencies}::int[] is null or incident.agency_id = any (${agencies}::int[]))
    and (${cells}::int8multirange is null or ${isIn(tx, cells, resolution)})
    and (${areaSets}::int[] is null or (cell is not null and area_set_id = any (${areaSets}::int[])))
    and (${polygon}::text is null or incident.id in (
      select incident.id
      from incident
      where ST_Covers(ST_SetSRID(ST_GeomFromGeoJSON(${polygon}::text), 4326), just_north_east(incident.geom))
    ))`;
};

/** How many of which kind and sensitivity from whom, the largest provider first. */
export const readTaken = (tx: AgencyTx, selection: Selection) => tx<Taken[]>`
  select
    incident.agency_id,
    agency.name as provider,
    incident_type.kind,
    incident.sensitivity,
    null as agreement,
    count(*)::int as incidents
  from incident
  join incident_type on incident_type.id = incident.type_id
  join agency on agency.id = incident.agency_id
  where ${chosen(tx, selection)}
  group by 1, 2, 3, 4
  order by sum(count(*)) over (partition by incident.agency_id) desc, 1, 3, 4`;

/** Ids of the rows in question, ascending. */
export const readIds = async (tx: AgencyTx, selection: Selection): Promise<readonly bigint[]> => {
  const rows = await tx<{ id: bigint }[]>`
    select incident.id
    from incident
    where ${chosen(tx, selection)}
    order by incident.id`;
  return rows.map(({ id }) => id);
};

/** Rows by id, ascending: those that are there, not withdrawn, and the viewer's to read. */
export const readRows = (tx: AgencyTx, ids: readonly bigint[]) => tx<IncidentRow[]>`
  select
    incident.id,
    incident.source_ref as reference,
    incident.agency_id,
    agency.slug as agency,
    dataset.slug as dataset,
    incident_type.kind,
    incident_type.slug as type,
    incident.started_at,
    incident.ended_at,
    incident.time_precision,
    ST_X(incident.geom) as longitude,
    ST_Y(incident.geom) as latitude,
    incident.place_precision,
    to_hex(incident.cell) as cell,
    incident.sensitivity,
    incident.needles_min,
    incident.needles_max,
    incident.details
  from incident
  join incident_type on incident_type.id = incident.type_id
  join agency on agency.id = incident.agency_id
  join dataset on dataset.id = incident.dataset_id
  where incident.id = any (${ids.map(String)}::bigint[])
    and withdrawn_by is null
  order by incident.id`;

/** What the rows in question leave out: those without a place where hexagons were chosen, and those of which only the
 *  month is known where the window cuts it. */
export async function readLeftOut(
  tx: AgencyTx,
  { from, to, types, agencies, cells, resolution, areaSets, polygon }: Selection,
): Promise<{ noPlace: number; monthOnly: number }> {
  const { cutStart, cutEnd } = monthWindow({ from, to });
  const cut = [cutStart, cutEnd].filter((day) => day !== null).map(isoOf);
  const [row] = await tx<{ noPlace: number; monthOnly: number }[]>`
    select
      (count(*) filter (
        where (${cells}::int8multirange is not null or ${areaSets}::int[] is not null or ${polygon}::text is not null)
          and cell is null
          and (time_precision <> 'month' or not local_day = any (${cut}::date[]))
          and local_day between ${isoOf(from)} and ${isoOf(to)}
      ))::int as "noPlace",
      (count(*) filter (
        where time_precision = 'month'
          and local_day = any (${cut}::date[])
          and (${cells}::int8multirange is null or ${isIn(tx, cells, resolution)})
          and ${liesInside(tx, { areaSets, polygon })}
      ))::int as "monthOnly"
    from counted_incident
    where local_day between date_trunc('month', ${isoOf(from)}::date)::date and ${isoOf(to)}
      and (${types}::int[] is null or type_id = any (${types}::int[]))
      and (${agencies}::int[] is null or agency_id = any (${agencies}::int[]))`;
  return row ?? { noPlace: 0, monthOnly: 0 };
}

/** First and last day of what the viewer may read, a month-only row with its whole month; null where that is nothing. */
export async function readHistory(
  tx: AgencyTx,
): Promise<{ readonly first: number; readonly last: number } | null> {
  const [row] = await tx<{ first: number | null; last: number | null }[]>`
    select
      min(local_day) - date '1970-01-01' as first,
      max(case when time_precision = 'month' then (local_day + interval '1 month')::date - 1 else local_day end)
        - date '1970-01-01' as last
    from counted_incident`;
  const { first = null, last = null } = row ?? {};
  return first === null || last === null ? null : { first, last };
}
