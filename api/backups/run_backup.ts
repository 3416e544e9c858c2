/** One backup: the tables at one moment and the files beside them into an archive, which is then restored into a scratch
 *  schema and compared. It runs in a thread of its own (backup_worker.ts). */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { BulkConnection } from '../db/bulk_connection.ts';
import { readMigrations } from '../db/migrate.ts';
import { readArchive, sizeOf } from './archive/read_archive.ts';
import { writeArchive, type Encryption } from './archive/write_archive.ts';
import { beginDump, dumpTables } from './dump_database.ts';
import { holdFiles } from './held_files.ts';
import { loadDatabase } from './load_database.ts';
import { readBytes, readOpenImports } from './table_queries.ts';

export interface BackupJob {
  readonly schema: string;
  readonly dataDir: string;
  /** Files that are held already, and room for those that came since. */
  readonly held: string;
  readonly madeAt: Date;
  /** The file to write; there must be none. */
  readonly into: string;
  readonly encryption: Encryption | null;
  /** The last try: a file that is still missing is missing indeed, and must not keep all else from being kept. */
  readonly without: boolean;
}

/** `share`: how far the step is, from 0 to 1. */
export type Progress = (step: 'rows' | 'files' | 'check', share: number) => void;

/** An import began and ended while files were being held: the moment has to be taken again. */
export class FileMissed extends Error {}

/** Writes and verifies. Throws BackupRefused where the archive does not restore to what was there, and FileMissed. */
export async function runBackup(
  connection: BulkConnection,
  job: BackupJob,
  progress: Progress,
): Promise<void> {
  await makeArchive(connection, job, progress);
  await verifyArchive(connection, job, (share) => progress('check', share));
}

async function makeArchive(
  connection: BulkConnection,
  { schema, dataDir, held, madeAt, into, encryption, without }: BackupJob,
  progress: Progress,
): Promise<void> {
  const header = await beginDump(connection, schema, madeAt);
  const files = holdFiles(dataDir, held);
  const open = await readOpenImports(connection);
  if (!without && !open.every(({ id }) => files.some(({ path }) => path === `uploads/${id}`)))
    throw new FileMissed('A file was missed');
  const all = Math.max(1, await readBytes(connection));
  const archive = await writeArchive(into, header, encryption);
  try {
    const tables = await dumpTables(connection, header.tables, archive, (bytes) =>
      progress('rows', Math.min(1, bytes / all)),
    );
    await connection.run('commit');
    for (const [i, { path, bytes }] of files.entries()) {
      progress('files', i / files.length);
      await archive.addFile(`files/${path}`, join(held, path), bytes);
    }
    await archive.finish(tables);
  } catch (error) {
    await archive.abandon(error);
    throw error;
  }
}

/** Restores into a schema of a transaction that is rolled back: a killed process leaves nothing of it. */
async function verifyArchive(
  connection: BulkConnection,
  { schema, into, encryption }: Pick<BackupJob, 'schema' | 'into' | 'encryption'>,
  told: (share: number) => void,
): Promise<void> {
  const scratch = `${schema}_check_${randomBytes(4).toString('hex')}`;
  await connection.run('begin');
  try {
    const load = loadDatabase(connection, scratch, readMigrations());
    let parts = 0;
    const { manifest } = await readArchive(into, encryption?.passphrase ?? null, {
      header: (header) => load.header(header),
      async part(table, lines) {
        await load.part(table, lines);
        // how many there are is known at the end only
        told(1 - 1 / ++parts);
      },
      async file(_path, body) {
        await sizeOf(body);
      },
    });
    await load.finish(manifest);
    told(1);
  } finally {
    await connection.run('rollback');
  }
}
