/** One vitest run a suite, or a part of one. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './command.ts';
import type { Plan, Suite } from './plan.ts';
import { failureInWords, patternOf, type Failure, type Settings } from './rerun.ts';
import { failuresOf, totalsOf } from './totals.ts';
import type { Totals, VitestReport } from './totals.ts';

export interface SuiteRun {
  readonly suite: Suite;
  readonly workers: number;
  /** as vitest's --shard has it, `1/2`; null: all of its files */
  readonly shard: string | null;
  /** vitest's own words appear as they come; otherwise they are kept for the end */
  readonly live: boolean;
  /** of files that another suite runs whole, the half that the commit draws */
  readonly drawn: boolean;
}

export interface SuiteResult {
  readonly totals: Totals;
  readonly failures: readonly Failure[];
  readonly output: string;
  /** a failure each, in words: repeated at the end of the whole run */
  readonly failed: readonly string[];
}

/** A file filter that names another suite's folder finds nothing here, and is left out. */
const concerns = (suite: Suite, file: string) => {
  const folder = /(?:^|\/)test\/([a-z0-9]+)/.exec(file)?.[1] ?? '';
  return suite === 'unit' || suite === 'browser'
    ? folder === suite
    : folder !== 'unit' && folder !== 'browser';
};

/** Runs a suite to its end. */
export async function runSuite(
  { suite, workers, shard, live, drawn }: SuiteRun,
  { files, name }: Pick<Plan, 'files' | 'name'>,
  settings: Settings,
): Promise<SuiteResult> {
  const folder = mkdtempSync(join(tmpdir(), 'commonground-report-'));
  const file = join(folder, 'report.json');
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts'];
  args.push('--project', suite, '--reporter=default', '--reporter=json');
  args.push(`--outputFile.json=${file}`, `--maxWorkers=${workers}`);
  if (shard !== null) args.push(`--shard=${shard}`);
  if (name !== null) args.push('-t', patternOf(name));
  args.push(...files.filter((one) => concerns(suite, one)));
  const env = {
    ...(settings.shuffle === null ? {} : { TEST_SHUFFLE: settings.shuffle }),
    ...(drawn && { TEST_DRAWN: 'half' }),
  };
  const { code, output } = await run(process.execPath, args, { env, show: live });
  let totals: Totals = { passed: 0, failed: 1, skipped: [] };
  let failures: readonly Failure[] = [];
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport; // as: vitest wrote it
    totals = totalsOf(report);
    // by name: the tests of other names are not skipped, they were not requested
    if (name !== null) totals = { ...totals, skipped: [] };
    if (totals.passed + totals.failed === 0) totals = { ...totals, failed: 1 };
    failures = failuresOf(report, process.cwd());
  } catch {
    // no report: the run itself failed, and its output says why
  }
  rmSync(folder, { recursive: true, force: true });
  if (code !== 0 && totals.failed === 0) totals = { ...totals, failed: 1 };
  return {
    totals,
    failures,
    output: output.trim(),
    failed: failures.map((failure) => failureInWords(suite, failure, settings)),
  };
}
