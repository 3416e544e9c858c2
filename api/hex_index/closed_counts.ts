/** Counts of closed months as the database keeps them (closed_count_now in sql/chapters/13_closed_months.sql), in columns sorted by
 *  key. They hold small counts, which no reader gets: partner_table.ts takes those that an agreement gives. */
import { toKey } from '../geo/cells.ts';

/** Keys are at this resolution, the smallest hexagons that an agreement may name: the first descendant of a larger one. */
export const CLOSED_RESOLUTION = 9;

export interface ClosedCounts {
  readonly length: number;
  readonly agencies: Int32Array;
  /** Kind codes. */
  readonly kinds: Uint8Array;
  readonly sensitivities: Uint8Array;
  /** First days of months, since 1970-01-01. */
  readonly months: Int32Array;
  /** Of the hexagons in which the month was counted. */
  readonly resolutions: Uint8Array;
  readonly keys: Float64Array;
  readonly counts: Uint32Array;
}

/** One count, as the database gives it. */
export interface ClosedCount {
  readonly agency_id: number;
  readonly kind: number;
  readonly sensitivity: number;
  /** Since 1970-01-01. */
  readonly month: number;
  readonly resolution: number;
  readonly cell: bigint;
  readonly n: number;
}

export function closedCounts(rows: readonly ClosedCount[]): ClosedCounts {
  const keyed = rows.map(({ cell, resolution, ...row }) => ({
    ...row,
    resolution,
    key: toKey(cell, resolution) * 8 ** (CLOSED_RESOLUTION - resolution),
  }));
  keyed.sort((a, b) => a.key - b.key || a.month - b.month);
  return {
    length: keyed.length,
    agencies: Int32Array.from(keyed, ({ agency_id }) => agency_id),
    kinds: Uint8Array.from(keyed, ({ kind }) => kind),
    sensitivities: Uint8Array.from(keyed, ({ sensitivity }) => sensitivity),
    months: Int32Array.from(keyed, ({ month }) => month),
    resolutions: Uint8Array.from(keyed, ({ resolution }) => resolution),
    keys: Float64Array.from(keyed, ({ key }) => key),
    counts: Uint32Array.from(keyed, ({ n }) => n),
  };
}

export const NO_CLOSED_COUNTS = closedCounts([]);
