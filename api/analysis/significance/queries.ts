/** What significance asks of the database beside counts: which feeds have gaps, and what they would have brought. */
import { KIND_OF_CODE } from '../../contract/kinds.ts';
import type { AgencyTx } from '../../db/as_agency.ts';
import type { Feed } from '../../deliveries/missing_in_area.ts';

/** Feeds with at least one month missing, and the kinds that each brings. */
export async function readGappyFeeds(tx: AgencyTx): Promise<Feed[]> {
  const rows = await tx<{ agency: string; dataset: string; kinds: number[]; missing: string[] }[]>`
    with span as (
      select dataset_id, min(month) as first, max(month) as last
      from delivery
      group by dataset_id
    ),
    missing as (
      select span.dataset_id, array_agg(due.month::date::text order by due.month) as months
      from span
      cross join lateral generate_series(span.first::timestamp, span.last::timestamp, interval '1 month') due (month)
      where not exists (
        select
        from delivery
        where delivery.dataset_id = span.dataset_id
          and delivery.month = due.month::date
      )
      group by span.dataset_id
    ),
    brought as materialized (
      select dataset_id, kind
      from feed_kinds()
    )
    select
      agency.slug as agency,
      dataset.name as dataset,
      array(
        select brought.kind
        from brought
        where brought.dataset_id = dataset.id
        order by brought.kind
      ) as kinds,
      missing.months as missing
    from missing
    join dataset on dataset.id = missing.dataset_id
    join agency on agency.id = dataset.agency_id
    order by agency.slug, dataset.slug`;
  return rows.map(({ kinds, ...feed }) => ({
    ...feed,
    kinds: kinds.flatMap((code) => KIND_OF_CODE[code] ?? []),
  }));
}
