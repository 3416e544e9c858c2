/** A start on a full disk. PostgreSQL writes before it answers its first question (its lock, the rest of a recovery, a
 *  checkpoint), so an embedded database cannot be opened without room, not even to be read. */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { LEAST_NONE, limitsOf, type Space } from './limits.ts';
import { spaceOf } from './storage_watch.ts';

const MB = 2 ** 20;

/** Bytes without which nothing is tried. */
const NEEDS = {
  /** Two segments of the write-ahead log. */
  embedded: LEAST_NONE,
  /** Made beside its place; 76 MB were seen. */
  new: 128 * MB,
  /** A lock and a key: its database is elsewhere. */
  server: MB,
} as const;
export type Start = keyof typeof NEEDS;

/** The message is a sentence for the operator: what to free, and how much. */
export class NoRoomToStart extends Error {}

/** Pure. @param failed it was tried, and there was not enough: twice of what there is, at least what writes need */
export function needOf(start: Start, { free }: Pick<Space, 'free'>, low: number, failed: boolean) {
  return failed ? Math.max(NEEDS[start], low, 2 * free) : NEEDS[start];
}

const up = (bytes: number): string => `${Math.ceil(bytes / MB).toLocaleString('en-GB')} MB`;
const down = (bytes: number): string => `${Math.floor(bytes / MB).toLocaleString('en-GB')} MB`;

const WHAT: Readonly<Record<Start, string>> = {
  embedded: 'the database in it needs',
  new: 'a new database needs',
  server: 'the server needs',
};

/** null: there is room, as far as anybody can tell. @param minFree bytes; null: the limits' own */
export async function whyNoRoom(
  dataDir: string,
  start: Start,
  minFree: number | null,
  failed: boolean,
): Promise<string | null> {
  let folder = dataDir;
  while (!existsSync(folder)) folder = dirname(folder);
  const space = await spaceOf(folder)().catch(() => null);
  if (!space) return null;
  const { low } = limitsOf(space.size, minFree);
  if (failed && space.free >= low + NEEDS[start]) return null;
  const need = needOf(start, space, low, failed);
  if (space.free >= need) return null;
  const writes =
    need < low ? ` From there it can be read; with ${up(low)} free it takes writes again.` : '';
  return (
    `The disk of DATA_DIR=${dataDir} has ${down(space.free)} free, and ${WHAT[start]} ${up(need)} to be opened. ` +
    `Free ${up(need - space.free)} there and start again: nothing is lost.${writes}`
  );
}
