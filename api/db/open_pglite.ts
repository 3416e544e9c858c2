/** Opens (or makes) an embedded database in the calling thread: PGlite with PostGIS, durable. */
import { PGlite, type Extensions } from '@electric-sql/pglite';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, syncFileSystemOf, syncTree } from '../durable_files/durable_files.ts';
import { holdsDatabase } from './database_folder.ts';
import { DurableNodeFs } from './durable_node_fs.ts';
import { slimPostgis } from './slim_postgis.ts';

/** PGlite's own, but for `-F`, which switches fsync off. */
const DURABLE = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...['fsync=on', 'full_page_writes=on', 'synchronous_commit=on']
    // PGlite's fdatasync, the default, does nothing
    .concat('wal_sync_method=fsync')
    .flatMap((setting) => ['-c', setting]),
];

export interface OpenOptions {
  /** false: nothing is synced, and a power cut may take or spoil everything. For tests, and for copies that are thrown away. */
  readonly durable?: boolean | undefined;
  /** Beside PostGIS. */
  readonly extensions?: Extensions;
}

/** @param folder of the database alone; made when absent. The caller holds it: nobody else opens it meanwhile.
 *  Throws NoDatabaseFolder. */
export async function openPglite(
  folder: string,
  { durable = true, extensions: further = {} }: OpenOptions = {},
): Promise<PGlite> {
  const extensions = { postgis: slimPostgis, ...further };
  if (!holdsDatabase(folder)) return makeDatabase(folder, durable, extensions);
  // whoever wrote it is gone; a power cut may have left an empty one, which PostgreSQL refuses
  rmSync(join(folder, 'postmaster.pid'), { force: true });
  if (!durable) return PGlite.create({ dataDir: folder, extensions });
  // written by a version that did not sync, or copied here a moment ago
  syncFileSystemOf(folder);
  return PGlite.create({ fs: new DurableNodeFs(folder), startParams: DURABLE, extensions });
}

/** In a folder beside its place: a power cut leaves no half database that opens. */
async function makeDatabase(
  folder: string,
  durable: boolean,
  extensions: Extensions,
): Promise<PGlite> {
  makeFolder(folder);
  if (!durable) return PGlite.create({ dataDir: folder, extensions });
  const half = `${folder}.half`;
  rmSync(half, { recursive: true, force: true });
  makeFolder(half);
  const fs = new DurableNodeFs(half);
  const database = await PGlite.create({ fs, startParams: DURABLE, extensions });
  syncTree(half);
  fs.moveTo(folder);
  return database;
}
