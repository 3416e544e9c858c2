/** Releases that are announced and wait a day, as stored. */
import type { Geography } from '../contract/releases.ts';
import type { OwnerTx } from '../db/as_agency.ts';
import type { Tx } from '../db/connect.ts';

export interface StoredPlan {
  /** yyyy-mm */
  readonly period: string;
  readonly geography: Geography;
  readonly announced_at: Date;
  readonly announced_by: string;
  readonly publish_from: Date;
  readonly stopped_at: Date | null;
  readonly stopped_by: string | null;
  readonly stopped_why: string | null;
}

/** The newest month first; without those that have been published. */
export const listPlanned = (tx: Tx) => tx<StoredPlan[]>`
  select
    to_char(period, 'YYYY-MM') as period, geography, announced_at, announced_by, publish_from, stopped_at, stopped_by,
    stopped_why
  from planned_release
  where not exists (select from release where release.period = planned_release.period)
  order by planned_release.period desc`;

/** Who requested it, for the audit of its publication. */
export const readRequester = async (
  tx: OwnerTx,
  period: string,
): Promise<{ accountId: string | null; agencyId: number | null }> => {
  const [row] = await tx<{ account_id: string | null; agency_id: number | null }[]>`
    select account_id, agency_id
    from planned_release
    where period = ${`${period}-01`}::date`;
  return { accountId: row?.account_id ?? null, agencyId: row?.agency_id ?? null };
};

/** In place of one that was stopped. */
export const putPlan = (
  tx: OwnerTx,
  plan: {
    readonly period: string;
    readonly geography: Geography;
    readonly announcedAt: Date;
    readonly publishFrom: Date;
    readonly by: string;
    readonly accountId: string | null;
    readonly agencyId: number | null;
  },
) => tx`
  insert into planned_release (period, geography, announced_at, publish_from, announced_by, account_id, agency_id)
  values (
    ${`${plan.period}-01`}::date, ${plan.geography}, ${plan.announcedAt}, ${plan.publishFrom}, ${plan.by},
    ${plan.accountId}, ${plan.agencyId})
  on conflict (period) do update
  set
    geography = excluded.geography,
    announced_at = excluded.announced_at,
    publish_from = excluded.publish_from,
    announced_by = excluded.announced_by,
    account_id = excluded.account_id,
    agency_id = excluded.agency_id,
    stopped_at = null,
    stopped_by = null,
    stopped_why = null`;

/** False when there is none to stop. */
export async function stopPlan(
  tx: OwnerTx,
  stop: {
    readonly period: string;
    readonly at: Date;
    readonly by: string;
    readonly why: string;
  },
): Promise<boolean> {
  const { count } = await tx`
    update planned_release
    set stopped_at = ${stop.at}, stopped_by = ${stop.by}, stopped_why = ${stop.why}
    where period = ${`${stop.period}-01`}::date
      and stopped_at is null
      and not exists (select from release where release.period = planned_release.period)`;
  return count > 0;
}

/** Administrators who can act, of some agencies and of the host. */
export const listAdministrators = (tx: OwnerTx, agencies: readonly number[]) => tx<
  { accountId: string; agencyId: number }[]
>`
  select membership.account_id as "accountId", membership.agency_id as "agencyId"
  from membership
  join account on account.id = membership.account_id and account.disabled_at is null and account.kind = 'person'
  cross join partnership
  where membership.ended_at is null
    and 'administrator' = any (membership.roles)
    and (
      membership.agency_id = any (${[...agencies]}::smallint[])
      or membership.agency_id = partnership.host_agency_id
    )
  order by 1, 2`;
