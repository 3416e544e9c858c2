/** Types, lint, format, unused code: each counts as one test. */
import { resolve } from 'node:path';
import { run } from './command.ts';
import type { Check } from './plan.ts';
import { NOTHING, type Totals } from './totals.ts';

const node24 = process.execPath;
const bin = (path: string) => `node_modules/${path}`;
/** What a tool keeps of its last run: it looks again only at what has changed. */
const cache = (name: string) => `node_modules/.cache/${name}`;

const COMMANDS: Readonly<Record<Check, readonly string[]>> = {
  types: [bin('typescript/bin/tsc'), '-p', 'tsconfig.json'],
  svelte: [bin('svelte-check/bin/svelte-check'), '--workspace', 'web'].concat(
    ['--tsconfig', 'tsconfig.json'],
    ['--output', 'human', '--fail-on-warnings'],
  ),
  lint: [bin('eslint/bin/eslint.js'), '-c', 'test/eslint.config.js', '--max-warnings', '0'].concat(
    ['--cache', '--cache-strategy', 'content', '--cache-location', cache('eslint/')],
    ['.'],
  ),
  format: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn'].concat(
    ['--cache', '--cache-strategy', 'content', '--cache-location', cache('prettier/cache')],
    ['.'],
  ),
  unused: [bin('knip/bin/knip.js'), '-c', 'test/knip.json', '--no-progress'],
};

export async function runCheck(check: Check): Promise<{ totals: Totals; output: string }> {
  const { code, output } = await run(node24, COMMANDS[check]);
  if (code === 0) return { totals: { ...NOTHING, passed: 1 }, output: '' };
  const again = `Again, alone: npm test -- ${check}`;
  return { totals: { ...NOTHING, failed: 1 }, output: `${output.trimEnd()}\n${again}` };
}

/** SvelteKit writes the types and the tsconfig that web/tsconfig.json extends; svelte-check and the unit tests of
 *  the web cannot read it otherwise. Returns '' or what went wrong. */
export async function prepareWeb(): Promise<string> {
  const kit = resolve(bin('@sveltejs/kit/svelte-kit.js'));
  const { code, output } = await run(node24, [kit, 'sync'], { cwd: 'web' });
  return code === 0 ? '' : output;
}

export const seconds = (began: number): string => `${((Date.now() - began) / 1000).toFixed(1)} s`;
