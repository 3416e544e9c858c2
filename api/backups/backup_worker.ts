/** A backup's own thread: tables are read, compressed, encrypted and compared while the server answers. */
import { parentPort, workerData } from 'node:worker_threads';
import { connectBulk } from '../db/bulk_connection.ts';
import { openFolder } from '../db/open_folder.ts';
import { BackupRefused } from './archive/archive_format.ts';
import { FileMissed, runBackup, type BackupJob } from './run_backup.ts';

export type BackupSource = { readonly url: string } | { readonly folder: string };

/** The last message is not of progress. */
export type BackupMessage =
  | { readonly step: 'rows' | 'files' | 'check'; readonly share: number }
  | { readonly done: true }
  | { readonly missed: true }
  | { readonly refused: string }
  | { readonly failed: unknown };

if (!parentPort) throw new Error('backup_worker.ts runs in a worker thread only');
const port = parentPort;
const { source, job } = workerData as { source: BackupSource; job: BackupJob }; // as: backup_service.ts sends it

const say = (message: BackupMessage) => port.postMessage(message);

let last: BackupMessage;
try {
  const connection =
    'url' in source
      ? await connectBulk(source.url)
      : await openFolder(source.folder, { durable: false });
  try {
    await runBackup(connection, job, (step, share) => say({ step, share }));
    last = { done: true };
  } finally {
    await connection.close();
  }
} catch (error) {
  if (error instanceof BackupRefused) last = { refused: error.message };
  else if (error instanceof FileMissed) last = { missed: true };
  else last = { failed: error };
}
say(last);
port.close();
