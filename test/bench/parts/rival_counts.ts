/** What the hex index is compared with: the group-by that anybody would write first, and the roll-up by month
 *  that one would build next. All three answer for the same viewer, window and kinds. */
import type { AgencyTx, OwnerTx } from '#api/db/as_agency.ts';
import { firstOfMonth, firstOfNextMonth, isoOf, monthWindow } from '#api/time/local_day.ts';

export interface CellCount {
  readonly cell: bigint;
  readonly kind: string;
  readonly n: number;
}
export interface Counted {
  readonly resolution: number;
  /** Days since 1970-01-01, inclusive. */
  readonly from: number;
  readonly to: number;
}

const bounds = ({ from, to }: Counted) => {
  const months = monthWindow({ from, to });
  return {
    from: isoOf(from),
    to: isoOf(to),
    first: isoOf(months.first),
    last: isoOf(Math.max(months.last, months.first - 1)),
  };
};

export const naive = (tx: AgencyTx, window: Counted) => {
  const { from, to, first, last } = bounds(window);
  return tx<CellCount[]>`
    select coarser(cell, ${window.resolution}) as cell, incident_type.kind, count(*)::int as n
    from counted_incident
    join incident_type on incident_type.id = type_id
    where cell is not null
      and (
        (time_precision <> 'month' and local_day between ${from} and ${to})
        or (time_precision = 'month' and local_day between ${first} and ${last})
      )
    group by 1, 2
    order by 1, 2`;
};

export async function buildRollUp(tx: OwnerTx): Promise<void> {
  await tx`
    create table roll_up as
    select
      coarser(cell, 10) as cell, date_trunc('month', local_day)::date as month, time_precision = 'month' as month_only,
      type_id, share_key, count(*)::int as n
    from counted_incident
    where cell is not null
    group by 1, 2, 3, 4, 5
    order by 2, 1`;
  await tx`create index on roll_up (month, cell) include (month_only, type_id, share_key, n)`;
  await tx`grant select on roll_up to commonground_member`;
}

/** Whole months from the roll-up, the days before and after them from the rows. */
export const rolledUp = (tx: AgencyTx, { resolution, from, to }: Counted) => {
  const begin = firstOfNextMonth(from - 1);
  const end = firstOfMonth(to + 1) - 1;
  // a window without a whole month is one edge
  const [before, after] = begin > end ? [to, to + 1] : [begin - 1, end + 1];
  return tx<CellCount[]>`
    with counted as (
      select coarser(cell, ${resolution}) as cell, type_id, n
      from roll_up
      where month between ${isoOf(begin)} and ${isoOf(end)}
        and share_key = any ((select viewer_grants())::smallint[])
      union all
      select coarser(cell, ${resolution}), type_id, 1
      from counted_incident
      where cell is not null
        and time_precision <> 'month'
        and local_day between ${isoOf(from)} and ${isoOf(before)}
      union all
      select coarser(cell, ${resolution}), type_id, 1
      from counted_incident
      where cell is not null
        and time_precision <> 'month'
        and local_day between ${isoOf(after)} and ${isoOf(to)}
    )
    select cell, incident_type.kind, sum(n)::int as n
    from counted
    join incident_type on incident_type.id = type_id
    group by 1, 2
    order by 1, 2`;
};
