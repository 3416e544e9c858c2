/** A new backup among those that are kept: its record, and which of the others go. */
import type { Logger } from 'pino';
import { listBackups, removeBackup, writeRecord, type StoredBackup } from './backup_records.ts';
import { thinBackups } from './thin_backups.ts';

/** Thinning that fails takes nothing from the backup. */
export function keepBackup(
  folder: string,
  made: Omit<StoredBackup, 'sequence'>,
  now: Date,
  log: Pick<Logger, 'error'>,
): void {
  const before = listBackups(folder, made.installation);
  writeRecord(folder, { ...made, sequence: (before[0]?.sequence ?? 0) + 1 });
  const backups = listBackups(folder, made.installation).map((one) => ({
    ...{ name: one.name, sequence: one.sequence },
    madeAt: new Date(one.made_at),
    verified: one.verified_at !== null,
  }));
  try {
    for (const name of thinBackups(backups, now)) removeBackup(folder, name);
  } catch (error) {
    log.error({ err: error }, 'old backups could not be removed');
  }
}
