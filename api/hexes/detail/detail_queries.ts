/** One hexagon's facts, from its rows. The database reads them by its index on (cell, day), so the cost is that of the
 *  hexagon's own rows. */
import type { Kind } from '../../contract/kinds.ts';
import type { AgencyTx } from '../../db/as_agency.ts';
import { isoOf, monthWindow, windowDates } from '../../time/local_day.ts';
import { incidentsIn } from '../../incidents/in_cells_queries.ts';
import type { RowsInside } from '../inside.ts';
import { liesInside } from '../inside_queries.ts';
import type { ResolvedFilters } from '../read_filters.ts';

/** A hexagon's rows under the filters. */
export interface CellFilters extends ResolvedFilters, RowsInside {
  /** As H3 writes it. */
  readonly hexagon: string;
}

export interface DetailRow {
  readonly kind: Kind;
  readonly type: string;
  readonly agency: string;
  readonly n: number;
  readonly needles: number;
}

/** Counts by type and agency in the window. */
export const countHere = (tx: AgencyTx, filters: CellFilters) => {
  const span = windowDates(filters);
  return tx<DetailRow[]>`
    select
      incident_type.kind,
      incident_type.slug as type,
      agency.slug as agency,
      count(*)::int as n,
      coalesce(sum(needles_min), 0)::int as needles
    from ${incidentsIn(tx, [filters.hexagon])} counted_incident
    join incident_type on incident_type.id = type_id
    join agency on agency.id = agency_id
    where (
        (time_precision <> 'month' and local_day between ${span.from} and ${span.to})
        or (time_precision = 'month' and local_day between ${span.firstMonth} and ${span.lastMonth})
      )
      and (${filters.types}::int[] is null or type_id = any (${filters.types}::int[]))
      and (${filters.agencies}::int[] is null or agency_id = any (${filters.agencies}::int[]))
      and ${liesInside(tx, filters)}
    group by 1, 2, 3
    order by n desc, 2, 3`;
};

/** Month-only rows here, of the months that the window cuts. */
export async function countCutHere(tx: AgencyTx, filters: CellFilters): Promise<number> {
  const { cutStart, cutEnd } = monthWindow(filters);
  const cut = [cutStart, cutEnd].filter((day) => day !== null).map(isoOf);
  const [row] = await tx<{ n: number }[]>`
    select count(*)::int as n
    from ${incidentsIn(tx, [filters.hexagon])} counted_incident
    where time_precision = 'month'
      and local_day = any (${cut}::date[])
      and (${filters.types}::int[] is null or type_id = any (${filters.types}::int[]))
      and (${filters.agencies}::int[] is null or agency_id = any (${filters.agencies}::int[]))
      and ${liesInside(tx, filters)}`;
  return row?.n ?? 0;
}

/** The twelve months that end with `to`'s; whatever the window, so that each month can be compared. */
export const countMonthsHere = (tx: AgencyTx, filters: CellFilters) => tx<
  { month: string; total: number }[]
>`
  with months as (
    select generate_series(
      date_trunc('month', ${isoOf(filters.to)}::timestamp) - interval '11 months',
      date_trunc('month', ${isoOf(filters.to)}::timestamp),
      interval '1 month'
    )::date as month
  )
  select months.month, count(counted_incident.id)::int as total
  from months
  left join ${incidentsIn(tx, [filters.hexagon])} counted_incident
    on local_day >= months.month
    and local_day < months.month + interval '1 month'
    and (${filters.types}::int[] is null or type_id = any (${filters.types}::int[]))
    and (${filters.agencies}::int[] is null or agency_id = any (${filters.agencies}::int[]))
    and ${liesInside(tx, filters)}
  group by months.month
  order by months.month`;

/** Incidents by weekday (0 = Monday) and hour of the local clock, of those that know the moment. */
export const countClockHere = (tx: AgencyTx, filters: CellFilters) => tx<
  { weekday: number; hour: number; n: number }[]
>`
  select
    extract(isodow from started_at at time zone 'Europe/London')::int - 1 as weekday,
    extract(hour from started_at at time zone 'Europe/London')::int as hour,
    count(*)::int as n
  from ${incidentsIn(tx, [filters.hexagon])} counted_incident
  where time_precision in ('minute', 'hour')
    and (ended_at is null or ended_at = started_at)
    and local_day between ${isoOf(filters.from)} and ${isoOf(filters.to)}
    and (${filters.types}::int[] is null or type_id = any (${filters.types}::int[]))
    and (${filters.agencies}::int[] is null or agency_id = any (${filters.agencies}::int[]))
    and ${liesInside(tx, filters)}
  group by 1, 2
  order by 1, 2`;

/** Those that happened some time between two moments. */
export const spansHere = (tx: AgencyTx, filters: CellFilters) => tx<
  { started: Date; ended: Date; precision: 'minute' | 'hour' }[]
>`
  select started_at as started, ended_at as ended, time_precision as precision
  from ${incidentsIn(tx, [filters.hexagon])} counted_incident
  where time_precision in ('minute', 'hour')
    and ended_at > started_at
    and local_day between ${isoOf(filters.from)} and ${isoOf(filters.to)}
    and (${filters.types}::int[] is null or type_id = any (${filters.types}::int[]))
    and (${filters.agencies}::int[] is null or agency_id = any (${filters.agencies}::int[]))
    and ${liesInside(tx, filters)}
  order by started_at, id`;

/** Live actions on hotspots that touch the hexagon, whichever of the two is the finer. */
export const actionsHere = (tx: AgencyTx, first: bigint, last: bigint) => tx<
  { id: number; hotspot: string; what: string; state: string }[]
>`
  select action.id, hotspot.name as hotspot, action.what, action.state
  from action
  join hotspot on hotspot.id = action.hotspot_id
  where action.state not in ('done', 'cancelled')
    and exists (
      select
      from unnest(hotspot.cells) chosen
      where first_child(chosen, hotspot.resolution) <= ${last}
        and last_child(chosen, hotspot.resolution) >= ${first}
    )
  order by action.due_on, action.id`;
