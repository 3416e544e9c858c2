/** Counts of single feeds, straight from rows: the index does not know which feed of its agency a row is of. */
import type { Kind } from '../contract/kinds.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { toKey } from '../geo/cells.ts';
import { type CellSelection, isInside } from '../hex_index/select_ranges.ts';
import { dayOf, windowDates, type Window } from '../time/local_day.ts';
import { keeper } from './keeper.ts';
import { liesInside } from './inside_queries.ts';

export interface FeedRows {
  readonly dataset: number;
  /** Null: without a place. */
  readonly cell: bigint | null;
  /** Of areas, as the index numbers them (hex_index/select_ranges.ts). */
  readonly set: number;
  readonly kind: Kind;
  readonly n: number;
}

/** All days that a record may have. */
export const EVER: Window = { from: dayOf('1900-01-01'), to: dayOf('2100-12-31') };

interface Shape {
  readonly resolution: number;
  /** Ids; null for all. */
  readonly types: readonly number[] | null;
  /** GeoJSON of a drawn polygon in which rows must lie. */
  readonly polygon?: string | null;
}

/** By feed, cell, set of areas and kind, as the map counts them: month-only rows belong to whole months. */
export const countFeeds = (
  tx: AgencyTx,
  datasets: readonly number[],
  window: Window,
  { resolution, types, polygon = null }: Shape,
) => {
  const span = windowDates(window);
  return tx<FeedRows[]>`
    select
      dataset_id as dataset,
      cell_at(cell, edge_cells, ${resolution}) as cell,
      area_set_id as set,
      incident_type.kind,
      count(*)::int as n
    from counted_incident
    join incident_type on incident_type.id = type_id
    where dataset_id = any (${[...datasets]}::int[])
      and (
        (time_precision <> 'month' and local_day between ${span.from} and ${span.to})
        or (time_precision = 'month' and local_day between ${span.firstMonth} and ${span.lastMonth})
      )
      and (${types}::int[] is null or type_id = any (${types}::int[]))
      and ${liesInside(tx, { polygon })}
    group by 1, 2, 3, 4
    order by 1, 2, 3, 4`;
};

export type FeedRowsOf = (window: Window) => readonly FeedRows[];

/** The same for several windows. No feeds: no query. */
export async function readFeedRows(
  tx: AgencyTx,
  datasets: readonly number[],
  windows: readonly Window[],
  shape: Shape,
): Promise<FeedRowsOf> {
  const read = new Map<string, readonly FeedRows[]>();
  if (datasets.length > 0)
    for (const window of windows)
      read.set(nameOf(window), await countFeeds(tx, datasets, window, shape));
  return (window) => read.get(nameOf(window)) ?? [];
}

const nameOf = ({ from, to }: Window): string => `${from} ${to}`;

/** Whether rows with a place lie in a selection of cells, or in the part of it that is inside its areas. */
export function liesIn(
  selection: CellSelection,
  resolution: number,
): (row: Pick<FeedRows, 'cell' | 'set'>) => boolean {
  const keep = keeper(selection, resolution);
  const sets = isInside(selection) ? selection.sets : null;
  return ({ cell, set }) =>
    cell !== null && (sets === null || sets[set] === 1) && keep(toKey(cell, resolution));
}
