/** Puts one hexagon's facts together. */
import { cellToParent, getResolution, gridDisk, isValidCell } from 'h3-js';
import type { Seen } from '../../contract/agreements.ts';
import type { HexDetail } from '../../contract/hexes.ts';
import { codeOfType, KIND_OF_CODE, type Kind } from '../../contract/kinds.ts';
import type { AgencyTx } from '../../db/as_agency.ts';
import { childRange, keyOfString, parseCell } from '../../geo/cells.ts';
import { Problem } from '../../http/problem.ts';
import { aoristicClock, type Clock } from '../../statistics/aoristic.ts';
import { indexFilter } from '../read_filters.ts';
import type { ResolvedQuery } from '../read_query.ts';
import {
  actionsHere,
  countClockHere,
  countCutHere,
  countHere,
  countMonthsHere,
  spansHere,
} from './detail_queries.ts';
import { dayOf, isoOf } from '../../time/local_day.ts';
import { visibilityFor } from '../visibility.ts';
import { INDEX_RESOLUTION } from '../../hex_index/select_ranges.ts';

const sumBy = <R, K>(
  rows: readonly R[],
  key: (row: R) => K,
  n: (row: R) => number,
): Map<K, number> => {
  const sums = new Map<K, number>();
  for (const row of rows) sums.set(key(row), (sums.get(key(row)) ?? 0) + n(row));
  return sums;
};

/** Hour × weekday, Monday first: moments in their hour, spans spread over theirs (aoristic.ts); null when nothing
 *  knows its hour. */
export function clockOf(
  moments: readonly { weekday: number; hour: number; n: number }[],
  { weights, used }: Pick<Clock, 'weights' | 'used'>,
): number[][] | null {
  if (moments.length === 0 && used === 0) return null;
  const clock = Array.from({ length: 7 }, (_, weekday) =>
    Array.from(weights.subarray(weekday * 24, weekday * 24 + 24)),
  );
  for (const { weekday, hour, n } of moments) {
    const day = clock[weekday];
    if (day) day[hour] = (day[hour] ?? 0) + n;
  }
  return clock;
}

/** Throws Problem `bad_cell`. */
export async function readDetail(
  tx: AgencyTx,
  cell: string,
  query: ResolvedQuery,
): Promise<HexDetail> {
  const resolution = isValidCell(cell) ? getResolution(cell) : -1;
  if (resolution < 6 || resolution > 11)
    throw new Problem('bad_cell', { detail: `${cell} is not an H3 cell of resolution 6 to 11.` });
  const { first, last } = childRange(parseCell(cell));
  const filters = { ...query.filters, first, last };
  const rows = await countHere(tx, filters);
  const months = await countMonthsHere(tx, filters);
  const moments = await countClockHere(tx, filters);
  const spans = aoristicClock(
    (await spansHere(tx, filters)).map(({ started, ended, precision }) => ({
      started: started.getTime(),
      ended: ended.getTime(),
      precision,
    })),
  );
  const cut = await countCutHere(tx, filters);
  const actions = await actionsHere(tx, first, last);
  const partners = partnersHere(cell, resolution, query);
  const read = rows.reduce((sum, { n }) => sum + n, 0);
  const counted = partners.reduce((sum, { n }) => sum + n, 0);
  const total = read + counted;
  const byAgency = sumBy(
    rows,
    (row) => row.agency,
    (row) => row.n,
  );
  const byKind = sumBy<(typeof rows)[number], Kind>(
    rows,
    (row) => row.kind,
    (row) => row.n,
  );
  for (const { agency, kind, n } of partners) {
    byAgency.set(agency, (byAgency.get(agency) ?? 0) + n);
    byKind.set(kind, (byKind.get(kind) ?? 0) + n);
  }
  return {
    cell,
    resolution,
    from: isoOf(query.filters.from),
    to: isoOf(query.filters.to),
    total,
    kinds: [...byKind].map(([kind, n]) => ({ kind, total: n })).sort((a, b) => b.total - a.total),
    types: [
      ...sumBy(
        rows,
        (row) => row.type,
        (row) => row.n,
      ),
    ]
      .map(([slug, n]) => ({ slug, total: n }))
      .sort((a, b) => b.total - a.total),
    agencies: query.agencies.map(({ slug }) => ({ slug, total: byAgency.get(slug) ?? 0 })),
    months: months.map(({ month, total: n }) => ({
      month,
      total: n + partners.reduce((sum, one) => sum + (one.byMonth.get(dayOf(month)) ?? 0), 0),
    })),
    clock: clockOf(moments, spans),
    // in the clock are moments and spans of a day at most
    without_hour: total - moments.reduce((sum, { n }) => sum + n, 0) - spans.used,
    needles: rows.reduce((sum, { needles }) => sum + needles, 0),
    neighbours: countNeighbours(cell, resolution, query),
    left_out: { month_only: cut },
    seen: visibilityHere(query),
    counts_only: counted,
    actions: [...actions],
  };
}

interface PartnerHere {
  readonly agency: string;
  readonly kind: Kind;
  readonly n: number;
  readonly byMonth: ReadonlyMap<number, number>;
}

/** What agreements of level `cell` let the viewer count in this hexagon, where it is coarse enough for them. */
function partnersHere(cell: string, resolution: number, query: ResolvedQuery): PartnerHere[] {
  if (resolution > INDEX_RESOLUTION) return [];
  const here = {
    ...indexFilter(query.filters),
    resolution,
    cells: new Set([keyOfString(cell, resolution)]),
  };
  const inWindow = query.index.partnerCounts(here, query.grants);
  return query.index.partnerMonths(here, query.grants).map(({ grant, byMonth }) => ({
    agency: query.agencies.find(({ id }) => id === grant.agency)?.slug ?? '',
    kind: KIND_OF_CODE[grant.kind] ?? 'crime',
    n: inWindow.find((one) => one.grant === grant)?.counts.total[0] ?? 0,
    byMonth,
  }));
}

/** What the viewer sees of whose records, of the requested kinds and agencies. */
function visibilityHere({ grants, own, agencies, index, filters }: ResolvedQuery): Seen[] {
  const kinds = filters.types && new Set(filters.types.map(codeOfType));
  const held = index
    .held()
    .filter(
      ({ agency, kind }) =>
        (kinds?.has(kind) ?? true) && (filters.agencies?.includes(agency) ?? true),
    );
  return visibilityFor(grants, own, agencies, held);
}

/** Incidents in the ring around a cell; beyond the index's resolution limit, around its ancestor there. */
function countNeighbours(cell: string, resolution: number, query: ResolvedQuery): number {
  const at = Math.min(resolution, INDEX_RESOLUTION);
  const own = keyOfString(cell, at);
  const ring = gridDisk(cellToParent(cell, at), 1)
    .map((one) => keyOfString(one, at))
    .filter((key) => key !== own);
  const around = { ...indexFilter(query.filters), resolution: at, cells: new Set(ring) };
  return query.index.countAll(around, query.grants).all.total.reduce((sum, n) => sum + n, 0);
}
