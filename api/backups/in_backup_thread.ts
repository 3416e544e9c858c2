/** Starts a backup's thread, and follows it to its end. */
import { Worker } from 'node:worker_threads';
import { BackupRefused } from './archive/archive_format.ts';
import type { BackupMessage, BackupSource } from './backup_worker.ts';
import { FileMissed, type BackupJob, type Progress } from './run_backup.ts';

/** Throws BackupRefused, FileMissed, what the thread threw, and the signal's reason. */
export async function inBackupThread(
  source: BackupSource,
  job: BackupJob,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./backup_worker.ts', import.meta.url), {
    workerData: { source, job },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  try {
    await new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      worker.on('error', reject);
      worker.on('exit', () => reject(new Error('The thread of the backup ended.')));
      worker.on('message', (message: BackupMessage) => {
        if ('step' in message) progress(message.step, message.share);
        else if ('done' in message) resolve();
        else if ('missed' in message) reject(new FileMissed('A file was missed'));
        else if ('refused' in message) reject(new BackupRefused(message.refused));
        else reject(message.failed);
      });
    });
  } finally {
    await worker.terminate();
  }
}
