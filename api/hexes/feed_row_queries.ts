/** Counts of single feeds, straight from rows: the index does not know which feed of its agency a row is of. */
import type { Kind } from '../contract/kinds.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { dayOf, windowDates, type Window } from '../time/local_day.ts';

export interface FeedRows {
  readonly dataset: number;
  /** Null: without a place. */
  readonly cell: bigint | null;
  readonly kind: Kind;
  readonly n: number;
}

/** All days that a record may have. */
export const EVER: Window = { from: dayOf('1900-01-01'), to: dayOf('2100-12-31') };

/** By feed, cell and kind, as the map counts them: month-only rows belong to whole months. types: ids; null for all. */
export const countFeeds = (
  tx: AgencyTx,
  datasets: readonly number[],
  window: Window,
  { resolution, types }: { readonly resolution: number; readonly types: readonly number[] | null },
) => {
  const span = windowDates(window);
  return tx<FeedRows[]>`
    select dataset_id as dataset, coarser(cell, ${resolution}) as cell, incident_type.kind, count(*)::int as n
    from counted_incident
    join incident_type on incident_type.id = type_id
    where dataset_id = any (${[...datasets]}::int[])
      and (
        (time_precision <> 'month' and local_day between ${span.from} and ${span.to})
        or (time_precision = 'month' and local_day between ${span.firstMonth} and ${span.lastMonth})
      )
      and (${types}::int[] is null or type_id = any (${types}::int[]))
    group by 1, 2, 3
    order by 1, 2, 3`;
};

export type FeedRowsOf = (window: Window) => readonly FeedRows[];

/** The same for several windows. No feeds: no query. */
export async function readFeedRows(
  tx: AgencyTx,
  datasets: readonly number[],
  windows: readonly Window[],
  shape: { readonly resolution: number; readonly types: readonly number[] | null },
): Promise<FeedRowsOf> {
  const read = new Map<string, readonly FeedRows[]>();
  if (datasets.length > 0)
    for (const window of windows)
      read.set(nameOf(window), await countFeeds(tx, datasets, window, shape));
  return (window) => read.get(nameOf(window)) ?? [];
}

const nameOf = ({ from, to }: Window): string => `${from} ${to}`;
