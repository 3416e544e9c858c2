/** One process per data folder: the embedded database loses rows silently when two open it, and uploads are one server's.
 *  The folder itself is locked (flock(2)), as long as this process has it open: whichever way the process ends, the system
 *  releases it. The file `lock` in it only says who holds it, so that the CLI can go through the server instead. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { makeFolder, replaceFile } from '../durable_files/durable_files.ts';

export interface Holder {
  /** In its own container, if it has one. */
  readonly pid: number;
  readonly host: string;
  readonly url: string | null;
  /** What the command line shows the server: whoever reads this file may read the data beside it. */
  readonly operator: string | null;
}

export class FolderInUse extends Error {
  readonly holder: Holder | null;
  constructor(folder: string, holder: Holder | null) {
    const where = holder && holder.host !== hostname() ? ` on ${holder.host}` : '';
    const who = holder ? `process ${holder.pid}${where}` : 'another process';
    super(
      `${folder} is in use by ${who}${holder?.url ? ` (${holder.url})` : ''}. ` +
        'Stop that one first, or set DATA_DIR to another folder.',
    );
    this.holder = holder;
  }
}

/** The folder cannot be locked. The message is a sentence for the operator. */
export class NoFolderLock extends Error {}

/** Node has no flock. A child locks the open file behind its descriptor 3, which is ours: the lock stays when it ends. Both
 *  commands call flock(2), so whichever a machine has, they exclude each other. 1: somebody else has it. */
const COMMANDS = {
  exclusive: [
    ['flock', '-x', '-n', '3'],
    ['perl', '-e', 'open(F, "<&=3") or exit 2; exit(flock(F, 2 | 4) ? 0 : 1)'],
  ],
  shared: [
    ['flock', '-s', '-n', '3'],
    ['perl', '-e', 'open(F, "<&=3") or exit 2; exit(flock(F, 1 | 4) ? 0 : 1)'],
  ],
} as const;

/** Whether it was got. Throws NoFolderLock. */
function lockDescriptor(folder: string, fd: number, mode: keyof typeof COMMANDS): boolean {
  let why = 'neither flock (util-linux) nor perl is installed';
  for (const [command, ...args] of COMMANDS[mode]) {
    const { status, error, stderr } = spawnSync(command, args, {
      stdio: ['ignore', 'ignore', 'pipe', fd],
      encoding: 'utf8',
    });
    if (status === 0) return true;
    if (status === 1) return false;
    if (!error || !('code' in error && error.code === 'ENOENT'))
      why = stderr?.trim() || error?.message || `${command} ended with ${status}`;
  }
  throw new NoFolderLock(`${folder} cannot be locked for this process alone: ${why}.`);
}

/** Who holds the folder by its own account; null when nobody has said so. It may have ended since. */
export function readHolder(folder: string): Holder | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'lock'), 'utf8')) as Holder; // as: we wrote it
  } catch {
    return null;
  }
}

/** Who holds the folder now, or null. What a killed process left counts as nothing. */
export function holderOf(folder: string): Holder | null {
  const holder = readHolder(folder);
  if (!holder) return null;
  const fd = openSync(folder, 'r');
  try {
    return lockDescriptor(folder, fd, 'shared') ? null : holder;
  } finally {
    closeSync(fd);
  }
}

export interface Lock {
  /** Tell where this process answers, for the CLI. */
  announce(url: string): void;
  release(): void;
}

/** Somebody who only looks (holderOf) keeps the lock for some milliseconds. */
const TRIES = 6;
const PAUSE_MS = 100;
const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);

/** Takes the folder (made if absent). Throws FolderInUse, NoFolderLock. */
export function takeLock(folder: string, operator: string | null = null): Lock {
  makeFolder(folder);
  let held: number | null = openSync(folder, 'r');
  const file = join(folder, 'lock');
  const say = (url: string | null) =>
    replaceFile(
      file,
      JSON.stringify({ pid: process.pid, host: hostname(), url, operator } satisfies Holder),
    );
  const letGo = () => {
    if (held === null) return;
    closeSync(held);
    held = null;
  };
  try {
    for (let tries = 1; !lockDescriptor(folder, held, 'exclusive'); tries++) {
      if (tries === TRIES) throw new FolderInUse(folder, readHolder(folder));
      pause();
    }
    say(null);
  } catch (error) {
    letGo();
    throw error;
  }
  return {
    announce(url) {
      if (held !== null) say(url);
    },
    release() {
      if (held === null) return;
      rmSync(file, { force: true });
      letGo();
    },
  };
}
