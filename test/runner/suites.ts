/** One vitest run a suite. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seconds } from './checks.ts';
import { run } from './command.ts';
import type { Suite } from './plan.ts';
import { totalsOf } from './totals.ts';
import type { Totals, VitestReport } from './totals.ts';

const TITLES: Readonly<Record<Suite, string>> = {
  unit: 'Unit tests',
  embedded: 'Database and API on the embedded database',
  server: 'Database and API on a PostgreSQL server',
  browser: 'Browser',
};

/** A file filter that names another suite's folder finds nothing here, and should not be asked. */
const concerns = (suite: Suite, file: string) => {
  const folder = /(?:^|\/)test\/([a-z0-9]+)/.exec(file)?.[1] ?? '';
  return suite === 'unit' || suite === 'browser'
    ? folder === suite
    : folder !== 'unit' && folder !== 'browser';
};

/** Runs a suite to its end, showing vitest's own words. */
export async function runSuite(
  suite: Suite,
  files: readonly string[],
  env: Record<string, string>,
): Promise<Totals> {
  const began = Date.now();
  console.log(`\n— ${TITLES[suite]}`);
  const room = mkdtempSync(join(tmpdir(), 'commonground-report-'));
  const report = join(room, 'report.json');
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts'];
  args.push('--project', suite, '--reporter=default', '--reporter=json');
  args.push(`--outputFile.json=${report}`, ...files.filter((file) => concerns(suite, file)));
  const { code } = await run(process.execPath, args, { env, show: true });
  let totals: Totals;
  try {
    totals = totalsOf(JSON.parse(readFileSync(report, 'utf8')) as VitestReport); // as: vitest wrote it
  } catch {
    totals = { passed: 0, failed: 1, skipped: [] };
  }
  rmSync(room, { recursive: true, force: true });
  if (code !== 0 && totals.failed === 0) totals = { ...totals, failed: 1 };
  console.log(
    `${totals.failed === 0 ? '✓' : '✗'} ${suite}: ${totals.passed} passed, ${totals.failed} failed in ${seconds(began)}`,
  );
  return totals;
}
