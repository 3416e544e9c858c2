/** Starts PGlite + PostGIS in a worker thread over a folder, behind a Unix socket. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { firstPass } from './copy_database_folder.ts';
import { holdsDatabase } from './database_folder.ts';
import type { EmbeddedWorkerData } from './embedded_worker.ts';
import type { OpenOptions } from './open_pglite.ts';

export interface Embedded {
  readonly socket: string;
  /** Copies the folder as it is at one moment; one copy at a time. Returns for how many milliseconds the database waited. */
  copyTo(folder: string): Promise<number>;
  /** Resolves when its thread has ended, wanted or not. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** Opens (or creates) the database in `folder`. One client at a time may use the socket. Throws NoDatabaseFolder. */
export async function startEmbedded(
  folder: string,
  { durable }: Pick<OpenOptions, 'durable'> = {},
): Promise<Embedded> {
  // here, too: an error of another thread arrives as its message alone
  holdsDatabase(folder);
  // a socket's path may have about 100 bytes: it lives in the system's temporary folder, not beside the data
  const socketFolder = mkdtempSync(join(tmpdir(), 'commonground-'));
  const socket = join(socketFolder, 's');
  const worker = new Worker(new URL('./embedded_worker.ts', import.meta.url), {
    workerData: { folder, socket, durable } satisfies EmbeddedWorkerData,
    stdout: false,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const failed = once(worker, 'error').then(([error]) => {
    throw error;
  });
  failed.catch(() => undefined);
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const stopped = ended.then(() => {
    throw new Error('The embedded database stopped while it was being opened.');
  });
  stopped.catch(() => undefined);
  try {
    await Promise.race([once(worker, 'message'), failed, stopped]);
  } catch (error) {
    await ended;
    rmSync(socketFolder, { recursive: true, force: true });
    throw error;
  }
  return {
    socket,
    async copyTo(to) {
      const first = await firstPass(folder, to, () => Date.now());
      const answered = once(worker, 'message');
      worker.postMessage({ to, first });
      const [answer] = await Promise.race([answered, failed]);
      if (typeof answer === 'object' && answer && 'failed' in answer) throw answer.failed;
      return Number(answer.heldMs);
    },
    ended,
    async close() {
      worker.postMessage('close');
      await Promise.race([ended, failed]);
      rmSync(socketFolder, { recursive: true, force: true });
    },
  };
}
