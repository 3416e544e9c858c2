/** Counts straight from rows: for resolutions finer than the index's, for hours of the week, and as the oracle of the
 *  index. */
import type { Kind } from '../contract/kinds.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { windowDates } from '../time/local_day.ts';
import type { RowsInside } from './inside.ts';
import { liesInside } from './inside_queries.ts';
import type { ResolvedFilters } from './read_filters.ts';

/** Counts per cell and kind, straight from rows: the oracle of the hex index. */
export const countByCell = (
  tx: AgencyTx,
  filters: ResolvedFilters & Partial<RowsInside> & { resolution: number },
) => {
  const span = windowDates(filters);
  return tx<{ cell: bigint; kind: Kind; n: number }[]>`
    select cell_at(cell, edge_cells, ${filters.resolution}) as cell, incident_type.kind, count(*)::int as n
    from counted_incident
    join incident_type on incident_type.id = type_id
    where cell is not null
      and (
        (time_precision <> 'month' and local_day between ${span.from} and ${span.to})
        or (time_precision = 'month' and local_day between ${span.firstMonth} and ${span.lastMonth})
      )
      and (${filters.types}::int[] is null or type_id = any (${filters.types}::int[]))
      and (${filters.agencies}::int[] is null or agency_id = any (${filters.agencies}::int[]))
      and ${liesInside(tx, filters)}
    group by 1, 2
    order by 1, 2`;
};

/** Counts per cell of incidents in some hours of London's week (0: Monday's first; 167: Sunday's last), of those that know
 *  their hour; `cell` null: how many do not, of those with a place. */
export const countByHours = (
  tx: AgencyTx,
  filters: ResolvedFilters & Partial<RowsInside> & { resolution: number; hours: readonly number[] },
) => {
  const span = windowDates(filters);
  const pairs = filters.pairs ? [...filters.pairs] : null;
  return tx<{ cell: bigint | null; n: number }[]>`
    with windowed as (
      select
        cell_at(cell, edge_cells, ${filters.resolution}) as cell,
        time_precision in ('minute', 'hour') as has_hour,
        (extract(isodow from started_at at time zone 'Europe/London')::int - 1) * 24
          + extract(hour from started_at at time zone 'Europe/London')::int as hour
      from counted_incident
      where cell is not null
        and (
          (time_precision <> 'month' and local_day between ${span.from} and ${span.to})
          or (time_precision = 'month' and local_day between ${span.firstMonth} and ${span.lastMonth})
        )
        and (${filters.types}::int[] is null or type_id = any (${filters.types}::int[]))
        and (${filters.agencies}::int[] is null or agency_id = any (${filters.agencies}::int[]))
        and ${liesInside(tx, filters)}
        and (${pairs}::int[] is null or agency_id::int * 256 + type_id = any (${pairs}::int[]))
    )
    select case when has_hour then cell end as cell, count(*)::int as n
    from windowed
    where not has_hour
      or hour = any (${filters.hours}::int[])
    group by 1`;
};

/** Whose the rows are that `countByCell` counts. */
export const sourcesByCell = (
  tx: AgencyTx,
  filters: ResolvedFilters & Partial<RowsInside> & { resolution: number },
) => {
  const span = windowDates(filters);
  return tx<{ cell: bigint; agency: number; kind: Kind; sensitivity: number; n: number }[]>`
    select
      cell_at(cell, edge_cells, ${filters.resolution}) as cell,
      agency_id as agency,
      incident_type.kind,
      sensitivity,
      count(*)::int as n
    from counted_incident
    join incident_type on incident_type.id = type_id
    where cell is not null
      and (
        (time_precision <> 'month' and local_day between ${span.from} and ${span.to})
        or (time_precision = 'month' and local_day between ${span.firstMonth} and ${span.lastMonth})
      )
      and (${filters.types}::int[] is null or type_id = any (${filters.types}::int[]))
      and (${filters.agencies}::int[] is null or agency_id = any (${filters.agencies}::int[]))
      and ${liesInside(tx, filters)}
    group by 1, 2, 3, 4
    order by 1, 2, 3, 4`;
};

/** Rows under the filters that no cell shows: without a place, or of a month that the window cuts. */
export async function countLeftOut(
  tx: AgencyTx,
  filters: ResolvedFilters,
): Promise<{ no_place: number; month_only: number }> {
  const span = windowDates(filters);
  const [row] = await tx<{ no_place: number; month_only: number }[]>`
    select
      count(*) filter (
        where cell is null
          and (
            (time_precision <> 'month' and local_day between ${span.from} and ${span.to})
            or (time_precision = 'month' and local_day between ${span.firstMonth} and ${span.lastMonth})
          )
      )::int as no_place,
      count(*) filter (
        where time_precision = 'month'
          and local_day <= ${span.to}
          and local_day + interval '1 month' > ${span.from}::date
          and not local_day between ${span.firstMonth} and ${span.lastMonth}
      )::int as month_only
    from counted_incident
    where local_day between date_trunc('month', ${span.from}::date)::date and ${span.to}
      and (${filters.types}::int[] is null or type_id = any (${filters.types}::int[]))
      and (${filters.agencies}::int[] is null or agency_id = any (${filters.agencies}::int[]))`;
  return row ?? { no_place: 0, month_only: 0 };
}

/** Per cell the month-only rows whose month the window cuts. */
export const countCutByCell = (
  tx: AgencyTx,
  filters: ResolvedFilters & Partial<RowsInside> & { resolution: number },
) => {
  const span = windowDates(filters);
  return tx<{ cell: bigint; n: number }[]>`
    select cell_at(cell, edge_cells, ${filters.resolution}) as cell, count(*)::int as n
    from counted_incident
    where cell is not null
      and time_precision = 'month'
      and local_day between date_trunc('month', ${span.from}::date)::date and ${span.to}
      and not local_day between ${span.firstMonth} and ${span.lastMonth}
      and (${filters.types}::int[] is null or type_id = any (${filters.types}::int[]))
      and (${filters.agencies}::int[] is null or agency_id = any (${filters.agencies}::int[]))
      and ${liesInside(tx, filters)}
    group by 1
    order by 1`;
};
