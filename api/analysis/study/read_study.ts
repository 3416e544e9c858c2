/** Reads what a study needs beside its counts: the area, and which months each feed has delivered. */
import type { Context } from 'hono';
import { readStudyOutlines } from '../../areas/queries.ts';
import type { Filters } from '../../contract/hexes.ts';
import type { AgencyTx } from '../../db/as_agency.ts';
import type { FeedMonths } from '../../deliveries/missing.ts';
import { readFeedsWithGaps } from '../../deliveries/queries.ts';
import type { ResolvedQuery } from '../../hexes/read_query.ts';
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
  const { background, feeds } = await asViewer(services, c, (tx) => readStudyRows(tx, query));
  return studyQueryOf(query, background, feeds, request.resolution);
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

interface StudyRows {
  /** Empty where an area is requested. */
  readonly background: Background;
  /** Those with months missing between their deliveries, at least. */
  readonly feeds: readonly FeedMonths[];
}

export const readStudyRows = async (
  tx: AgencyTx,
  { outlines }: Pick<ResolvedQuery, 'outlines'>,
): Promise<StudyRows> => ({
  background: outlines.length > 0 ? [] : await readStudyOutlines(tx),
  feeds: await readFeedsWithGaps(tx),
});
