/** What has been delivered of each feed: every read of `delivery` is here. */
import type { PendingQuery, Row } from 'postgres';
import { KIND_OF_CODE } from '../contract/kinds.ts';
import type { AgencyTx, OwnerTx } from '../db/as_agency.ts';
import type { Tx } from '../db/connect.ts';
import { missingMonths, type FeedMonths } from './missing.ts';

/** First days (yyyy-mm-dd) of the months of which something has been delivered, ascending, by feed. A feed whose records
 *  come one by one (finds from phones) has none. */
export async function readDelivered(
  tx: AgencyTx | OwnerTx,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await tx<{ dataset_id: number; months: string[] }[]>`
    select dataset_id, array_agg(distinct month::text order by month::text) as months
    from delivery
    group by dataset_id`;
  return new Map(rows.map(({ dataset_id, months }) => [dataset_id, months]));
}

interface Dataset {
  readonly agency: string;
  readonly slug: string;
  readonly name: string;
  readonly mapping: unknown;
  /** Between its first and last delivery. */
  readonly missing_months: string[];
}

/** Feeds, each with its missing months and the column mapping that it remembers. */
export async function listDatasets(tx: AgencyTx): Promise<Dataset[]> {
  const delivered = await readDelivered(tx);
  const rows = await tx<(Omit<Dataset, 'missing_months'> & { id: number })[]>`
    select
      dataset.id,
      agency.slug as agency,
      dataset.slug,
      dataset.name,
      own_mapping.mapping
    from dataset
    join agency on agency.id = dataset.agency_id
    left join own_mapping on own_mapping.dataset_id = dataset.id
    order by agency.slug, dataset.slug`;
  return rows.map(({ id, ...dataset }) => ({
    ...dataset,
    missing_months: missingMonths(delivered.get(id) ?? []),
  }));
}

/** The months and the kinds that each feed of every agency has delivered. */
export const readFeedMonths = async (tx: AgencyTx): Promise<FeedMonths[]> =>
  withKinds(tx, await readDelivered(tx));

/** The same, or nothing where no feed has a month missing between its deliveries: kinds take a scan of all incidents (36 ms
 *  for 100,000), which most requests do not need. */
export async function readFeedsWithGaps(tx: AgencyTx): Promise<FeedMonths[]> {
  const delivered = await readDelivered(tx);
  const hasGaps = [...delivered.values()].some((months) => missingMonths(months).length > 0);
  return hasGaps ? withKinds(tx, delivered) : [];
}

async function withKinds(
  tx: AgencyTx,
  delivered: ReadonlyMap<number, readonly string[]>,
): Promise<FeedMonths[]> {
  const rows = await tx<{ id: number; agency: string; dataset: string; kinds: number[] }[]>`
    with kinds_delivered as materialized (
      select dataset_id, kind
      from feed_kinds()
    )
    select
      dataset.id,
      agency.slug as agency,
      dataset.name as dataset,
      array(
        select kinds_delivered.kind
        from kinds_delivered
        where kinds_delivered.dataset_id = dataset.id
        order by kinds_delivered.kind
      ) as kinds
    from dataset
    join agency on agency.id = dataset.agency_id
    order by agency.slug, dataset.slug`;
  return rows.map(({ id, kinds, ...feed }) => ({
    ...feed,
    kinds: kinds.flatMap((code) => KIND_OF_CODE[code] ?? []),
    delivered: delivered.get(id) ?? [],
  }));
}

export interface FeedArrivals {
  readonly id: number;
  readonly agency: string;
  readonly dataset: string;
  readonly name: string;
  /** First days. */
  readonly months: readonly string[];
  /** When each first arrived: of the same length. */
  readonly received: readonly Date[];
}

const arrivalsFrom = (tx: Tx, source: PendingQuery<Row[]>) => tx<FeedArrivals[]>`
  select
    dataset.id,
    agency.slug as agency,
    dataset.slug as dataset,
    dataset.name,
    array_agg(received.month::text order by received.month) as months,
    array_agg(received.received_at order by received.month) as received
  from ${source} received
  join dataset on dataset.id = received.dataset_id
  join agency on agency.id = dataset.agency_id
  group by dataset.id, agency.slug
  order by agency.slug, dataset.slug`;

/** Of every agency's feeds, without those that have never delivered anything. */
export const readArrivals = (tx: AgencyTx) => arrivalsFrom(tx, tx`deliveries_received()`);

/** The same for the calendar's reminders, which no viewer requests: deliveries_received() would give them nothing. */
export const readArrivalsAsOwner = (tx: OwnerTx) => arrivalsFrom(tx, tx`delivery_arrival`);

/** Records by feed and quarter, of those that the viewer may read one by one. */
export const countByQuarter = (tx: AgencyTx, from: string, to: string) => tx<
  { dataset_id: number; quarter: string; n: number }[]
>`
  select dataset_id, date_trunc('quarter', local_day::timestamp)::date::text as quarter, count(*)::int as n
  from counted_incident
  where local_day between ${from} and ${to}
  group by 1, 2
  order by 1, 2`;
