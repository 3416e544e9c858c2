/** Reminds an agency of a quarter: a line for every partner to read, and a notice to each member who may upload its files. */
import type { OwnerTx } from '../db/as_agency.ts';
import { asOwner } from '../db/as_agency.ts';
import type { Database } from '../db/connect.ts';
import { localDateOf } from '../time/local_date.ts';
import { queueNotices } from '../notices/queries.ts';
import { readArrivalsAsOwner, type FeedArrivals } from './queries.ts';
import { arrivalsOf, quartersDue, type QuarterDelivered } from './due.ts';
import { reminderText, remindersDue } from './remind.ts';
import {
  listReminders,
  listUploaders,
  writeReminder,
  type NewReminder,
} from './reminder_queries.ts';

/** Quarters back that the calendar checks: one is due, one may just have become missing. */
const QUARTERS = 3;

/** @returns false where two requests come at once, and the other was first */
export async function remind(
  tx: OwnerTx,
  feed: Pick<FeedArrivals, 'id' | 'name'>,
  quarter: QuarterDelivered,
  why: Pick<NewReminder, 'why' | 'by'> & { readonly requestedBy: string | null },
  now: Date,
): Promise<boolean> {
  const people = await listUploaders(tx, feed.id);
  const { requestedBy, ...reminder } = why;
  const id = await writeReminder(tx, {
    ...reminder,
    datasetId: feed.id,
    quarter: quarter.from,
    on: localDateOf(now),
    people: people.length,
  });
  if (id === null) return false;
  const message = reminderText(feed.name, quarter, requestedBy);
  const notices = people.map(({ account_id, agency_id }) => ({
    accountId: account_id,
    agencyId: agency_id,
    key: `delivery_reminder:${id}`,
    path: '/owed',
    ...message,
  }));
  await queueNotices(tx, notices, now);
  return true;
}

/** Reminders that the calendar sends today, of every feed. @returns how many were written */
export const remindByCalendar = (database: Database, now: Date): Promise<number> =>
  asOwner(database, async (tx) => {
    const today = localDateOf(now);
    const all = await listReminders(tx);
    let written = 0;
    for (const feed of await readArrivalsAsOwner(tx)) {
      const quarters = quartersDue(arrivalsOf(feed), today, QUARTERS, new Map());
      const reminded = all.filter(({ dataset_id }) => dataset_id === feed.id);
      for (const { quarter, why } of remindersDue(quarters, reminded, today))
        if (await remind(tx, feed, quarter, { why, by: null, requestedBy: null }, now))
          written += 1;
    }
    return written;
  });
