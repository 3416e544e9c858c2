/** The real server as a process of its own, so that it can be killed, and the CLI beside it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { holderOf } from '#api/db/lock.ts';
import type { Database } from '#api/db/connect.ts';
import { asOperator, compiled } from '#test/api/main/run_server.ts';
import { embeddedFolder, engine, withDatabase } from '#test/support/databases.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const children = new Set<ChildProcess>();

/** Where a server keeps its data: a migrated database, embedded or on the test server. */
export interface Place {
  readonly dataDir: string;
  /** What a program is started by, in front of it: nothing, unless the folder lies on a disk of its own. */
  readonly within?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Call it at the top of a test file; it is removed, and every process started on it ended, with the file. */
export async function withPlace(): Promise<Place> {
  const { afterAll } = await import('vitest');
  const database: Database | null = engine === 'server' ? await withDatabase({ own: true }) : null;
  const dataDir = database
    ? mkdtempSync(join(tmpdir(), 'commonground-data-'))
    : await embeddedFolder();
  afterAll(async () => {
    for (const child of children) await end(child, 'SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });
  const env: Record<string, string> = { DATA_DIR: dataDir, SAMPLE: 'none', LOG_LEVEL: 'silent' };
  if (database?.url) env['DATABASE_URL'] = database.url;
  return { dataDir, env };
}

function run(
  program: string,
  args: readonly string[],
  { within = [], env }: Pick<Place, 'within' | 'env'>,
) {
  const words = [...within, process.execPath, '--disable-warning=ExperimentalWarning'];
  const [command = '', ...rest] = [...words, join(root, program), ...args];
  const child = spawn(command, rest, {
    cwd: root,
    env: { ...process.env, DATABASE_URL: undefined, ...compiled, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const exited = once(child, 'close').then(() => {
    children.delete(child);
  });
  return { child, exited, said: () => said };
}

const atAnyPort = (place: Place): Place => ({ ...place, env: { ...place.env, PORT: '0' } });

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

/** Of one that cannot say it: as its lock has it. */
function announced({ dataDir }: Place, { pid }: ChildProcess): string {
  const holder = holderOf(dataDir);
  return holder?.pid === pid ? (holder?.url ?? '') : '';
}

export interface RunningServer {
  readonly url: string;
  said(): string;
  /** Ends it by a signal and waits until it is gone; gives its exit code, null after SIGKILL. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
  /** As its operator, whatever the answer. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The same where only a good answer is expected. */
  ask<T>(path: string, init?: RequestInit): Promise<T>;
}

/** Starts a server on a free port and waits until it answers. Throws with what it said when it ends instead. */
export async function startServer(place: Place): Promise<RunningServer> {
  const { child, exited, said } = run('api/main/server.ts', [], atAnyPort(place));
  let url = '';
  while (url === '') {
    if (child.exitCode !== null || child.signalCode !== null) {
      await exited;
      throw new Error(`the server ended: ${said()}`);
    }
    url = /is at (http:\S+)/.exec(said())?.[1] ?? announced(place, child);
    if (url === '') await pause(20);
  }
  return {
    url,
    said,
    async stop(signal) {
      await end(child, signal);
      await exited;
      return child.exitCode;
    },
    fetch: (path, init) => fetch(`${url}${path}`, asOperator(place.dataDir, init)),
    async ask<T>(path: string, init?: RequestInit): Promise<T> {
      const response = await fetch(`${url}${path}`, asOperator(place.dataDir, init));
      if (!response.ok) throw new Error(`${path} answered ${response.status}`);
      return (await response.json()) as T; // as: the test says what it asked for
    },
  };
}

/** Runs the command line, and kills it as soon as `reached`. Returns false where it ended before. */
export async function killWhen(
  reached: () => boolean,
  place: Place,
  ...args: string[]
): Promise<boolean> {
  const { child, exited } = run('api/main/cli/cli.ts', args, place);
  while (child.exitCode === null && child.signalCode === null) {
    if (reached()) child.kill('SIGKILL');
    await pause(1);
  }
  await exited;
  return child.signalCode === 'SIGKILL';
}

/** A body of JSON. */
export const posted = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Starts a server and kills it so many milliseconds later, wherever it is by then. */
export async function killedStart(place: Place, afterMs: number): Promise<void> {
  const { child, exited } = run('api/main/server.ts', [], atAnyPort(place));
  await Promise.race([pause(afterMs), exited]);
  await end(child, 'SIGKILL');
  await exited;
}

/** Runs a program to its end. */
export async function runToEnd(
  program: 'api/main/server.ts' | 'api/main/cli/cli.ts',
  place: Place,
  ...args: string[]
): Promise<{ code: number | null; said: string }> {
  const { child, exited, said } = run(program, args, atAnyPort(place));
  await exited;
  return { code: child.exitCode, said: said() };
}
