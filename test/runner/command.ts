/** Running other programs, and stopping every one of them when this one stops. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

export interface Outcome {
  readonly code: number;
  readonly output: string;
}

const running = new Set<ChildProcess>();
let stopping = false;

/** Runs a program to its end. `show`: its words appear as they come; otherwise they are kept.
 *  A program that is not there ends with code 127. */
export const run = (
  command: string,
  args: readonly string[],
  options: {
    env?: Record<string, string>;
    cwd?: string;
    uid?: number;
    gid?: number;
    show?: boolean;
  } = {},
): Promise<Outcome> =>
  new Promise((resolve) => {
    // once stopping, nobody goes on from here: what was next stays undone
    if (stopping) return;
    const child = spawn(command, args, {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.uid === undefined ? {} : { uid: options.uid }),
      ...(options.gid === undefined ? {} : { gid: options.gid }),
      env: { ...process.env, ...options.env },
      stdio: ['ignore', options.show ? 'inherit' : 'pipe', options.show ? 'inherit' : 'pipe'],
    });
    running.add(child);
    const parts: Buffer[] = [];
    child.stdout?.on('data', (part: Buffer) => parts.push(part));
    child.stderr?.on('data', (part: Buffer) => parts.push(part));
    const end = (code: number, word = '') => {
      running.delete(child);
      if (!stopping) resolve({ code, output: Buffer.concat(parts).toString() + word });
    };
    child.on('error', (error) => end(127, error.message));
    child.on('close', (code) => end(code ?? 1));
  });

/** Ends what `run` still has running, and waits for it, though not for long. */
export async function stopAll(): Promise<void> {
  stopping = true;
  const ends = [...running].map((child) => once(child, 'close'));
  for (const child of running) child.kill('SIGTERM');
  await Promise.race([Promise.all(ends), pause(5000, undefined, { ref: false })]);
  for (const child of running) child.kill('SIGKILL');
}
