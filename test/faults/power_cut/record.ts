/** Runs programs whose writes are recorded, and makes folders as a power cut leaves them. */
import { cpSync, mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startServer, type Place, type RunningServer } from '../server_process.ts';
import { Disk, readLogs, type LoggedWrite } from './disk.ts';

const recorder = new URL('./record_writes.ts', import.meta.url);

export interface Recording {
  /** A copy of the folder as it was before. */
  readonly base: string;
  readonly writes: readonly LoggedWrite[];
}

/** Records what a program does to a folder. @param run with these variables in its environment */
export async function record(
  folder: string,
  scratch: string,
  run: (env: Readonly<Record<string, string>>) => Promise<void>,
): Promise<Recording> {
  const base = mkdtempSync(join(scratch, 'base-'));
  cpSync(folder, base, { recursive: true });
  const logs = mkdtempSync(join(scratch, 'log-'));
  await run({
    NODE_OPTIONS: `--import=${recorder.href}`,
    RECORD_FOLDER: folder,
    RECORD_LOG: join(logs, 'log'),
  });
  return { base, writes: readLogs(readdirSync(logs).map((name) => join(logs, name))) };
}

/** The same of a server, which is killed when `use` is over. */
export async function recordServer(
  place: Place,
  scratch: string,
  use: (server: RunningServer) => Promise<void>,
): Promise<Recording> {
  return record(place.dataDir, scratch, async (env) => {
    const server = await startServer({ ...place, env: { ...place.env, ...env } });
    await use(server).finally(() => server.stop('SIGKILL'));
  });
}

/** A cut at each of the moments, which are in order; each folder is new, and the caller's.
 *  @param random between 0 and 1, 1 excluded */
export function* cutsOf(
  { base, writes }: Recording,
  moments: readonly bigint[],
  scratch: string,
  random: () => number,
): Generator<{ readonly time: bigint; readonly folder: string }> {
  const disk = new Disk(base);
  let applied = 0;
  for (const time of moments) {
    for (let write = writes[applied]; write && BigInt(write.record.time) <= time;) {
      disk.apply(write);
      write = writes[(applied += 1)];
    }
    const folder = mkdtempSync(join(scratch, 'cut-'));
    disk.writeAfterCut(folder, random);
    yield { time, folder };
  }
}

/** The times of all writes. */
export const timesOf = ({ writes }: Recording): bigint[] =>
  writes.map(({ record: { time } }) => BigInt(time));

/** `n` of a list, in the list's order; some of them more than once. */
export const pick = <T>(list: readonly T[], n: number, random: () => number): T[] =>
  Array.from({ length: n }, () => Math.floor(random() * list.length))
    .sort((a, b) => a - b)
    .flatMap((i) => list.slice(i, i + 1));
