/** Reminders of what is owed: which there were, whom to tell, and one more. */
import type { ReminderReason } from '../contract/deliveries.ts';
import { OPERATIONS, PERMISSIONS, ROLES } from '../contract/permissions.ts';
import type { AgencyTx, OwnerTx } from '../db/as_agency.ts';
import type { FeedArrivals } from './queries.ts';

export interface StoredReminder {
  readonly dataset_id: number;
  /** Its first day. */
  readonly quarter: string;
  readonly why: ReminderReason;
  /** The agency that asked. */
  readonly by: string | null;
  readonly on: string;
  readonly people: number;
}

export const listReminders = (tx: AgencyTx | OwnerTx) => tx<StoredReminder[]>`
  select
    reminder.dataset_id,
    reminder.quarter::text,
    reminder.why,
    agency.slug as by,
    reminder.reminded_on::text as on,
    reminder.people
  from delivery_reminder reminder
  left join agency on agency.id = reminder.agency_id
  order by reminder.reminded_on, reminder.id`;

/** What has arrived of every feed, for the calendar's own reminders: nobody asks. */
export const readArrivalsOfAll = (tx: OwnerTx) => tx<FeedArrivals[]>`
  with arrived as (
    select delivery.dataset_id, delivery.month, min(coalesce(import.finished_at, import.created_at)) as at
    from delivery
    join import on import.id = delivery.import_id
    group by delivery.dataset_id, delivery.month
  )
  select
    dataset.id,
    agency.slug as agency,
    dataset.slug as dataset,
    dataset.name,
    array_agg(arrived.month::text order by arrived.month) as months,
    array_agg(arrived.at order by arrived.month) as received
  from arrived
  join dataset on dataset.id = arrived.dataset_id
  join agency on agency.id = dataset.agency_id
  group by dataset.id, agency.slug
  order by agency.slug, dataset.slug`;

const MANAGES: (typeof OPERATIONS)[number] = 'imports.manage';
const WHO_HAND_IN = ROLES.filter((role) => PERMISSIONS[role].includes(MANAGES));

/** Members of the feed's agency who hand files in, today. */
export const listWhoHandIn = (tx: OwnerTx, datasetId: number) => tx<
  { account_id: string; agency_id: number }[]
>`
  select membership.account_id, membership.agency_id
  from membership
  join account on account.id = membership.account_id
  join dataset on dataset.agency_id = membership.agency_id
  where dataset.id = ${datasetId}
    and membership.ended_at is null
    and account.disabled_at is null
    and account.kind = 'person'
    and membership.roles && ${[...WHO_HAND_IN]}::text[]
  order by membership.account_id`;

export interface NewReminder {
  readonly datasetId: number;
  readonly quarter: string;
  readonly why: ReminderReason;
  /** Who asked; null: the calendar. */
  readonly by: { readonly agencyId: number; readonly accountId: string } | null;
  readonly on: string;
  readonly people: number;
}

/** @returns its number; null: there is one already, two having asked at once */
export async function writeReminder(tx: OwnerTx, reminder: NewReminder): Promise<string | null> {
  const { datasetId, quarter, why, by, on, people } = reminder;
  const [row] = await tx<{ id: string }[]>`
    insert into delivery_reminder (dataset_id, quarter, why, agency_id, account_id, reminded_on, people)
    values (
      ${datasetId}, ${quarter}, ${why}, ${by?.agencyId ?? null}, ${by?.accountId ?? null}, ${on}, ${people})
    on conflict do nothing
    returning id::text`;
  return row?.id ?? null;
}
