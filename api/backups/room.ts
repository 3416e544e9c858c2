/** Room on disks: asked for before anything is written, because a full disk stops more than a backup. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { spaceOf } from '../storage/storage_watch.ts';
import { BackupRefused } from './archive/archive_format.ts';

/** Of a disk that everybody else needs too. */
const LEFT_FREE_BYTES = 256 * 2 ** 20;

export type FreeBytes = (folder: string) => Promise<number>;

export const freeBytes: FreeBytes = async (folder) => (await spaceOf(folder)()).free;

export const sameDisk = async (one: string, other: string): Promise<boolean> =>
  (await stat(one)).dev === (await stat(other)).dev;

export function bytesUnder(folder: string): number {
  if (!existsSync(folder)) return 0;
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile())
      bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  return bytes;
}

const megabytes = (bytes: number): string =>
  `${Math.ceil(bytes / 2 ** 20).toLocaleString('en-GB')} MB`;

/** Throws BackupRefused, with a sentence. */
export async function askForRoom(
  folder: string,
  bytes: number,
  free: FreeBytes = freeBytes,
): Promise<void> {
  const has = await free(folder);
  const needs = bytes + LEFT_FREE_BYTES;
  if (has < needs)
    throw new BackupRefused(
      `${folder} has ${megabytes(has)} free, and a backup needs ${megabytes(needs)}. ` +
        'Make room there, or choose a folder on another disk. Nothing was written.',
    );
}

/** The same, at most `bytes`: room, which others' files take. */
export function roundedDown(bytes: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, bytes)));
  return power * ([5, 2, 1].find((step) => power * step <= bytes) ?? 0);
}

/** 1, 2 or 5 times a power of ten, at least `bytes`: the size of all agencies' records, for those who must not count them. */
export function roundedUp(bytes: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, bytes)));
  return power * ([1, 2, 5, 10].find((step) => power * step >= bytes) ?? 10);
}
