/** Starts PGlite + PostGIS in a worker thread over a folder, behind a Unix socket. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface Embedded {
  readonly socket: string;
  /** Resolves when its thread has ended, wanted or not. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

const COPIES_KEPT = 3;

/** PGlite runs with fsync off, so a power cut can spoil the folder: once a day, before it is opened, it is
 *  copied beside itself. Restoring is renaming the copy. */
export function copyOncePerDay(dataDir: string, today: string): void {
  const folder = join(dataDir, 'db');
  const copies = join(dataDir, 'copies');
  const copy = join(copies, today);
  if (!existsSync(folder) || existsSync(copy)) return;
  mkdirSync(copies, { recursive: true, mode: 0o700 });
  const half = `${copy}.part`;
  rmSync(half, { recursive: true, force: true });
  cpSync(folder, half, { recursive: true });
  renameSync(half, copy);
  const days = readdirSync(copies).filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name));
  for (const old of days.sort().slice(0, -COPIES_KEPT))
    rmSync(join(copies, old), { recursive: true, force: true });
}

/** Opens (or creates) the database in `folder`. One client at a time may use the socket. */
export async function startEmbedded(folder: string): Promise<Embedded> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // a socket's path may have about 100 bytes: it lives in the system's temporary folder, not beside the data
  const socketFolder = mkdtempSync(join(tmpdir(), 'commonground-'));
  const socket = join(socketFolder, 's');
  const worker = new Worker(new URL('./embedded_worker.ts', import.meta.url), {
    workerData: { folder, socket },
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
    ended,
    async close() {
      worker.postMessage('close');
      await Promise.race([ended, failed]);
      rmSync(socketFolder, { recursive: true, force: true });
    },
  };
}
