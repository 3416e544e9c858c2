/** What an export of incidents declares (marking.ts), read in the transaction that reads its rows. */
import type { Context } from 'hono';
import type { ExportFilters } from '../contract/exports.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import {
  highestOf,
  namesBySlug,
  requestInWords,
  visibilityOf,
} from '../hexes/export/describe_hexes.ts';
import { windowOf } from '../hexes/read_filters.ts';
import type { ResolvedQuery } from '../hexes/read_query.ts';
import { listBoxCells } from '../hexes/list_cells.ts';
import { selectCells } from '../hexes/select_cells.ts';
import type { HexServices } from '../hexes/services.ts';
import { agreementsInForce } from '../sharing/in_force_queries.ts';
import { inSlices } from '../jobs/slices.ts';
import { cellRanges } from '../hexes/cell_ranges.ts';
import { rowsInside } from '../hexes/inside.ts';
import { isInside } from '../hex_index/select_ranges.ts';
import type { IncidentRow } from './incident_table.ts';
import { leftOutOfRows } from '../sharing/left_out.ts';
import { markOf, type Marking } from '../files/marking.ts';
import { readHistory, readLeftOut, readTaken, type Selection } from './queries.ts';
import { providedBy, underAgreement } from '../sharing/under_agreement.ts';
import { whoExports } from '../partnership/exporter.ts';

export interface DescribedIncidents {
  readonly marking: Marking;
  readonly selection: Selection;
  readonly count: number;
  /** Ids of the agencies whose records they are. */
  readonly concerns: readonly number[];
  under(row: IncidentRow): string;
}

/** Chosen hexagons as ranges; null for everywhere, places and none. Areas and polygons are chosen by their points. Throws Problems `area_too_large` and
 *  `bad_outline`. */
async function rangesOf(query: ResolvedQuery, request: ExportFilters): Promise<string | null> {
  const { resolution, bbox } = request;
  const selection = await selectCells(query, request);
  const cells = isInside(selection) ? selection.cells : selection;
  if (cells === null) return null;
  const keys = 'has' in cells ? cells : await listBoxCells(bbox ?? [0, 0, 0, 0], resolution);
  return inSlices(cellRanges(keys, resolution));
}

/** The requested window. The map's history ends where places end; a file has incidents without one too. */
async function windowIn(tx: AgencyTx, query: ResolvedQuery, request: ExportFilters) {
  if (request.from !== undefined && request.to !== undefined) return query.filters;
  const own = query.history;
  const all = await readHistory(tx);
  if (!all) return query.filters;
  return windowOf(request, {
    first: Math.min(all.first, own?.first ?? all.first),
    last: Math.max(all.last, own?.last ?? all.last),
  });
}

export async function describeIncidents(
  services: HexServices,
  c: Context,
  tx: AgencyTx,
  query: ResolvedQuery,
  request: ExportFilters,
): Promise<DescribedIncidents> {
  const filters = { ...query.filters, ...(await windowIn(tx, query, request)) };
  const selection = {
    ...filters,
    ...rowsInside(query),
    cells: await rangesOf(query, request),
    resolution: request.resolution,
  };
  const taken = await readTaken(tx, selection);
  const agreements = await agreementsInForce(tx);
  const missing = await readLeftOut(tx, selection);
  return {
    marking: {
      ...(await whoExports(services, c, tx)),
      mark: markOf(highestOf(taken)),
      title: 'Incidents, one by one',
      filters: requestInWords({ ...query, filters }, request),
      provided: providedBy(query.own, agreements, taken),
      leftOut: leftOutOfRows(missing, visibilityOf(query), namesBySlug(query)),
    },
    selection,
    count: taken.reduce((sum, { incidents }) => sum + incidents, 0),
    concerns: [...new Set(taken.map(({ agency_id }) => agency_id))],
    under: underAgreement(query.own, agreements),
  };
}
