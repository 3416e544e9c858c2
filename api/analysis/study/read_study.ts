/** Reads what a study needs beside its counts: the area, and which months each feed has delivered. */
import type { Context } from 'hono';
import { readStudyOutlines } from '../../areas/queries.ts';
import type { Filters } from '../../contract/hexes.ts';
import type { AgencyTx } from '../../db/as_agency.ts';
import { besideOthers, type FeedMonths } from '../../deliveries/missing.ts';
import { NEIGHBOURHOOD } from '../../deliveries/missing_cells.ts';
import { countFeeds, EVER, type FeedRows } from '../../hexes/feed_row_queries.ts';
import { readFeeds } from '../../hexes/read_feeds.ts';
import type { QueryRows, ResolvedQuery } from '../../hexes/read_query.ts';
import { runQuery } from '../../hexes/run_query.ts';
import { inAllowedWindow } from '../../hexes/window_limit.ts';
import type { HexServices } from '../../hexes/services.ts';
import { asViewer } from '../../http/transaction.ts';
import { overBackground, studyQueryOf, type Background, type StudyQuery } from './study_query.ts';

/** Over the requested area, or the partnership's whole. Throws Problems for unknown names, and `window_too_short`. */
export async function readStudy(
  services: HexServices,
  c: Context,
  request: Filters & { readonly resolution: number },
  byHours: boolean,
): Promise<StudyQuery> {
  const query = inAllowedWindow(
    services,
    c,
    await runQuery(services, c, request),
    request.resolution,
    byHours,
  );
  const rows = await asViewer(services, c, (tx) => readStudyRows(tx, services, query));
  return studyQueryOf(query, rows, request.resolution);
}

/** The same for an analysis without hexagons of its own. */
export async function readQueryOverBackground(
  services: HexServices,
  c: Context,
  filters: Filters,
): Promise<ResolvedQuery> {
  const query = await runQuery(services, c, filters);
  return query.outlines.length > 0
    ? query
    : overBackground(query, await asViewer(services, c, readStudyOutlines));
}

export interface StudyRows {
  /** Empty where an area is requested. */
  readonly background: Background;
  readonly feeds: readonly FeedMonths[];
  /** Of feeds beside others of their agency and kind, all that they have ever delivered, by neighbourhood. */
  readonly feedRows: readonly FeedRows[];
}

export async function readStudyRows(
  tx: AgencyTx,
  services: Pick<HexServices, 'hexes'>,
  query: Pick<ResolvedQuery, 'outlines' | 'today'> & Pick<QueryRows, 'grants'>,
): Promise<StudyRows> {
  const feeds = await readFeeds(tx, services, query);
  const several = besideOthers(feeds);
  return {
    background: query.outlines.length > 0 ? [] : await readStudyOutlines(tx),
    feeds,
    feedRows:
      several.length > 0
        ? await countFeeds(tx, several, EVER, { resolution: NEIGHBOURHOOD, types: null })
        : [],
  };
}
