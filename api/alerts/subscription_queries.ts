/** Who subscribed to which alerts: one's own, for the agency one acts for. */
import type { NewSubscription, Subscription } from '../contract/alerts.ts';
import { KINDS } from '../contract/kinds.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { Problem } from '../http/problem.ts';

type Row = Omit<Subscription, 'made_at'> & { readonly made_at: Date };

export const listSubscriptions = async (tx: AgencyTx): Promise<Subscription[]> =>
  (
    await tx<Row[]>`
      select
        subscription.id,
        case when area.id is not null then jsonb_build_object('slug', area.slug, 'name', area.name) end as area,
        subscription.kinds,
        subscription.made_at
      from subscription
      left join area on area.id = subscription.area_id
      order by area.name nulls first, subscription.id`
  ).map((row) => ({ ...row, made_at: row.made_at.toISOString() }));

/** One an area: subscribing to it again replaces the kinds. Throws Problem `invalid_input` for an area that there is none
 *  of. */
export async function putSubscription(
  tx: AgencyTx,
  agencyId: number,
  { area, kinds }: NewSubscription,
  now: Date,
): Promise<Subscription> {
  const each = KINDS.filter((kind) => kinds.includes(kind));
  const areaId = area === null ? null : await areaIdOf(tx, area);
  await tx`
    delete from subscription
    where area_id is not distinct from ${areaId}::integer`;
  const [row] = await tx<{ id: number }[]>`
    insert into subscription (account_id, agency_id, area_id, kinds, made_at)
    values (viewer_account(), ${agencyId}, ${areaId}, ${each}, ${now})
    returning id`;
  const made = (await listSubscriptions(tx)).find(({ id }) => id === row?.id);
  if (!made) throw new Problem('internal');
  return made;
}

async function areaIdOf(tx: AgencyTx, slug: string): Promise<number> {
  const [row] = await tx<{ id: number }[]>`select id from area where slug = ${slug}`;
  if (!row)
    throw new Problem('invalid_input', {
      fields: [
        { path: 'area', message: `There is no area “${slug}”. Choose one of /api/partnership.` },
      ],
    });
  return row.id;
}

/** Throws Problem `not_found`, also for another person's. */
export async function dropSubscription(tx: AgencyTx, id: number): Promise<void> {
  const rows = await tx`
    delete from subscription
    where id = ${id}
    returning id`;
  if (rows.length === 0) throw new Problem('not_found');
}
