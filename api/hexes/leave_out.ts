/** Two periods are compared over the feeds that have delivered both. What the others counted is left out of both: all of an
 *  agency's records of a kind where none of its feeds has, otherwise the rows of those feeds. Pure. */
import { codeOfKind, type Kind } from '../contract/kinds.ts';
import {
  gapsIn,
  monthsOf,
  type FeedGap,
  type FeedMonths,
  type FeedQuestion,
} from '../deliveries/missing.ts';
import { narrowedGrants } from '../hex_index/grants.ts';
import type { Window } from '../time/local_day.ts';
import type { ResolvedQuery } from './read_query.ts';

export interface LeftOutFeeds {
  /** Each with the months that it lacks. */
  readonly gaps: readonly FeedGap[];
  /** The query without agencies and kinds of which no feed has all months. */
  readonly query: ResolvedQuery;
  /** Feeds beside others of their agency and kind that have: their rows are to be taken off, of these kinds. */
  readonly rowsOf: ReadonlyMap<number, readonly Kind[]>;
}

/** feeds: of every agency. question: as feedQuestion gives it, with the place's agencies where one is asked about. */
export function leaveOut(
  query: ResolvedQuery,
  feeds: readonly FeedMonths[],
  windows: readonly Window[],
  question: FeedQuestion,
): LeftOutFeeds {
  const gaps = gapsIn(feeds, windows, question);
  const months = windows.flatMap(monthsOf);
  const pairs = new Set<number>();
  const countsOnly = new Set<number>();
  const rowsOf = new Map<number, Kind[]>();
  for (const gap of gaps)
    for (const kind of gap.kinds) {
      const id = query.agencies.find(({ slug }) => slug === gap.agency)?.id ?? 0;
      const pair = id * 4 + codeOfKind(kind);
      const complete = feeds.some(
        (feed) =>
          feed.agency === gap.agency &&
          feed.kinds.includes(kind) &&
          !gaps.some((one) => one.id === feed.id && one.kinds.includes(kind)) &&
          (feed.delivered.length === 0 || feed.delivered.some((month) => months.includes(month))),
      );
      if (!complete) pairs.add(pair);
      else {
        // an agreement's counts do not say which feed they are of
        countsOnly.add(pair);
        rowsOf.set(gap.id, [...(rowsOf.get(gap.id) ?? []), kind]);
      }
    }
  const grants = gaps.length === 0 ? query.grants : narrowedGrants(query.grants, pairs, countsOnly);
  return { gaps, query: { ...query, grants }, rowsOf };
}
