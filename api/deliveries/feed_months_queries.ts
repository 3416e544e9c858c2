/** Which months each feed has delivered, and which kinds it brings: what a comparison must not take for quiet. */
import { KIND_OF_CODE } from '../contract/kinds.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import type { FeedMonths } from './undelivered.ts';

/** Of every agency; `delivered` is empty for a feed whose records come one by one, such as finds from phones. */
export async function readFeedMonths(tx: AgencyTx): Promise<FeedMonths[]> {
  const rows = await tx<
    { agency: string; dataset: string; kinds: number[]; delivered: string[] }[]
  >`
    with brought as materialized (
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
      array(
        select distinct delivery.month::text
        from delivery
        where delivery.dataset_id = dataset.id
        order by 1
      ) as delivered
    from dataset
    join agency on agency.id = dataset.agency_id
    order by agency.slug, dataset.slug`;
  return rows.map(({ kinds, ...feed }) => ({
    ...feed,
    kinds: kinds.flatMap((code) => KIND_OF_CODE[code] ?? []),
  }));
}
