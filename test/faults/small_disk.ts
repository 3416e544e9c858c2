/** A data folder on a disk of its own that can be filled: a tmpfs in a mount namespace, which needs no more rights than Linux
 *  gives every user who may make one (`unshare --map-root-user`). It is gone with the process that holds it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './server_process.ts';

const MB = 2 ** 20;

export interface SmallDisk {
  /** The place, as programs inside see it; its `dataDir` is the folder as this process reaches it. */
  readonly place: Place;
  freeMb(): number;
  /** Fills it until so much is free. */
  leave(freeMb: number): void;
  /** Gives back what `leave` took. */
  empty(): void;
  remove(): Promise<void>;
}

const isRoot = process.getuid?.() === 0;

/** Copies the place's folder onto a new disk. Throws where the system lets nobody mount. */
export async function onSmallDisk(place: Place, sizeMb: number): Promise<SmallDisk> {
  const { dataDir } = place;
  const script = `mount -t tmpfs -o size=${sizeMb}m none "$0" && echo mounted && exec sleep infinity`;
  const flags = isRoot ? ['--mount'] : ['--mount', '--map-root-user'];
  const holder = spawn('unshare', [...flags, 'sh', '-c', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(holder, 'exit');
  const mounted = await Promise.race([once(holder.stdout, 'data').then(() => true), exited]);
  if (mounted !== true) throw new Error('no disk of its own could be mounted (unshare, mount)');
  const inside = `/proc/${holder.pid}/root${dataDir}`;
  cpSync(dataDir, inside, { recursive: true });
  const ballast = join(inside, 'ballast');
  const free = () => {
    const { bavail, bsize } = statfsSync(inside);
    return bavail * bsize;
  };
  const enter = [
    ...['nsenter', `--target=${holder.pid}`, '--mount'],
    ...(isRoot ? [] : ['--user', '--preserve-credentials']),
  ];
  return {
    place: { ...place, dataDir: inside, within: [...enter, '--'] },
    freeMb: () => Math.floor(free() / MB),
    leave(freeMb) {
      for (let over = free() - freeMb * MB; over > 0; over = free() - freeMb * MB)
        appendFileSync(ballast, Buffer.alloc(Math.min(over, 8 * MB)));
    },
    empty: () => rmSync(ballast, { force: true }),
    async remove() {
      holder.kill('SIGKILL');
      await exited;
    },
  };
}
