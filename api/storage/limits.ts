/** How much room is enough. Pure. */
import type { Room } from '../db/connect.ts';

/** Of the file system that holds the data folder. */
export interface Space {
  /** Bytes that this process may still write. */
  readonly free: number;
  readonly size: number;
  /** Files that may still be made; null: not limited, or not known. */
  readonly freeFiles: number | null;
}

/** Bytes. */
export interface Limits {
  /** Below it only the reserve's users write: sign-in, shutting somebody out, calling an import off. */
  readonly low: number;
  /** Below it nobody writes. */
  readonly none: number;
}

const MB = 2 ** 20;
/** Four segments of the write-ahead log. */
const LEAST_LOW = 64 * MB;
/** Of a disk of 4 TB a tenth would be 400 GB; this is ten of the largest files. */
const MOST_LOW = 5 * 1024 * MB;
/** Two segments of the log: PostgreSQL without room for the next one stops altogether. */
export const LEAST_NONE = 32 * MB;
const FEWEST_FILES = 100;
/** Room is enough again a little above the limit, so that it does not change with every file. */
const AGAIN = 1.05;

/** @param asked the operator's own lower limit in bytes; null: a tenth of the disk, at most 5 GB */
export function limitsOf(size: number, asked: number | null): Limits {
  const low = asked ?? Math.min(Math.max(size / 10, LEAST_LOW), MOST_LOW);
  return { low, none: Math.min(Math.max(low / 4, LEAST_NONE), low) };
}

/** @param before leaving a limit takes a twentieth more than falling below it */
export function roomOf({ free, freeFiles }: Space, { low, none }: Limits, before: Room): Room {
  const few = freeFiles !== null && freeFiles < FEWEST_FILES;
  if (free < none * (before === 'none' ? AGAIN : 1)) return 'none';
  return few || free < low * (before === 'enough' ? 1 : AGAIN) ? 'low' : 'enough';
}
