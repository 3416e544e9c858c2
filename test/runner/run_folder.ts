/** The folder a run keeps all it makes in: server, copies of databases, browser profiles. It is removed at the
 *  end; what a killed run left is found by the pid in it and removed by the next. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const PREFIX = 'commonground-test-';

/** Makes the folder, and makes it the temporary folder of this process and of all it starts. */
export function makeRunFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  writeFileSync(join(folder, 'owner.pid'), String(process.pid));
  // a server that runs as another user has to reach its own folder in here
  chmodSync(folder, 0o755);
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary, { mode: 0o711 });
  process.env['TMPDIR'] = temporary;
  return folder;
}

const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // as: kill throws errno errors
  }
};

/** Stops servers, and removes folders, that a killed run left behind. */
export async function sweepStale(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    try {
      const owner = join(folder, 'owner.pid');
      // one that is being made this moment has no owner yet
      if (!existsSync(owner) && Date.now() - statSync(folder).mtimeMs < 60_000) continue;
      if (existsSync(owner) && alive(Number(readFileSync(owner, 'utf8')))) continue;
      const pidFile = join(folder, 'data', 'postmaster.pid');
      if (existsSync(pidFile)) {
        const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
        // the pid may belong to somebody else by now: only a program started on this folder is ended
        if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder))
          process.kill(pid, 'SIGQUIT');
        await pause(500);
      }
    } catch {
      // not ours to read, or gone meanwhile
    }
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // another user's
    }
  }
}
