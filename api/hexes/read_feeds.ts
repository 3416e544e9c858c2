/** What each feed has delivered, for a query. */
import type { AgencyTx } from '../db/as_agency.ts';
import type { FeedMonths } from '../deliveries/missing.ts';
import { readFeedMonths } from '../deliveries/queries.ts';
import type { QueryRows, ResolvedQuery } from './read_query.ts';
import type { HexServices } from './services.ts';

/** Of every agency. The kinds of feeds are kept with the index of hexagons until incidents change. */
export const readFeeds = (
  tx: AgencyTx,
  { hexes }: Pick<HexServices, 'hexes'>,
  { today, grants }: Pick<ResolvedQuery, 'today'> & Pick<QueryRows, 'grants'>,
): Promise<FeedMonths[]> =>
  readFeedMonths(tx, today, { keptWith: hexes, version: grants.dataVersion });
