/** What has been delivered of each feed: every read of `delivery` is here. */
import type { PendingQuery, Row } from 'postgres';
import { KIND_OF_CODE, type Kind } from '../contract/kinds.ts';
import type { AgencyTx, OwnerTx } from '../db/as_agency.ts';
import type { Tx } from '../db/connect.ts';
import { lastMonthOver, type FeedMonths } from './missing.ts';

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
  readonly id: number;
  readonly agency: string;
  readonly slug: string;
  readonly name: string;
  readonly mapping: unknown;
}

/** Feeds, each with the column mapping that it remembers. */
export const listDatasets = (tx: AgencyTx) => tx<Dataset[]>`
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

/** Kinds by feed at a data version: the pass over all incidents (36 ms for 100,000) is made once for each version. They are the
 *  same for every reader. */
const kindsKnown = new WeakMap<
  object,
  { readonly version: bigint; readonly kinds: ReadonlyMap<number, readonly Kind[]> }
>();

/** Where kinds are kept, and of which data version the transaction is. */
export interface KindsAt {
  readonly keptWith: object;
  readonly version: bigint;
}

async function readKinds(
  tx: AgencyTx,
  { keptWith, version }: KindsAt,
): Promise<ReadonlyMap<number, readonly Kind[]>> {
  const known = kindsKnown.get(keptWith);
  if (known?.version === version) return known.kinds;
  const rows = await tx<{ dataset_id: number; kinds: number[] }[]>`
    select dataset_id, array_agg(kind::int order by kind) as kinds
    from feed_kinds()
    group by dataset_id`;
  const kinds = new Map(
    rows.map((row) => [row.dataset_id, row.kinds.flatMap((code) => KIND_OF_CODE[code] ?? [])]),
  );
  kindsKnown.set(keptWith, { version, kinds });
  return kinds;
}

/** The kinds and the whole months that each feed of every agency has delivered. A month that is not over is not whole.
 *  today: yyyy-mm-dd of the partnership's calendar. */
export async function readFeedMonths(
  tx: AgencyTx,
  today: string,
  at: KindsAt,
): Promise<FeedMonths[]> {
  const delivered = await readDelivered(tx);
  const kinds = await readKinds(tx, at);
  const last = lastMonthOver(today);
  const rows = await tx<Omit<FeedMonths, 'kinds' | 'delivered'>[]>`
    select dataset.id, agency.slug as agency, dataset.name as dataset
    from dataset
    join agency on agency.id = dataset.agency_id
    order by agency.slug, dataset.slug`;
  return rows.flatMap((feed) => {
    const arrived = delivered.get(feed.id) ?? [];
    const whole = arrived.filter((month) => month <= last);
    // a feed whose first month is not over has delivered none, and is not live
    if (arrived.length > 0 && whole.length === 0) return [];
    return [{ ...feed, kinds: kinds.get(feed.id) ?? [], delivered: whole }];
  });
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
