/** Operations: the backups of this installation. */
import type { Backups, BackupRun } from '#api/contract/backups.ts';
import { count, momentInLondon, number } from '#web/lib/format.ts';

const MEGABYTE = 1_000_000;

/** 200 kB, 20 MB, 5 GB */
function size(bytes: number): string {
  if (bytes < MEGABYTE) return `${number(Math.ceil(bytes / 1000))} kB`;
  if (bytes < 1000 * MEGABYTE) return `${number(Math.ceil(bytes / MEGABYTE))} MB`;
  return `${number(Math.ceil(bytes / (1000 * MEGABYTE)))} GB`;
}

const asker = (by: string): string => (by === 'schedule' ? 'the schedule' : by);

export const operationsWords = {
  title: 'Operations',
  lead: 'Backups hold everything: database, key, releases and uploads. Each is restored into a scratch database and compared, table by table, before it counts.',
  loading: 'Loading the backups…',
  none: 'No backups are made',
  noneSentence:
    'Set BACKUP_DIR to a folder on another disk, and start the server again. A copy on this disk is lost with it.',
  neverTitle: 'There is no backup yet',
  never: 'The first one is made within the hour. You can make it now.',
  now: 'Back up now',
  last: 'Last backup',
  lastVerified: 'Last verified',
  next: 'Next backup',
  soon: 'within the hour',
  where: 'Kept in',
  free: 'Free there',
  encrypted: 'Encrypted',
  yes: 'Yes: without its passphrase nobody can restore it',
  no: 'No: whoever reads the folder has every record, and the key to stored secrets',
  unknown: 'unknown',
  neverMade: 'never',
  moment: momentInLondon,
  size: (bytes: number) => `at most ${size(bytes)}`,
  room: (bytes: number) => `at least ${size(bytes)}`,
  sameDisk: 'The backups are on the disk that has the data',
  sameDiskSentence: 'If it fails, both are lost. Set BACKUP_DIR to a folder on another disk.',
  unwritable: 'Nothing can be written to the backup folder',
  running: (run: BackupRun) =>
    ({
      snapshot: 'Taking the moment',
      rows: 'Writing records',
      files: 'Writing files',
      check: 'Restoring it into a scratch database to compare',
    })[run.step],
  runningFor: (run: BackupRun) =>
    `Asked for by ${asker(run.asked_by)} on ${momentInLondon(run.started_at)}. Everybody can go on working.`,
  done: 'The backup is made and verified',
  failed: 'The last backup failed',
  failedAt: (run: BackupRun) =>
    `Asked for by ${asker(run.asked_by)} on ${momentInLondon(run.started_at)}. The server tries again every hour.`,
  kept: 'Kept',
  rules: ({ days, weeks, months }: Backups['rules']) =>
    `The newest of each of the last ${count(days, 'day')}, ${count(weeks, 'week')} and ${count(months, 'month')} stays. None is removed that has fewer than three newer verified ones.`,
  columns: { name: 'File', made: 'Made', verified: 'Verified', size: 'Size' },
  notVerified: 'not verified',
  restore: 'To restore',
  restoreSentence:
    'Stop the server, and run this on its machine. What is there is put aside, not removed.',
  commandLabel: 'Command',
  command: (folder: string, name: string) => `npm run cli -- restore ${folder}/${name} --replace`,
} as const;
