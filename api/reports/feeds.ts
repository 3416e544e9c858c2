/** What each feed had due of one quarter, as the deliveries screen shows it. */
import { MOST_QUARTERS } from '../contract/deliveries.ts';
import type { ReportFeed } from '../contract/reports.ts';
import type { FeedArrivals } from '../deliveries/queries.ts';
import { arrivalsOf, quartersDue } from '../deliveries/due.ts';

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
    const due = quartersDue(months, today, MOST_QUARTERS, new Map()).find(
      (one) => one.quarter === quarter,
    );
    if (!due) return [];
    return [
      {
        agency: feed.agency,
        agency_name: names.get(feed.agency) ?? feed.agency,
        dataset: feed.dataset,
        name: feed.name,
        state: due.state,
        expected_by: due.expected_by,
        received_on: due.received_on,
        months_missing: due.months_missing,
        rows: rows.get(feed.id) ?? null,
        last_month: feed.months.at(-1) ?? today,
      },
    ];
  });
