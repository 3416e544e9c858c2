/** One process per data folder. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUse, holderOf, readHolder, takeLock } from '#api/db/lock.ts';
import { readSampling } from '#test/support/matrix_sample.ts';

const REPEATS = readSampling(process.env).full ? 200 : 3;

let place: string;
let folder: string;
let children: ChildProcess[];

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'commonground-lock-'));
  folder = join(place, 'data');
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(place, { recursive: true, force: true });
});

/** Lets all go when the last has arrived. */
interface Barrier {
  arrive(): Promise<void>;
}
function barrierOf(count: number): Barrier {
  let left = count;
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    arrive() {
      left -= 1;
      if (left === 0) open();
      return opened;
    },
  };
}

const lockModule = JSON.stringify(new URL('../../api/db/lock.ts', import.meta.url).href);

/** Another process that takes the folder and keeps it. Resolves with its first words.
 *  by: a command that runs it, such as `unshare`; start: it waits for that, ready to take the folder */
async function otherProcess(
  about: {
    readonly url?: string;
    readonly in?: string;
    readonly by?: readonly string[];
    readonly start?: Barrier;
  } = {},
): Promise<{ child: ChildProcess; said: string }> {
  const program = `
    import { takeLock } from ${lockModule};
    if (${Boolean(about.start)}) {
      console.log('ready');
      await new Promise((resolve) => process.stdin.once('data', resolve));
      process.stdin.pause();
    }
    try {
      const lock = takeLock(${JSON.stringify(about.in ?? folder)});
      ${about.url ? `lock.announce(${JSON.stringify(about.url)});` : ''}
      console.log('taken');
      setInterval(() => undefined, 1000);
    } catch (error) {
      console.log(error.message);
    }`;
  const [command = '', ...args] = [
    ...(about.by ?? []),
    ...[process.execPath, '--disable-warning=ExperimentalWarning'],
    ...['--input-type=module', '--eval', program],
  ];
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  if (about.start) {
    await once(child.stdout, 'data');
    await about.start.arrive();
    child.stdin.write('go\n');
  }
  const [words] = (await once(child.stdout, 'data')) as [Buffer]; // as: a pipe without encoding gives buffers
  return { child, said: words.toString().trim() };
}

const kill = async (child: ChildProcess): Promise<void> => {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
};

describe('A data folder has one process', () => {
  it('a second one is refused, in words that name the first and say what to do', async () => {
    const { child, said } = await otherProcess({ url: 'http://127.0.0.1:8080' });
    expect(said).toBe('taken');
    expect(() => takeLock(folder)).toThrow(FolderInUse);
    expect(() => takeLock(folder)).toThrow(
      `in use by process ${child.pid} (http://127.0.0.1:8080). Stop that one first, or set DATA_DIR`,
    );
    const refused = await otherProcess();
    expect(refused.said).toContain(`in use by process ${child.pid}`);
  });

  it('and one opener: the same process is refused, too', () => {
    const lock = takeLock(folder);
    expect(() => takeLock(folder)).toThrow(`in use by process ${process.pid}`);
    lock.release();
    takeLock(folder).release();
  });

  it('the lock of a killed process does not block the next', async () => {
    const { child } = await otherProcess();
    await kill(child);
    expect(holderOf(folder)).toBeNull();
    const lock = takeLock(folder);
    expect(holderOf(folder)?.pid).toBe(process.pid);
    lock.release();
    expect(holderOf(folder)).toBeNull();
  });

  it('half a lock file, an empty or a foreign one blocks nobody', () => {
    mkdirSync(folder);
    for (const left of ['{"pid": 1', '', `{"pid": ${process.pid}}`, '{"pid": 1}']) {
      writeFileSync(join(folder, 'lock'), left);
      takeLock(folder).release();
    }
  });

  it('whatever an operator does to its files, the folder stays taken', async () => {
    const { child, said } = await otherProcess();
    expect(said).toBe('taken');
    // reading all of it, in this process as in another
    cpSync(folder, join(place, 'copy'), { recursive: true });
    spawnSync('cp', ['-r', folder, join(place, 'copy 2')]);
    expect(() => takeLock(folder)).toThrow(`in use by process ${child.pid}`);
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    expect(() => takeLock(folder)).toThrow('in use by another process');
    symlinkSync(folder, join(place, 'link'));
    expect((await otherProcess({ in: join(place, 'link') })).said).toContain('is in use by');
    renameSync(folder, join(place, 'moved'));
    expect((await otherProcess({ in: join(place, 'moved') })).said).toContain('is in use by');
    // and a copy is another folder
    takeLock(join(place, 'copy')).release();
  });

  it('of its own process nothing but its release gives it up: not reading or copying all of it', async () => {
    const lock = takeLock(folder);
    for (const name of readdirSync(folder)) readFileSync(join(folder, name));
    cpSync(folder, join(place, 'copy'), { recursive: true });
    expect(holderOf(folder)?.pid).toBe(process.pid);
    expect((await otherProcess()).said).toContain(`in use by process ${process.pid}`);
    lock.release();
    expect((await otherProcess()).said).toBe('taken');
  });

  it('once released, the folder is free, and releasing twice does not take it from a successor', async () => {
    const lock = takeLock(folder);
    lock.release();
    const { child } = await otherProcess();
    lock.announce('http://127.0.0.1:1');
    lock.release();
    expect(readHolder(folder)).toMatchObject({ pid: child.pid, url: null });
    expect(() => takeLock(folder)).toThrow(FolderInUse);
  });

  it('whoever only looks who holds it keeps nobody out', async () => {
    const { child } = await otherProcess();
    await kill(child);
    const looking = spawn(
      process.execPath,
      [
        ...['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval'],
        `import { holderOf } from ${lockModule};
         console.log('looks');
         for (;;) holderOf(${JSON.stringify(folder)});`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    children.push(looking);
    await once(looking.stdout, 'data');
    for (let i = 0; i < 3; i++) takeLock(folder).release();
  });

  it(
    'of three that start together on what a killed one left, exactly one gets it',
    { timeout: 30_000 + REPEATS * 5_000 },
    async () => {
      for (let repeat = 0; repeat < REPEATS; repeat++) {
        const start = barrierOf(3);
        const all = await Promise.all([1, 2, 3].map(() => otherProcess({ start })));
        expect(all.filter(({ said }) => said === 'taken')).toHaveLength(1);
        expect(all.filter(({ said }) => said.includes('is in use by'))).toHaveLength(2);
        // and leave it as a killed process does
        await Promise.all(all.map(({ child }) => (child.exitCode === null ? kill(child) : null)));
      }
    },
  );

  it('a container on the same volume is refused: it sees neither the pid nor /proc of the other', async () => {
    const { said } = await otherProcess({ url: 'http://127.0.0.1:8080' });
    expect(said).toBe('taken');
    const apart = [
      'unshare',
      '--user',
      '--map-root-user',
      '--pid',
      '--fork',
      '--mount-proc',
      '--net',
    ];
    const able = spawnSync(apart[0] ?? '', [...apart.slice(1), 'true']).status === 0;
    // where the system forbids it, another process stands for it
    const other = await otherProcess(able ? { by: apart } : {});
    expect(other.said).toContain('is in use by');
  });
});
