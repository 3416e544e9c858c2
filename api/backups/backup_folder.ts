/** BACKUP_DIR: whether it can be written to, and what an operator should know of it. */
import { statSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { sameDisk } from './room.ts';

export interface BackupSettings {
  readonly dataDir: string;
  /** BACKUP_DIR; null: backups are made when asked for, into files that are named */
  readonly folder: string | null;
  readonly passphrase: string | null;
}

/** A sentence; null: it can be written to. A folder that is missing is not made: its disk may not be mounted. */
export async function whyUnwritable(folder: string): Promise<string | null> {
  try {
    await access(folder, constants.W_OK);
    return statSync(folder).isDirectory() ? null : `${folder} is no folder. Choose another.`;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return code === 'ENOENT'
      ? `${folder} is not there. Make the folder, or mount its disk; it is not made, because a copy on the wrong disk is none.`
      : `${folder}: nothing can be written there (${code}).`;
  }
}

/** Sentences for the start; none: all is well. */
export async function warningsOf({
  folder,
  passphrase,
  dataDir,
}: BackupSettings): Promise<string[]> {
  if (folder === null)
    return [
      'No backups are made: set BACKUP_DIR to a folder on another disk. A copy on this disk is lost with it.',
    ];
  const problem = await whyUnwritable(folder);
  if (problem) return [problem];
  return [
    ...((await sameDisk(folder, dataDir))
      ? [
          `BACKUP_DIR=${folder} is on the same disk as the data, and would be lost with it. Choose another disk.`,
        ]
      : []),
    ...(passphrase === null
      ? [
          'Backups are not encrypted, and hold the key to stored secrets. Set BACKUP_PASSPHRASE_FILE, and keep the passphrase elsewhere.',
        ]
      : []),
  ];
}
