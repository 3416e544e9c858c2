/** Who owed what of one quarter, as the board of deliveries says it. */
import { MOST_QUARTERS } from '../contract/deliveries.ts';
import type { ReportFeed } from '../contract/reports.ts';
import type { FeedArrivals } from '../deliveries/queries.ts';
import { quartersOwed } from '../deliveries/due.ts';
import { arrivalsOf } from '../deliveries/send_reminders.ts';

/** rows: records of the quarter by feed, of those that the viewer may read. names: of agencies, by slug.
 *  dueBy: the day by which the quarter is expected (yyyy-mm-dd). */
export const feedsOf = (
  arrivals: readonly FeedArrivals[],
  quarter: string,
  today: string,
  rows: ReadonlyMap<number, number>,
  names: ReadonlyMap<string, string>,
): ReportFeed[] =>
  arrivals.flatMap((feed): ReportFeed[] => {
    const months = arrivalsOf(feed);
    const owed = quartersOwed(months, today, MOST_QUARTERS, new Map()).find(
      (one) => one.quarter === quarter,
    );
    if (!owed) return [];
    return [
      {
        agency: feed.agency,
        agency_name: names.get(feed.agency) ?? feed.agency,
        dataset: feed.dataset,
        name: feed.name,
        state: owed.state,
        expected_by: owed.expected_by,
        received_on: owed.received_on,
        months_missing: owed.months_missing,
        rows: rows.get(feed.id) ?? null,
        last_month: feed.months.at(-1) ?? today,
      },
    ];
  });
