/** Finds out whether a backup can be restored, without a database or a data folder of one's own: into an embedded database
 *  in a temporary folder, whichever kind the backup was made of. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMigrations } from '../db/migrate.ts';
import { openFolder } from '../db/open_folder.ts';
import { KEY_FILE, type Header } from './archive/archive_format.ts';
import { readArchive, sizeOf } from './archive/read_archive.ts';
import { checkArchive, embeddedBytes } from './check_archive.ts';
import { loadDatabase } from './load_database.ts';
import { askForRoom, freeBytes, type FreeBytes } from './room.ts';
import { findAuditBreak } from './table_queries.ts';

export interface Verified {
  readonly header: Header;
  readonly rows: number;
  readonly tables: number;
  readonly files: number;
  /** Whether the key to stored secrets is in it. */
  readonly key: boolean;
  /** Why the audit's chain is broken, as it was when the backup was made; null: it is not. */
  readonly auditBroken: string | null;
  /** How many migrations a start after a restore would add. */
  readonly behind: number;
}

/** Throws BackupRefused where it cannot be restored, or not here for want of room; the signal's reason.
 *  @param told in words, how far it is */
export async function verifyBackup(
  file: string,
  passphrase: string | null,
  told: (line: string) => void,
  signal: AbortSignal,
  free: FreeBytes = freeBytes,
): Promise<Verified> {
  const ours = readMigrations();
  told('Reading the backup…');
  const checked = await checkArchive(file, passphrase, ours);
  signal.throwIfAborted();
  await askForRoom(tmpdir(), embeddedBytes(checked), free);
  const scratch = mkdtempSync(join(tmpdir(), 'commonground-verify-'));
  try {
    told('Restoring it into a scratch database…');
    const connection = await openFolder(join(scratch, 'db'), { durable: false });
    try {
      const load = loadDatabase(connection, checked.header.schema, ours);
      const { header, manifest } = await readArchive(file, passphrase, {
        header: (read) => load.header(read),
        part(table, lines) {
          signal.throwIfAborted();
          return load.part(table, lines);
        },
        async file(_path, body) {
          await sizeOf(body);
        },
      });
      told('Comparing every table…');
      await load.finish(manifest);
      return {
        header,
        rows: manifest.tables.reduce((sum, { rows }) => sum + Number(rows), 0),
        tables: manifest.tables.length,
        files: checked.files.length,
        key: checked.files.includes(KEY_FILE),
        auditBroken: await findAuditBreak(connection),
        behind: ours.length - header.migrations.length,
      };
    } finally {
      await connection.close();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
