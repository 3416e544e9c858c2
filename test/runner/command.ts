/** Running other programs, and stopping every one of them when this one stops. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

export interface Outcome {
  readonly code: number;
  readonly output: string;
}

const running = new Set<ChildProcess>();

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
      resolve({ code, output: Buffer.concat(parts).toString() + word });
    };
    child.on('error', (error) => end(127, error.message));
    child.on('close', (code) => end(code ?? 1));
  });

/** Ends what `run` still has running. */
export function stopAll(): void {
  for (const child of running) child.kill('SIGTERM');
}
