/** Backups in a folder: each archive, and beside it what is known of it. The record is not in the database, which may be lost.
 *  An archive has its name only when it is whole; what a killed process was writing ends in `.part`. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../durable_files/durable_files.ts';

export const BackupRecord = z.object({
  /** whose it is: several installations may use one folder by mistake, and none removes another's */
  installation: z.string(),
  sequence: z.number().int().positive(),
  made_at: z.iso.datetime(),
  bytes: z.number().int().positive(),
  encrypted: z.boolean(),
  /** when it was restored into a scratch database, and every table was what it had been; null: not yet, or it was not */
  verified_at: z.iso.datetime().nullable(),
});
export type BackupRecord = z.infer<typeof BackupRecord>;
export type StoredBackup = BackupRecord & { readonly name: string };

const NAME = /^common-ground-\d{8}T\d{6}Z(-\d+)?\.backup$/;

export const installationOf = (dataDir: string, schema: string): string =>
  createHash('sha256').update(`${dataDir}\n${schema}`).digest('hex').slice(0, 16);

/** @returns a name that no file of the folder has */
export function nameFor(folder: string, madeAt: Date): string {
  const stamp = madeAt.toISOString().replace(/[-:]|\.\d+/g, '');
  for (let n = 1; ; n++) {
    const name = `common-ground-${stamp}${n > 1 ? `-${n}` : ''}.backup`;
    if (![name, `${name}.json`].some((taken) => existsSync(join(folder, taken)))) return name;
  }
}

/** The newest first. Archives without a readable record are somebody else's. */
export function listBackups(folder: string, installation: string): StoredBackup[] {
  const backups = readdirSync(folder)
    .filter((name) => NAME.test(name))
    .flatMap((name) => {
      const record = readRecord(join(folder, `${name}.json`));
      return record?.installation === installation ? [{ ...record, name }] : [];
    });
  return backups.sort((a, b) => b.sequence - a.sequence);
}

function readRecord(path: string): BackupRecord | null {
  if (!existsSync(path)) return null;
  try {
    return BackupRecord.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

export const writeRecord = (folder: string, { name, ...record }: StoredBackup): void =>
  replaceFile(
    join(folder, `${name}.json`),
    `${JSON.stringify(record, null, 1)}
`,
  );

export function removeBackup(folder: string, name: string): void {
  // the archive first: a record alone claims nothing
  rmSync(join(folder, name), { force: true });
  rmSync(join(folder, `${name}.json`), { force: true });
}

export const partOf = (path: string, installation: string): string =>
  `${path}.${installation}.part`;

/** Removes what a killed process of this installation was writing. */
export function removeParts(folder: string, installation: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder))
    if (name.endsWith(`.backup.${installation}.part`)) rmSync(join(folder, name), { force: true });
    else if (name.endsWith('.backup.json') && !existsSync(join(folder, name.slice(0, -5)))) {
      if (readRecord(join(folder, name))?.installation === installation)
        rmSync(join(folder, name), { force: true });
    }
}
