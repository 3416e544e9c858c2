/** Whom to notify of which alert. Each subscriber's alerts are read in their own transaction: nobody is notified of what
 *  they may not see. */
import { KIND_OF_CODE } from '../contract/kinds.ts';
import type { AgencyTx, OwnerTx, Viewer } from '../db/as_agency.ts';
import type { NotifiedAlert } from './alert_words.ts';

export const listUnnotified = async (tx: OwnerTx): Promise<number[]> => {
  const rows = await tx<{ id: number }[]>`
    select id
    from alert
    where told_at is null
    order by made_at, id`;
  return rows.map(({ id }) => id);
};

export const listSubscribers = (tx: OwnerTx) => tx<Viewer[]>`
  select distinct account_id as "accountId", agency_id as "agencyId"
  from subscription
  order by 1, 2`;

/** Of these alerts, those that the viewer subscribed to and may see. */
export async function listWanted(tx: AgencyTx, ids: readonly number[]): Promise<NotifiedAlert[]> {
  const rows = await tx<(Omit<NotifiedAlert, 'kind'> & { kind: number })[]>`
    select
      alert.id,
      alert.kind,
      area.name as area,
      alert.look,
      alert.signal,
      alert.since::text as since,
      alert.day::text as day,
      alert.once_in_days
    from alert
    left join area on area.id = alert.area_id
    where alert.id = any (${[...ids]}::integer[])
      and alert.taken_back_at is null
      and exists (
        select
        from subscription
        cross join unnest(subscription.kinds) one (kind)
        where (subscription.area_id is null or subscription.area_id = alert.area_id)
          and kind_code(one.kind) = alert.kind
      )
    order by alert.day, alert.kind, area.name, alert.signal, alert.look, alert.id`;
  return rows.flatMap(({ kind: code, ...alert }) => {
    const kind = KIND_OF_CODE[code];
    return kind ? [{ ...alert, kind }] : [];
  });
}

export const markNotified = (tx: OwnerTx, ids: readonly number[], now: Date) => tx`
  update alert
  set told_at = ${now}
  where id = any (${[...ids]}::integer[])`;
