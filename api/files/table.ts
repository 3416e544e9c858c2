/** An export as columns of values, before any format has touched it. */
import type { Moment } from '../time/moment.ts';

/** Text that somebody may have typed, a number that stays one, a time no finer than known, or nothing. */
export type Value = string | number | Moment | null;

export interface Column<Row> {
  readonly name: string;
  /** In characters, for formats that have widths. */
  readonly width: number;
  value(row: Row): Value;
}

/** Rows as they come from the database: a page at a time. */
export type Pages<Row> = AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>;

/** Six decimals of a degree are 11 cm (RFC 7946, 11.2). */
export const degrees = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 1e6) / 1e6;
