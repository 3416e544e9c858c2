/** What has arrived of each feed. */
import type { AgencyTx } from '../db/as_agency.ts';

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

/** Of every agency's feeds; those that never brought anything (finds come one by one, without a delivery) are not there. */
export const readArrivals = (tx: AgencyTx) => tx<FeedArrivals[]>`
  select
    dataset.id,
    agency.slug as agency,
    dataset.slug as dataset,
    dataset.name,
    array_agg(received.month::text order by received.month) as months,
    array_agg(received.received_at order by received.month) as received
  from deliveries_received() received
  join dataset on dataset.id = received.dataset_id
  join agency on agency.id = dataset.agency_id
  group by dataset.id, agency.slug
  order by agency.slug, dataset.slug`;

/** Records by feed and quarter, of those that the viewer may read one by one. */
export const countByQuarter = (tx: AgencyTx, from: string, to: string) => tx<
  { dataset_id: number; quarter: string; n: number }[]
>`
  select dataset_id, date_trunc('quarter', local_day::timestamp)::date::text as quarter, count(*)::int as n
  from counted_incident
  where local_day between ${from} and ${to}
  group by 1, 2
  order by 1, 2`;
