/** One process per data folder. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUse, holderOf, takeLock } from '#api/db/lock.ts';

let folder: string;
let children: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonground-lock-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Another process that takes the folder and keeps it. Resolves with its first words. */
async function otherProcess(url?: string): Promise<{ child: ChildProcess; said: string }> {
  const program = `
    import { takeLock } from ${JSON.stringify(new URL('../../api/db/lock.ts', import.meta.url).href)};
    try {
      const lock = takeLock(${JSON.stringify(folder)});
      ${url ? `lock.announce(${JSON.stringify(url)});` : ''}
      console.log('taken');
      setInterval(() => undefined, 1000);
    } catch (error) {
      console.log(error.message);
    }`;
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.push(child);
  const [words] = (await once(child.stdout, 'data')) as [Buffer]; // as: a pipe without encoding gives buffers
  return { child, said: words.toString().trim() };
}

describe('A data folder has one process', () => {
  it('a second one is refused, in words that name the first and say what to do', async () => {
    const { child, said } = await otherProcess('http://127.0.0.1:8080');
    expect(said).toBe('taken');
    expect(() => takeLock(folder)).toThrow(FolderInUse);
    expect(() => takeLock(folder)).toThrow(
      `in use by process ${child.pid} (http://127.0.0.1:8080). Stop that one first, or set DATA_DIR`,
    );
    const refused = await otherProcess();
    expect(refused.said).toContain(`in use by process ${child.pid}`);
  });

  it('the lock of a killed process does not block the next', async () => {
    const { child } = await otherProcess();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = takeLock(folder);
    expect(holderOf(folder)?.pid).toBe(process.pid);
    lock.release();
  });

  it('a stranger that was given a dead holder’s pid is not taken for the holder', async () => {
    const { child } = await otherProcess();
    const held = JSON.parse(readFileSync(join(folder, 'lock'), 'utf8')) as object; // as: lock.ts wrote it
    expect(holderOf(folder)?.pid).toBe(child.pid);
    writeFileSync(join(folder, 'lock'), JSON.stringify({ ...held, started: '1' }));
    expect(holderOf(folder)).toBeNull();
    takeLock(folder).release();
  });

  it('half a lock, left by a full disk, does not block either', () => {
    writeFileSync(join(folder, 'lock'), '{"pid": 1');
    takeLock(folder).release();
  });

  it('once released, the folder is free, and releasing twice does not take it from a successor', async () => {
    const lock = takeLock(folder);
    lock.release();
    const { child } = await otherProcess();
    lock.release();
    expect(holderOf(folder)?.pid).toBe(child.pid);
  });

  it('of four that start together one gets it', async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => otherProcess()));
    expect(all.filter(({ said }) => said === 'taken')).toHaveLength(1);
    expect(all.filter(({ said }) => said.includes('in use by process'))).toHaveLength(3);
  });
});
