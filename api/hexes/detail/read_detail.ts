/** One hexagon's facts: from its rows, and from the index. */
import { getResolution, isValidCell } from 'h3-js';
import type { HexDetail } from '../../contract/hexes.ts';
import type { Kind } from '../../contract/kinds.ts';
import type { AgencyTx } from '../../db/as_agency.ts';
import { childRange, parseCell } from '../../geo/cells.ts';
import { Problem } from '../../http/problem.ts';
import { aoristicClock, type Clock } from '../../statistics/aoristic.ts';
import type { Inside } from '../../hex_index/select_ranges.ts';
import { rowsInside } from '../inside.ts';
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
import type { DetailLimits } from './detail_limits.ts';
import { countNeighbours, partnersHere, visibilityHere } from './index_facts.ts';

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
function clockOf(
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

/** @param inside what of the hexagon is counted; null: all of it. Throws Problem `bad_cell`. */
export async function readDetail(
  tx: AgencyTx,
  cell: string,
  query: ResolvedQuery,
  limits: DetailLimits,
  inside: Inside | null,
): Promise<HexDetail> {
  const resolution = isValidCell(cell) ? getResolution(cell) : -1;
  if (resolution < 6 || resolution > 11)
    throw new Problem('bad_cell', { detail: `${cell} is not an H3 cell of resolution 6 to 11.` });
  const { first, last } = childRange(parseCell(cell));
  const filters = { ...query.filters, ...rowsInside(query), hexagon: cell };
  const rows = await countHere(tx, filters);
  const months = (await countMonthsHere(tx, filters)).filter(
    ({ month }) => limits.lastMonth === null || dayOf(month) <= limits.lastMonth,
  );
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
  const partners = partnersHere(cell, resolution, query, inside);
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
    months: (limits.months ? months : []).map(({ month, total: n }) => ({
      month,
      total: n + partners.reduce((sum, one) => sum + (one.byMonth.get(dayOf(month)) ?? 0), 0),
    })),
    clock: limits.clock ? clockOf(moments, spans) : null,
    // in the clock are moments and spans of a day at most
    without_hour: limits.clock
      ? total - moments.reduce((sum, { n }) => sum + n, 0) - spans.used
      : total,
    withheld: [
      ...(limits.clock ? [] : (['clock'] as const)),
      ...(limits.months ? [] : (['months'] as const)),
      ...(limits.months && months.length < 12 ? (['open_month'] as const) : []),
    ],
    needles: rows.reduce((sum, { needles }) => sum + needles, 0),
    neighbours: countNeighbours(cell, resolution, query, inside),
    left_out: { month_only: cut },
    seen: visibilityHere(query),
    counts_only: counted,
    actions: [...actions],
  };
}
