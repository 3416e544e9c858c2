/** A storage watch over a disk on which half of 1,000 GB is free. */
import type { Logger } from 'pino';
import type { Database } from '#api/db/connect.ts';
import type { Space } from '#api/storage/limits.ts';
import { StorageWatch } from '#api/storage/storage_watch.ts';

const GB = 2 ** 30;
export const ROOMY: Space = { free: 500 * GB, size: 1000 * GB, freeFiles: null };

export const roomy = (
  database: Database,
  log: Logger,
  readSpace: () => Space = () => ROOMY,
): StorageWatch =>
  new StorageWatch(database, { readSpace: () => Promise.resolve(readSpace()), minFree: null }, log);
