/** Adding up what the runners said. Pure. */
import { relative } from 'node:path';
import type { Failure } from './rerun.ts';

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  /** One entry a test not run: why, in words. */
  readonly skipped: readonly string[];
}

/** The part of vitest's JSON report that is read here. */
export interface VitestReport {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    /** why a file failed outside any test */
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

export const NOTHING: Totals = { passed: 0, failed: 0, skipped: [] };

export const sum = (all: readonly Totals[]): Totals => ({
  passed: all.reduce((n, one) => n + one.passed, 0),
  failed: all.reduce((n, one) => n + one.failed, 0),
  skipped: all.flatMap((one) => one.skipped),
});

/** A file that could not be loaded has no tests and still is a failure; so is a run of no tests at all, and
 *  one that vitest calls unsuccessful for a reason outside any test (an unhandled rejection). */
export function totalsOf(report: VitestReport): Totals {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const count = (status: string) => tests.filter((test) => test.status === status).length;
  const broken = report.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const passed = count('passed');
  const failed = count('failed') + broken;
  const skipped = tests
    .filter((test) => test.status !== 'passed' && test.status !== 'failed')
    .map((test) => test.fullName);
  const unsaid = failed === 0 && (!report.success || passed + skipped.length === 0) ? 1 : 0;
  return { passed, failed: failed + unsaid, skipped };
}

/** The tests that failed, and the files that failed outside any test. */
export const failuresOf = (report: VitestReport, root: string): Failure[] =>
  report.testResults
    .filter(({ status, assertionResults }) =>
      [status, ...assertionResults.map((test) => test.status)].includes('failed'),
    )
    .flatMap(({ name, message, assertionResults }): Failure[] => {
      const file = relative(root, name);
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      return failed.length === 0
        ? [{ file, name: null, why: message ?? '' }]
        : failed.map(({ fullName, failureMessages }) => ({
            file,
            name: fullName,
            why: (failureMessages ?? []).join('\n'),
          }));
    });

/** Real police data is not part of the repository: its tests say so by name and may be left out anywhere. */
const mayBeLeftOut = (why: string) => why.includes('../shared/data');

/** Under CI a skip is a failure. */
export function verdictOf(totals: Totals, ci: boolean): Totals {
  if (!ci) return totals;
  const tolerated = totals.skipped.filter(mayBeLeftOut);
  return {
    passed: totals.passed,
    failed: totals.failed + totals.skipped.length - tolerated.length,
    skipped: tolerated,
  };
}

/** One part of the run. */
export interface Part {
  readonly title: string;
  readonly ms: number;
  readonly totals: Totals;
}

/** Minutes by part, a line each; parts that ran side by side add up to more than the run. */
export function minutesTable(parts: readonly Part[]): string {
  const width = Math.max(...parts.map(({ title }) => title.length));
  return parts
    .map(({ title, ms, totals: { passed, failed, skipped } }) => {
      const counts = `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
      return `${title.padEnd(width)}  ${(ms / 60_000).toFixed(1).padStart(5)} min  ${counts}`;
    })
    .join('\n');
}

/** The last line, for machines: nothing else stands on it. */
export const totalsLine = (totals: Totals): string =>
  `${totals.passed} passed, ${totals.failed} failed` +
  (totals.skipped.length > 0 ? `, ${totals.skipped.length} skipped` : '');
