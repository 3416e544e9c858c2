/** Types, lint and format: each counts as one test. */
import { resolve } from 'node:path';
import { run } from './command.ts';
import type { Check } from './plan.ts';
import type { Totals } from './totals.ts';

const node24 = process.execPath;
const bin = (path: string) => `node_modules/${path}`;

/** Commands of a check, in order; the first that fails ends it. */
const COMMANDS: Readonly<Record<Check, readonly (readonly string[])[]>> = {
  types: [[bin('typescript/bin/tsc'), '-p', 'tsconfig.json']],
  svelte: [
    [
      bin('svelte-check/bin/svelte-check'),
      '--workspace',
      'web',
      '--tsconfig',
      'tsconfig.json',
    ].concat(['--output', 'human', '--fail-on-warnings']),
  ],
  lint: [[bin('eslint/bin/eslint.js'), '-c', 'test/eslint.config.js', '--max-warnings', '0', '.']],
  format: [[bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
};

async function runCheck(check: Check): Promise<Totals> {
  const began = Date.now();
  for (const command of COMMANDS[check]) {
    const { code, output } = await run(node24, command);
    if (code === 0) continue;
    console.log(`✗ ${check} (${seconds(began)})\n${output.trimEnd()}\n`);
    return { passed: 0, failed: 1, skipped: [] };
  }
  console.log(`✓ ${check} (${seconds(began)})`);
  return { passed: 1, failed: 0, skipped: [] };
}

/** SvelteKit writes the types and the tsconfig that web/tsconfig.json extends; svelte-check and the unit tests of
 *  the web cannot read it otherwise. Returns '' or what went wrong. */
export async function prepareWeb(): Promise<string> {
  const kit = resolve(bin('@sveltejs/kit/svelte-kit.js'));
  const { code, output } = await run(node24, [kit, 'sync'], { cwd: 'web' });
  return code === 0 ? '' : output;
}

/** Runs the checks, two at a time. */
export async function runChecks(checks: readonly Check[]): Promise<Totals[]> {
  const waiting = [...checks];
  const totals: Totals[] = [];
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift())
      totals.push(await runCheck(check));
  };
  await Promise.all([worker(), worker()]);
  return totals;
}

export const seconds = (began: number): string => `${((Date.now() - began) / 1000).toFixed(1)} s`;
