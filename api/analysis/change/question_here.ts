/** Which feeds a place asks about: those of agencies that have ever had a record of the kinds there. Pure. */
import type { Kind } from '../../contract/kinds.ts';
import {
  gapsIn,
  type FeedGap,
  type FeedMonths,
  type FeedQuestion,
} from '../../deliveries/missing.ts';
import { feedQuestion } from '../../hexes/delivery_facts.ts';
import type { ResolvedQuery } from '../../hexes/read_query.ts';
import type { Window } from '../../time/local_day.ts';
import type { HistoryHere } from './count_periods.ts';

export function questionHere(
  query: ResolvedQuery,
  history: HistoryHere,
  kinds: readonly Kind[],
): FeedQuestion {
  return {
    ...feedQuestion(query),
    kinds,
    covers: (agency, kind) => history.get(kind)?.has(agency) ?? false,
  };
}

/** What such feeds have not delivered of the windows. */
export const undeliveredHere = (
  query: ResolvedQuery,
  feeds: readonly FeedMonths[],
  history: HistoryHere,
  kinds: readonly Kind[],
  windows: readonly Window[],
): FeedGap[] => gapsIn(feeds, windows, questionHere(query, history, kinds));
