/** What alerts are tested on, counted from every agency's rows as the owner. Days are whole numbers (time/local_day.ts). */
import { SWEEP_TYPE_ID } from '../contract/kinds.ts';
import type { OwnerTx } from '../db/as_agency.ts';
import { readDelivered } from '../deliveries/queries.ts';
import { dayOf } from '../time/local_day.ts';

/** A feed's records of one kind and sensitivity, of which the day is known. */
export interface Strand {
  readonly dataset: number;
  readonly agency: number;
  readonly kind: number;
  readonly sensitivity: number;
}

export interface WatchedFeed {
  readonly dataset: number;
  /** First days of months of which something was handed in; null: rows come one by one, from phones. */
  readonly months: readonly number[] | null;
  /** First and last day with a row, a search that found nothing too. */
  readonly first: number;
  readonly last: number;
  readonly strands: readonly Strand[];
}

/** Feeds with at least one row of which the day is known. */
export async function readWatchedFeeds(tx: OwnerTx): Promise<WatchedFeed[]> {
  const delivered = await readDelivered(tx);
  const rows = await tx<(Strand & { first: number; last: number; counted: boolean })[]>`
    with strand as (
      select
        dataset_id, agency_id, type_id / 20 as kind, sensitivity,
        min(local_day) as first, max(local_day) as last, bool_or(type_id <> ${SWEEP_TYPE_ID}) as counted
      from incident
      where withdrawn_by is null
        and time_precision <> 'month'
      group by 1, 2, 3, 4
    )
    select
      strand.dataset_id as dataset, strand.agency_id as agency, strand.kind, strand.sensitivity, strand.counted,
      strand.first - date '1970-01-01' as first, strand.last - date '1970-01-01' as last
    from strand
    order by 1, 3, 4`;
  return [...Map.groupBy(rows, ({ dataset }) => dataset)].map(([dataset, lines]) => ({
    dataset,
    months: delivered.get(dataset)?.map(dayOf) ?? null,
    first: Math.min(...lines.map(({ first }) => first)),
    last: Math.max(...lines.map(({ last }) => last)),
    strands: lines
      .filter(({ counted }) => counted)
      .map(({ agency, kind, sensitivity }) => ({ dataset, agency, kind, sensitivity })),
  }));
}

export interface DayCount {
  readonly dataset: number;
  readonly kind: number;
  readonly sensitivity: number;
  readonly area: number | null;
  readonly day: number;
  readonly n: number;
  /** Of each find of needles. */
  readonly needles: readonly number[] | null;
}

/** Incidents by strand, area and day, where there are any. A place inside two areas counts in both; a row without a
 *  place in none, and in the whole partnership. */
export const countDays = (
  tx: OwnerTx,
  datasets: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<DayCount[]> => tx<DayCount[]>`
  with counted as (
    select dataset_id, type_id, sensitivity, local_day, needles_min, area_set_id
    from incident
    where dataset_id = any (${[...datasets]}::integer[])
      and local_day between date '1970-01-01' + ${from}::integer and date '1970-01-01' + ${to}::integer
      and withdrawn_by is null
      and time_precision <> 'month'
      and type_id <> ${SWEEP_TYPE_ID}
  ),
  somewhere as (
    select counted.*, area_id
    from counted
    join area_set on area_set.id = counted.area_set_id
    cross join unnest(area_set.areas) area_id
    union all
    select counted.*, null
    from counted
    where not exists (select from area)
  )
  select
    dataset_id as dataset, type_id / 20 as kind, sensitivity, area_id as area,
    local_day - date '1970-01-01' as day,
    count(*)::int as n,
    array_agg(needles_min) filter (where type_id = 60 and needles_min >= 1) as needles
  from somewhere
  group by 1, 2, 3, 4, 5
  order by 1, 2, 3, 4, 5`;

/** Rows of each feed by day, searches that found nothing and rows without a place too: they show which days were delivered. */
export const countRows = (
  tx: OwnerTx,
  datasets: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
) => tx<{ dataset: number; day: number; n: number }[]>`
  select dataset_id as dataset, local_day - date '1970-01-01' as day, count(*)::int as n
  from incident
  where dataset_id = any (${[...datasets]}::integer[])
    and local_day between date '1970-01-01' + ${from}::integer and date '1970-01-01' + ${to}::integer
    and withdrawn_by is null
    and time_precision <> 'month'
  group by 1, 2
  order by 1, 2`;
