/** Puts a backup in the place of what there is. The archive is read twice: once to know that it is whole and fits, before
 *  anything is written; then into a database and files that take their place only when every checksum is right. */
import { chmodSync, createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { connectBulk, type BulkConnection } from '../db/bulk_connection.ts';
import { lockSchema, SchemaInUse, type SchemaLock } from '../db/lock_schema.ts';
import { readMigrations } from '../db/migrate.ts';
import { openFolder } from '../db/open_folder.ts';
import { BackupRefused, FOLDERS, type Header } from './archive/archive_format.ts';
import { readArchive, type ArchiveReader } from './archive/read_archive.ts';
import { checkArchive, embeddedBytes } from './check_archive.ts';
import { loadDatabase } from './load_database.ts';
import { askForRoom, freeBytes, type FreeBytes } from './room.ts';
import { discardStaged, pendingRestore, putInPlace, stageRestore } from './staged_restore.ts';
import {
  analyse,
  auditRestore,
  findAuditBreak,
  hasSchema,
  readInstance,
  setAside,
  useSchema,
} from './table_queries.ts';

export interface RestorePlan {
  readonly file: string;
  readonly passphrase: string | null;
  readonly dataDir: string;
  /** null: into the embedded database of the data folder */
  readonly url: string | null;
  readonly schema: string;
  /** What is there may be put aside. */
  readonly replace: boolean;
}

export interface Restored {
  readonly header: Header;
  readonly rows: number;
  readonly tables: number;
  /** Where that is which was there before: a folder, and on a server a schema; null: nothing was. */
  readonly aside: { readonly folder: string | null; readonly schema: string | null };
  /** Why the audit's chain is broken, as it was in the backup; null: it is not. */
  readonly auditBroken: string | null;
}

/** The caller holds the data folder's lock. Throws BackupRefused, with nothing changed.
 *  @param told in words, how far it is */
export async function restoreBackup(
  plan: RestorePlan,
  now: Date,
  told: (line: string) => void,
  free: FreeBytes = freeBytes,
): Promise<Restored> {
  const { file, passphrase, dataDir, url, schema } = plan;
  const settled = pendingRestore(dataDir);
  if (settled)
    throw new BackupRefused('An earlier restore is not finished. Start the server once.');
  const ours = readMigrations();
  told('Checking the backup…');
  const checked = await checkArchive(file, passphrase, ours);
  const { header, fileBytes } = checked;
  await askForRoom(dataDir, fileBytes + (url === null ? embeddedBytes(checked) : 0), free);
  if (url === null && existsSync(join(dataDir, 'db')) && !plan.replace)
    throw new BackupRefused(REPLACES(`${dataDir} has a database already`));
  const staged = stageRestore(dataDir);
  const stamp = now
    .toISOString()
    .replace(/[-:]|\.\d+/g, '')
    .toLowerCase();
  const asideSchema = `${schema}_before_${stamp.slice(0, 15)}`;
  let connection: BulkConnection | null = null;
  let lock: SchemaLock | null = null;
  let decided = false;
  try {
    if (url !== null) lock = await lockFor(url, schema);
    connection =
      url === null ? await openFolder(join(staged.folder, 'db')) : await connectBulk(url);
    const wasThere = url !== null && (await hasSchema(connection, schema));
    if (wasThere && !plan.replace)
      throw new BackupRefused(REPLACES(`The database has a schema ${schema} already`));
    await connection.run('begin');
    if (wasThere) await setAside(connection, schema, asideSchema);
    told('Restoring…');
    const load = loadDatabase(connection, schema, ours);
    const { manifest } = await readArchive(file, passphrase, {
      header: (read) => load.header(read),
      part: (table, lines) => load.part(table, lines),
      file: intoFolder(staged.folder),
    });
    told('Comparing every table…');
    await load.finish(manifest);
    const auditBroken = await findAuditBreak(connection);
    await auditRestore(connection, { made_at: header.made_at, from: header.engine });
    await analyse(
      connection,
      manifest.tables.map(({ name }) => name),
    );
    const instance = await readInstance(connection);
    if (url === null) {
      await connection.run('commit');
      await connection.run('checkpoint');
      await connection.close();
      connection = null;
      staged.decide(null, now);
      decided = true;
    } else {
      lock?.check();
      staged.decide(instance, now);
      decided = true;
      await connection.run('commit');
    }
    const note = pendingRestore(dataDir);
    const folder = note && putInPlace(dataDir, note);
    return {
      header,
      rows: manifest.tables.reduce((sum, { rows }) => sum + Number(rows), 0),
      tables: manifest.tables.length,
      aside: { folder, schema: wasThere ? asideSchema : null },
      auditBroken,
    };
  } catch (error) {
    throw isFull(error) ? new BackupRefused(FULL, { cause: error }) : error;
  } finally {
    await connection?.close().catch(() => undefined);
    await lock?.release();
    // once decided, the next start knows from the database whether it was
    if (!decided) discardStaged(dataDir);
  }
}

const REPLACES = (what: string): string =>
  `${what}, and restoring replaces everything in it. To do that, add --replace: what is there is put aside and kept. ` +
  'To look at the backup first, restore it into another DATA_DIR.';

const FULL =
  'The disk became full. Nothing was changed: make room, or restore into a DATA_DIR on another disk.';

/** Of the system, and of PostgreSQL. */
const isFull = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ENOSPC', 'EDQUOT', '53100'].includes(String(error.code));

/** No server may run on the schema, and none may start until it is restored. Throws BackupRefused. */
async function lockFor(url: string, schema: string): Promise<SchemaLock> {
  try {
    return await lockSchema(url, schema);
  } catch (error) {
    if (!(error instanceof SchemaInUse)) throw error;
    throw new BackupRefused(
      `What people enter while a backup is restored would be lost. ${error.message}`,
      { cause: error },
    );
  }
}

/** Writes each file below `folder`. What the archive has no file of is there, empty: a folder takes its namesake's place. */
function intoFolder(folder: string): ArchiveReader['file'] {
  const modeOf = (path: string) => (path.startsWith('releases/') ? 0o755 : 0o700);
  for (const name of FOLDERS)
    if (name !== 'photos')
      mkdirSync(join(folder, name), { recursive: true, mode: modeOf(`${name}/`) });
  return async (path, body) => {
    const into = join(folder, path);
    mkdirSync(dirname(into), { recursive: true, mode: modeOf(path) });
    await pipeline(Readable.from(body), createWriteStream(into, { flags: 'wx', mode: 0o600 }));
    if (path.startsWith('releases/')) chmodSync(into, 0o644);
  };
}

/** Finishes or undoes a restore that was cut short. Call it with the data folder's lock held, before its files are read. */
export async function settleRestore(
  dataDir: string,
  url: string | null,
  schema: string,
): Promise<void> {
  const note = pendingRestore(dataDir);
  if (!note) return;
  if (note.instance === null || (url !== null && (await instanceOf(url, schema)) === note.instance))
    putInPlace(dataDir, note);
  else discardStaged(dataDir);
}

async function instanceOf(url: string, schema: string): Promise<string | null> {
  const connection = await connectBulk(url);
  try {
    if (!(await hasSchema(connection, schema))) return null;
    await useSchema(connection, schema);
    return await readInstance(connection);
  } finally {
    await connection.close();
  }
}
