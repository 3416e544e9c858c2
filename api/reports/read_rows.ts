/** What a report needs of the database before it counts, all in the one transaction of its reader. */
import type { Context } from 'hono';
import type { AgencyTx } from '../db/as_agency.ts';
import { localDateOf } from '../time/local_date.ts';
import type { Filters } from '../contract/hexes.ts';
import { PARTNERSHIP_AREA } from '../contract/whole_areas.ts';
import { mayOf } from '../http/access.ts';
import { whoExports } from '../partnership/exporter.ts';
import { readQueryRows } from '../hexes/run_query.ts';
import { readStudyRows } from '../analysis/study/read_study.ts';
import type { HexServices } from '../hexes/services.ts';
import { countByQuarter, readArrivals, readFeedMonths } from '../deliveries/queries.ts';
import { listReportAreas, readFineness } from './queries.ts';

/** More areas than this are not read on paper: the others are one line. */
export const MOST_AREAS = 24;

export async function readReportRows(
  services: HexServices,
  c: Context,
  tx: AgencyTx,
  filters: Filters & { readonly from: string; readonly to: string },
) {
  const { area = PARTNERSHIP_AREA } = filters;
  const bound = !mayOf(c, 'points.read');
  const query = await readQueryRows(tx, { area }, bound);
  const today = localDateOf(services.now());
  return {
    query,
    bound,
    today,
    made: await whoExports(services, c, tx),
    study: await readStudyRows(tx, { outlines: query.area ? [query.area.outline] : [] }),
    feeds: await readFeedMonths(tx),
    areas: query.area ? [] : await listReportAreas(tx),
    arrivals: await readArrivals(tx),
    rows: await countByQuarter(tx, filters.from, filters.to),
    fineness: await readFineness(tx, filters.from, filters.to),
  };
}
export type ReportRows = Awaited<ReturnType<typeof readReportRows>>;
