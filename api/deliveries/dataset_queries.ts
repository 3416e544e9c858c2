/** Datasets (an agency's feeds), with the months that did not arrive and the column mapping kept for each. */
import type { AgencyTx } from '../db/as_agency.ts';

/** Feeds, each with the months between its first and last delivery in which nothing arrived. */
export const listDatasets = (tx: AgencyTx) => tx<
  { agency: string; slug: string; name: string; mapping: unknown; missing_months: string[] }[]
>`
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
  )
  select
    agency.slug as agency,
    dataset.slug,
    dataset.name,
    own_mapping.mapping,
    coalesce(missing.months, '{}') as missing_months
  from dataset
  join agency on agency.id = dataset.agency_id
  left join missing on missing.dataset_id = dataset.id
  left join own_mapping on own_mapping.dataset_id = dataset.id
  order by agency.slug, dataset.slug`;
