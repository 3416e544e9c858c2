/** The window's stretch of each selected slot: what timeline and type counts walk over. */
import type { Bounds } from './hex_query.ts';
import { bucketOf, seekDay, type SortedRows } from './sorted_rows.ts';

export interface Part {
  readonly sorted: SortedRows;
  /** From selectSlots. */
  readonly ranges: readonly number[];
}

/** Calls `visit` with the rows [from, until) of each selected slot that lie within its bounds. */
export function eachStretch(
  { sorted, ranges }: Part,
  bounds: readonly [Bounds, Bounds],
  visit: (from: number, until: number, monthOnly: boolean) => void,
): void {
  const { slotKeys, starts, rows, buckets } = sorted;
  const [precise, months] = bounds.map((bound) => ({
    from: bound.from,
    until: bound.until,
    first: bucketOf(sorted, bound.from),
    last: bucketOf(sorted, bound.until - 1),
  }));
  if (precise === undefined || months === undefined) return;
  for (let r = 0; r < ranges.length; r += 2) {
    const past = ranges[r + 1] ?? 0;
    for (let slot = ranges[r] ?? 0; slot < past; slot++) {
      const monthOnly = ((slotKeys[slot] ?? 0) & 1) === 1;
      const bound = monthOnly ? months : precise;
      const low = slot * buckets + bound.first;
      const high = slot * buckets + bound.last;
      const from = seekDay(rows, starts[low] ?? 0, starts[low + 1] ?? 0, bound.from);
      const begin = Math.max(from, starts[high] ?? 0);
      const until = seekDay(rows, begin, starts[high + 1] ?? 0, bound.until);
      if (from < until) visit(from, until, monthOnly);
    }
  }
}
