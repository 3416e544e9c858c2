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
import type { CountedPlace } from './counted_place.ts';
import { countFeeds, liesIn, type FeedRows } from './feed_row_queries.ts';
import { rowsInside } from './inside.ts';
import { leaveOut } from './leave_out.ts';
import { readFeeds } from './read_feeds.ts';
import { selectCells } from './select_cells.ts';
import type { ResolvedQuery } from './read_query.ts';
import type { HexServices } from './services.ts';

export interface ComparedCounts {
  readonly counts: HexCounts;
  /** Feeds that are left out, with the months that they lack. */
  readonly gaps: readonly FeedGap[];
  /** The query over the feeds that are not left out. */
  readonly query: ResolvedQuery;
  /** Records of feeds that are left out and that the query still counts, in a place. */
  readonly taken: (place: Pick<CountedPlace, 'resolution' | 'cells'>) => Promise<number>;
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
    return {
      counts: await countHexes(services, c, query, shape),
      gaps: [],
      query,
      taken: () => Promise.resolve(0),
    };
  const { from, to, types } = query.filters;
  const windows = [
    { from, to },
    { from: dayOf(from2), to: dayOf(to2) },
  ];
  const feeds = await asViewer(services, c, (tx) => readFeeds(tx, services, query));
  const left = leaveOut(query, feeds, windows, feedQuestion(query));
  /** Of the map's cells, or of a place. */
  const rowsAt = async (at: number, rowsOf: ReadonlyMap<number, readonly Kind[]>) => {
    const ids = [...rowsOf.keys()];
    if (ids.length === 0) return [];
    const { polygon } = rowsInside(query);
    const all = await asViewer(services, c, (tx) =>
      countFeeds(tx, ids, { from, to }, { resolution: at, types, polygon }),
    );
    return all.filter(({ dataset, kind }) => rowsOf.get(dataset)?.includes(kind));
  };
  // beyond the index counts are of rows, and so is all that is left out
  const isOfRows = resolution > INDEX_RESOLUTION;
  const rows = await rowsAt(resolution, isOfRows ? kindsOf(left.gaps) : left.rowsOf);
  const counts = await countHexes(services, c, left.query, shape);
  const selected = liesIn(await selectCells(query, shape), resolution);
  const here = rows.filter((row) => row.cell === null || selected(row));
  return {
    counts: here.length > 0 ? without(counts, here, resolution) : counts,
    gaps: left.gaps,
    query: left.query,
    taken: async (place) => {
      const isHere = liesIn(place.cells, place.resolution);
      const found = await rowsAt(place.resolution, left.rowsOf);
      return found.filter(isHere).reduce((sum, { n }) => sum + n, 0);
    },
  };
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
