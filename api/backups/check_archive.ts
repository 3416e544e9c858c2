/** Reads an archive to its end before anything is done with it. */
import { existsSync } from 'node:fs';
import type { Migration } from '../db/migrate.ts';
import { BackupRefused, type Header } from './archive/archive_format.ts';
import { readArchive, sizeOf } from './archive/read_archive.ts';
import { migrationsOf } from './load_database.ts';

export interface CheckedArchive {
  readonly header: Header;
  /** Of tables, as COPY writes them. */
  readonly rowBytes: number;
  readonly fileBytes: number;
  /** Paths in the data folder. */
  readonly files: readonly string[];
}

/** Throws BackupRefused unless it is whole, and fits the migrations of this program. */
export async function checkArchive(
  file: string,
  passphrase: string | null,
  ours: readonly Migration[],
): Promise<CheckedArchive> {
  if (!existsSync(file)) throw new BackupRefused(`${file}: there is no such file.`);
  let rowBytes = 0;
  let fileBytes = 0;
  const files: string[] = [];
  const { header } = await readArchive(file, passphrase, {
    header: (read) => Promise.resolve(void migrationsOf(read, ours)),
    part: (_table, lines) => Promise.resolve(void (rowBytes += lines.length)),
    async file(path, body) {
      files.push(path);
      fileBytes += await sizeOf(body);
    },
  });
  return { header, rowBytes, fileBytes, files };
}

/** Bytes that an embedded database of these rows takes, with indexes and PostgreSQL's log of writing them. */
export const embeddedBytes = ({ rowBytes }: Pick<CheckedArchive, 'rowBytes'>): number =>
  4 * rowBytes;
