/** The server as a person starts it, in a process of its own. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readHolder } from '#api/db/lock.ts';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
export const node = join(root, 'node_modules/.bin/node');

/** Dozens of starts of the same programs: the second need not compile them again, which took two thirds of a command. */
export const compiled = { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled') };

/** What a program of ours may see of this one's environment: not its database. */
export const cleanEnv = (about: Record<string, string>): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: process.env['HOME'] ?? '',
  SAMPLE: 'none',
  LOG_LEVEL: 'silent',
  ...compiled,
  ...about,
});

export interface RunningServer {
  readonly url: string;
  readonly dataDir: string;
  /** Asks it as its operator does, for the first agency unless `acting-agency` says another. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** null while it runs */
  exitCode(): number | null;
  stop(): Promise<void>;
}

/** A call of whoever may read the data folder: the running server's lock holds the operator's token. */
export function asOperator(dataDir: string, init: RequestInit = {}): RequestInit {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${readHolder(dataDir)?.operator ?? ''}`);
  return { ...init, headers };
}

/** Starts it on a free port; `DATA_DIR` is a folder of its own unless given. Throws with its output when it ends. */
export async function startServer(about: Record<string, string> = {}): Promise<RunningServer> {
  const made =
    about['DATA_DIR'] === undefined ? mkdtempSync(join(tmpdir(), 'commonground-served-')) : null;
  const dataDir = about['DATA_DIR'] ?? made ?? '';
  const env = cleanEnv({ PORT: '0', DATA_DIR: dataDir, ...about });
  const child = spawn(node, [join(root, 'api/main/server.ts')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += String(chunk);
      const at = /is at (http:\S+)/.exec(said)?.[1];
      if (at) resolve(at);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => {
      reject(new Error(said));
    });
  });
  return {
    url,
    dataDir,
    fetch: (path, init) => fetch(`${url}${path}`, asOperator(dataDir, init)),
    exitCode: () => child.exitCode,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      if (made) rmSync(made, { recursive: true, force: true });
    },
  };
}
