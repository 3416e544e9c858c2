/** Counts per hexagon over the feeds that have delivered two windows, so that the two can be compared. */
import type { Context } from 'hono';
import type { HexesQuery } from '../contract/hexes.ts';
import { KINDS, type Kind } from '../contract/kinds.ts';
import type { FeedGap } from '../deliveries/missing.ts';
import { toKey } from '../geo/cells.ts';
import type { HexCounts } from '../hex_index/hex_index.ts';
import { INDEX_RESOLUTION } from '../hex_index/select_ranges.ts';
import { asViewer } from '../http/transaction.ts';
import { dayOf } from '../time/local_day.ts';
import { countHexes } from './count_hexes.ts';
import { feedQuestion } from './delivery_facts.ts';
import { countFeeds, type FeedRows } from './feed_row_queries.ts';
import { leaveOut } from './leave_out.ts';
import { readFeeds } from './read_feeds.ts';
import type { ResolvedQuery } from './read_query.ts';
import type { HexServices } from './services.ts';

export interface ComparedCounts {
  readonly counts: HexCounts;
  /** Feeds that are left out, with the months that they lack. */
  readonly gaps: readonly FeedGap[];
}

/** Where no window to compare with is requested, the counts of all. Throws as countHexes. */
export async function countCompared(
  services: HexServices,
  c: Context,
  query: ResolvedQuery,
  shape: Pick<HexesQuery, 'resolution' | 'bbox' | 'from2' | 'to2'>,
): Promise<ComparedCounts> {
  const { resolution, from2, to2 } = shape;
  if (from2 === undefined || to2 === undefined)
    return { counts: await countHexes(services, c, query, shape), gaps: [] };
  const { from, to, types } = query.filters;
  const windows = [
    { from, to },
    { from: dayOf(from2), to: dayOf(to2) },
  ];
  const { left, rows } = await asViewer(services, c, async (tx) => {
    const feeds = await readFeeds(tx, services, query);
    const found = leaveOut(query, feeds, windows, feedQuestion(query));
    // beyond the index counts are of rows, and so is all that is left out
    const rowsOf = resolution > INDEX_RESOLUTION ? kindsOf(found.gaps) : found.rowsOf;
    const ids = [...rowsOf.keys()];
    const all =
      ids.length > 0 ? await countFeeds(tx, ids, { from, to }, { resolution, types }) : [];
    return {
      left: found,
      rows: all.filter(({ dataset, kind }) => rowsOf.get(dataset)?.includes(kind)),
    };
  });
  const counts = await countHexes(services, c, left.query, shape);
  return { counts: rows.length > 0 ? without(counts, rows, resolution) : counts, gaps: left.gaps };
}

function kindsOf(gaps: readonly FeedGap[]): ReadonlyMap<number, readonly Kind[]> {
  const kinds = new Map<number, Kind[]>();
  for (const gap of gaps) kinds.set(gap.id, [...(kinds.get(gap.id) ?? []), ...gap.kinds]);
  return kinds;
}

/** Less the rows; cells of which nothing is left are not listed. Pure. */
export function without(
  counts: HexCounts,
  rows: readonly FeedRows[],
  resolution: number,
): HexCounts {
  const places = new Map(Array.from(counts.keys, (key, i) => [key, i]));
  const [crime, asb, needles, alcohol] = counts.byKind;
  const byKind = [crime.slice(), asb.slice(), needles.slice(), alcohol.slice()] as const;
  for (const { cell, kind, n } of rows) {
    const i = cell === null ? undefined : places.get(toKey(cell, resolution));
    const column = byKind[KINDS.indexOf(kind)];
    if (i !== undefined && column) column[i] = Math.max(0, (column[i] ?? 0) - n);
  }
  const total = counts.total.map((_, i) => byKind.reduce((sum, one) => sum + (one[i] ?? 0), 0));
  const isLeft = (_: number, i: number): boolean => (total[i] ?? 0) > 0;
  const noPlace = rows.reduce((sum, { cell, n }) => (cell === null ? sum + n : sum), 0);
  return {
    keys: counts.keys.filter(isLeft),
    total: total.filter(isLeft),
    byKind: [
      byKind[0].filter(isLeft),
      byKind[1].filter(isLeft),
      byKind[2].filter(isLeft),
      byKind[3].filter(isLeft),
    ],
    leftOut: { ...counts.leftOut, noPlace: Math.max(0, counts.leftOut.noPlace - noPlace) },
  };
}
