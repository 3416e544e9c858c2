/** Reminds an agency of a quarter: a line for every partner to read, and a notice to each who hands its files in. */
import type { OwnerTx } from '../db/as_agency.ts';
import { asOwner } from '../db/as_agency.ts';
import type { Database } from '../db/connect.ts';
import { localDateOf } from '../time/local_date.ts';
import { queueNotices } from '../notices/queries.ts';
import type { FeedArrivals } from './queries.ts';
import { quartersOwed, type QuarterArrived } from './due.ts';
import { reminderText, remindersDue } from './remind.ts';
import {
  listReminders,
  listWhoHandIn,
  readArrivalsOfAll,
  writeReminder,
  type NewReminder,
} from './reminder_queries.ts';

/** Quarters back that the calendar looks at: one is due, one may just have become missing. */
const QUARTERS = 3;

/** The months of a feed that have arrived, each with its London day. */
export const arrivalsOf = ({ months, received }: FeedArrivals): Map<string, string> => {
  const days = received.map(localDateOf);
  return new Map(months.flatMap((month, i) => (days[i] ? [[month, days[i]]] : [])));
};

/** @returns whether it was written; not where two ask at once */
export async function remind(
  tx: OwnerTx,
  feed: Pick<FeedArrivals, 'id' | 'name'>,
  quarter: QuarterArrived,
  why: Pick<NewReminder, 'why' | 'by'> & { readonly askedBy: string | null },
  now: Date,
): Promise<boolean> {
  const people = await listWhoHandIn(tx, feed.id);
  const { askedBy, ...reminder } = why;
  const id = await writeReminder(tx, {
    ...reminder,
    datasetId: feed.id,
    quarter: quarter.from,
    on: localDateOf(now),
    people: people.length,
  });
  if (id === null) return false;
  const words = reminderText(feed.name, quarter, askedBy);
  const notices = people.map(({ account_id, agency_id }) => ({
    accountId: account_id,
    agencyId: agency_id,
    key: `delivery_reminder:${id}`,
    path: '/owed',
    ...words,
  }));
  await queueNotices(tx, notices, now);
  return true;
}

/** What the calendar has to say today, of every feed. @returns how many reminders were written */
export const remindByCalendar = (database: Database, now: Date): Promise<number> =>
  asOwner(database, async (tx) => {
    const today = localDateOf(now);
    const all = await listReminders(tx);
    let written = 0;
    for (const feed of await readArrivalsOfAll(tx)) {
      const quarters = quartersOwed(arrivalsOf(feed), today, QUARTERS, new Map());
      const reminded = all.filter(({ dataset_id }) => dataset_id === feed.id);
      for (const { quarter, why } of remindersDue(quarters, reminded, today))
        if (await remind(tx, feed, quarter, { why, by: null, askedBy: null }, now)) written += 1;
    }
    return written;
  });
