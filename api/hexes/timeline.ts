/** Counts by day and month over a viewer's whole history: in one hexagon, in the outlines, or everywhere. */
import type { Timeline } from '../contract/hexes.ts';
import { KIND_OF_CODE, KINDS, type Kind } from '../contract/kinds.ts';
import { keyOfString } from '../geo/cells.ts';
import type { PartnerMonths } from '../hex_index/partner_tables.ts';
import { INDEX_RESOLUTION } from '../hex_index/select_ranges.ts';
import { isoOf } from '../time/local_day.ts';
import { indexFilter } from './read_filters.ts';
import type { ResolvedQuery } from './read_query.ts';
import { cellsInOutlines } from './select_cells.ts';

/** Outlines are filled at this resolution where no hexagon is requested. */
const RESOLUTION = 9;

export async function timelineOf(
  query: ResolvedQuery,
  cell: string | undefined,
): Promise<Timeline> {
  const { index, grants, filters, history } = query;
  const resolution = cell
    ? Math.min(INDEX_RESOLUTION, Number.parseInt(cell.slice(1, 2), 16))
    : RESOLUTION;
  const cells = cell
    ? new Set([keyOfString(cell, resolution)])
    : await cellsInOutlines(query, resolution);
  if (!history) return { first: isoOf(0), last: isoOf(0), days: {}, months: [] };
  const wanted = { ...indexFilter(filters), resolution, cells };
  const partners = index.partnerMonths(wanted, grants);
  const rows = index.timeline({ ...wanted, from: history.first, to: history.last }, grants);
  return {
    first: isoOf(history.first),
    last: isoOf(history.last),
    days: Object.fromEntries(
      KINDS.map((kind, k) => [kind, Array.from(rows.days[k] ?? [])] as const).filter(([, days]) =>
        days.some((n) => n > 0),
      ),
    ),
    months: Array.from(rows.months, (month, i) => ({
      month: isoOf(month),
      counts: Object.fromEntries(
        KINDS.map(
          (kind, k) =>
            [kind, (rows.byMonth[k]?.[i] ?? 0) + ofPartners(partners, kind, month)] as const,
        ).filter(([, n]) => n > 0),
      ),
    })),
  };
}

/** What agreements of level `cell` count of one kind in one month. */
const ofPartners = (partners: readonly PartnerMonths[], kind: Kind, month: number): number =>
  partners
    .filter(({ grant }) => KIND_OF_CODE[grant.kind] === kind)
    .reduce((sum, { byMonth }) => sum + (byMonth.get(month) ?? 0), 0);
