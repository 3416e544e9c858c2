/** A row of a file whose every cell has passed its check: what is staged. */
import type { RowProblem } from '#api/contract/intake.ts';
import type { PlacePrecision, TimePrecision } from '#api/contract/kinds.ts';
import type { Place } from './check_place.ts';
import type { NeedleCount } from './needle_count.ts';

export interface CheckedRow {
  /** Line of the file (row of the sheet), counted from 1. */
  readonly line: number;
  readonly reference: string | null;
  /** Id in contract/kinds.ts. */
  readonly typeId: number;
  /** As the file writes it, trimmed. */
  readonly category: string;
  /** UTC milliseconds; the local start of the day or month where that is all there is. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly precision: TimePrecision;
  /** Days from 1970-01-01 to the start's date in London; the first of the month for month-only rows. */
  readonly localDay: number;
  /** Degrees WGS84; all null for a row without a place, which is kept and counted as off the map. */
  readonly lon: number | null;
  readonly lat: number | null;
  /** Whole metres of the National Grid. */
  readonly easting: number | null;
  readonly northing: number | null;
  readonly placePrecision: PlacePrecision | null;
  /** What the file gave, so that the database can convert from the original. */
  readonly placeSource: Place['source'] | null;
  readonly outcome: string | null;
  /** Only for needle finds. */
  readonly needles: NeedleCount | null;
  /** A search that found nothing. */
  readonly sweep: boolean;
  /** Extra text worth keeping: where it was, what kind of place, notes if somebody mapped them. */
  readonly details: RowDetails;
  /** Year and month as 202506, and the force: what a police row belongs to and is restated with. Null elsewhere. */
  readonly periodMonth: number | null;
  readonly force: string | null;
  /** Of the row's mapped words, its type and its times, signed 64-bit; equal rows of one file have equal hashes. */
  readonly contentHash: bigint;
}

export interface RowDetails {
  readonly location?: string;
  readonly place_type?: string;
  readonly notes?: string;
}

/** The row, or everything that is wrong with it. */
export type RowCheck =
  | { readonly row: CheckedRow; readonly problems: null }
  | { readonly row: null; readonly problems: readonly RowProblem[] };
