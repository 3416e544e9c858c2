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
import { besideOthers } from '../deliveries/missing.ts';
import { countByQuarter, readArrivals } from '../deliveries/queries.ts';
import { readFeedRows } from '../hexes/feed_row_queries.ts';
import { periodsOf } from '../analysis/change/changes.ts';
import { dayOf } from '../time/local_day.ts';
import { listReportAreas, readFineness } from './queries.ts';

/** Months-only feeds are moved to snap points: no finer hexagons are shown of them. */
export const REPORT_RESOLUTION = 8;
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
  const outlines = query.area ? [query.area.outline] : [];
  const { grants } = query;
  const study = await readStudyRows(tx, services, { outlines, today, grants });
  const periods = Object.values(periodsOf({ from: dayOf(filters.from), to: dayOf(filters.to) }));
  return {
    query,
    bound,
    today,
    made: await whoExports(services, c, tx),
    study,
    /** of feeds beside others of their agency and kind */
    periodRows: await readFeedRows(tx, besideOthers(study.feeds), periods, {
      resolution: REPORT_RESOLUTION,
      types: null,
    }),
    areas: query.area ? [] : await listReportAreas(tx),
    arrivals: await readArrivals(tx),
    rows: await countByQuarter(tx, filters.from, filters.to),
    fineness: await readFineness(tx, filters.from, filters.to),
  };
}
export type ReportRows = Awaited<ReturnType<typeof readReportRows>>;
