/** What an export of incidents declares (marking.ts), read in the transaction that reads its rows. */
import type { Context } from 'hono';
import type { ExportFilters } from '../contract/exports.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import type { Asked } from '../hexes/ask.ts';
import { chosenCells } from '../hexes/count_hexes.ts';
import { highestOf, namesBySlug, questionInWords, seenOfAsked } from '../hexes/describe_hexes.ts';
import { windowOf } from '../hexes/read_filters.ts';
import type { HexServices } from '../hexes/services.ts';
import { agreementsInForce } from '../sharing/in_force_queries.ts';
import { cellRanges, hexagonsOfBox } from './cell_ranges.ts';
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

/** Chosen hexagons as ranges; null for everywhere, places and none. Throws Problem `invalid_input`. */
function rangesOf(asked: Asked, question: ExportFilters): string | null {
  const { resolution, bbox } = question;
  const cells = chosenCells(asked, question);
  if (cells === null) return null;
  const keys = 'has' in cells ? cells : hexagonsOfBox(bbox ?? [0, 0, 0, 0], resolution);
  return cellRanges(keys, resolution);
}

/** The requested window. The map's history ends where places end; a file has incidents without one too. */
async function windowIn(tx: AgencyTx, asked: Asked, question: ExportFilters) {
  if (question.from !== undefined && question.to !== undefined) return asked.wanted;
  const own = asked.history;
  const all = await readHistory(tx);
  if (!all) return asked.wanted;
  return windowOf(question, {
    first: Math.min(all.first, own?.first ?? all.first),
    last: Math.max(all.last, own?.last ?? all.last),
  });
}

export async function describeIncidents(
  services: HexServices,
  c: Context,
  tx: AgencyTx,
  asked: Asked,
  question: ExportFilters,
): Promise<DescribedIncidents> {
  const wanted = { ...asked.wanted, ...(await windowIn(tx, asked, question)) };
  const selection = { ...wanted, cells: rangesOf(asked, question) };
  const taken = await readTaken(tx, selection);
  const agreements = await agreementsInForce(tx);
  const missing = await readLeftOut(tx, selection);
  return {
    marking: {
      ...(await whoExports(services, c, tx)),
      mark: markOf(highestOf(taken)),
      title: 'Incidents, one by one',
      filters: questionInWords({ ...asked, wanted }, question),
      provided: providedBy(asked.own, agreements, taken),
      leftOut: leftOutOfRows(missing, seenOfAsked(asked), namesBySlug(asked)),
    },
    selection,
    count: taken.reduce((sum, { incidents }) => sum + incidents, 0),
    concerns: [...new Set(taken.map(({ agency_id }) => agency_id))],
    under: underAgreement(asked.own, agreements),
  };
}
