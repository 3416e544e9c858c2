/** One process per data folder: the embedded database loses rows silently when two open it.
 *  The lock names the process by pid and start time, so a reused pid is not mistaken for the holder, and
 *  carries the server's address, so that the CLI can go through the server instead. */
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';

export interface Holder {
  readonly pid: number;
  readonly started: string;
  readonly url: string | null;
  /** What the command line shows the server: whoever reads this file may read the data beside it. */
  readonly operator: string | null;
}

export class FolderInUse extends Error {
  readonly holder: Holder;
  constructor(folder: string, holder: Holder) {
    super(
      `${folder} is in use by process ${holder.pid}${holder.url ? ` (${holder.url})` : ''}. ` +
        'Stop that one first, or set DATA_DIR to another folder.',
    );
    this.holder = holder;
  }
}

/** Field 22 of /proc/PID/stat; '' where there is no /proc, 'gone' for a dead process. */
const startOf = (pid: number): string => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'gone'; // as: kill throws errno errors
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
};

/** The live process that holds the folder, or null. A lock left by a killed process counts as none. */
export function holderOf(folder: string): Holder | null {
  let holder: Holder;
  try {
    holder = JSON.parse(readFileSync(join(folder, 'lock'), 'utf8')) as Holder; // as: we wrote it
  } catch {
    return null;
  }
  const started = startOf(holder.pid);
  return started === 'gone' || started !== holder.started ? null : holder;
}

export interface Lock {
  /** Tell where this process answers, for the CLI. */
  announce(url: string): void;
  release(): void;
}

/** Takes the folder (made if absent) or throws FolderInUse. */
export function takeLock(folder: string, operator: string | null = null): Lock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'lock');
  const mine = `${file}.${process.pid}`;
  const me: Holder = { pid: process.pid, started: startOf(process.pid), url: null, operator };
  writeFileSync(mine, JSON.stringify(me), { mode: 0o600 });
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        linkSync(mine, file); // atomic: of two starters one gets EEXIST
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 3) throw error; // as: errno
        const holder = holderOf(folder);
        if (holder) throw new FolderInUse(folder, holder);
        rmSync(file, { force: true });
      }
    }
  } finally {
    rmSync(mine, { force: true });
  }
  const held = () => holderOf(folder)?.pid === process.pid;
  return {
    announce(url) {
      if (!held()) return;
      writeFileSync(mine, JSON.stringify({ ...me, url }), { mode: 0o600 });
      renameSync(mine, file);
    },
    release() {
      if (held()) rmSync(file, { force: true });
    },
  };
}
