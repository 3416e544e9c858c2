/** The command line as an operator types it: a process of its own. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { cleanEnv, node, root } from '#test/api/main/run_server.ts';

export interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** @param env what the operator has set, beside nothing at all */
export const runCli = (env: Record<string, string>, ...args: string[]): Promise<Said> =>
  new Promise((resolve) => {
    const child = spawn(node, [join(root, 'api/main/cli/cli.ts'), ...args], { env: cleanEnv(env) });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      out += String(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += String(chunk);
    });
    child.once('close', (code) => {
      resolve({ code, out, err });
    });
  });

/** What an operator can correct is a sentence. */
export const noStack = /^(?![\s\S]*\n\s+at )/;
