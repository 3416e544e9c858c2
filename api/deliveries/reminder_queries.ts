/** Reminders of due deliveries: those sent, their recipients, and a new one. */
import type { ReminderReason } from '../contract/deliveries.ts';
import { OPERATIONS, PERMISSIONS, ROLES } from '../contract/permissions.ts';
import type { AgencyTx, OwnerTx } from '../db/as_agency.ts';

export interface StoredReminder {
  readonly dataset_id: number;
  /** Its first day. */
  readonly quarter: string;
  readonly why: ReminderReason;
  /** The agency that sent it; null: the calendar. */
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

const MANAGES: (typeof OPERATIONS)[number] = 'imports.manage';
const UPLOADERS = ROLES.filter((role) => PERMISSIONS[role].includes(MANAGES));

/** Members of the feed's agency who may upload files, today. */
export const listUploaders = (tx: OwnerTx, datasetId: number) => tx<
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
    and membership.roles && ${[...UPLOADERS]}::text[]
  order by membership.account_id`;

export interface NewReminder {
  readonly datasetId: number;
  readonly quarter: string;
  readonly why: ReminderReason;
  /** Who sends it; null: the calendar. */
  readonly by: { readonly agencyId: number; readonly accountId: string } | null;
  readonly on: string;
  readonly people: number;
}

/** @returns its number; null: two requests at once, and the other was first */
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
