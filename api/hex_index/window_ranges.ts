/** The part of each selected range that lies in a window: what timeline and type counts walk over. */
import type { Bounds } from './hex_query.ts';
import { bucketOf, seekDay, type SortedRows } from './sorted_rows.ts';

export interface Part {
  readonly sorted: SortedRows;
  /** Of which set (row_sets.ts). */
  readonly set: 'all' | 'minus' | 'plus';
  /** From selectRanges. */
  readonly runs: readonly number[];
}

/** How a part's rows count. */
export const signOf = (set: Part['set']): 1 | -1 => (set === 'minus' ? -1 : 1);

/** Calls `visit` with the rows [from, until) of each selected range that lie within its bounds. */
export function eachWindowRange(
  { sorted, runs }: Part,
  bounds: readonly [Bounds, Bounds],
  visit: (from: number, until: number, monthOnly: boolean) => void,
): void {
  const { rangeKeys, starts, rows, buckets } = sorted;
  const [precise, months] = bounds.map((bound) => ({
    from: bound.from,
    until: bound.until,
    first: bucketOf(sorted, bound.from),
    last: bucketOf(sorted, bound.until - 1),
  }));
  if (precise === undefined || months === undefined) return;
  for (let r = 0; r < runs.length; r += 2) {
    const past = runs[r + 1] ?? 0;
    for (let range = runs[r] ?? 0; range < past; range++) {
      const monthOnly = ((rangeKeys[range] ?? 0) & 1) === 1;
      const bound = monthOnly ? months : precise;
      const low = range * buckets + bound.first;
      const high = range * buckets + bound.last;
      const from = seekDay(rows, starts[low] ?? 0, starts[low + 1] ?? 0, bound.from);
      const begin = Math.max(from, starts[high] ?? 0);
      const until = seekDay(rows, begin, starts[high + 1] ?? 0, bound.until);
      if (from < until) visit(from, until, monthOnly);
    }
  }
}
