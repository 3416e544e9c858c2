/** Adding up what the runners said. Pure. */

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
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
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

/** Real police data is not part of the repository: its tests say so by name and may be left out anywhere. */
const mayBeLeftOut = (why: string) => why.includes('../shared/data');

/** Under CI a skip is a failure. */
export function judge(totals: Totals, ci: boolean): Totals {
  if (!ci) return totals;
  const tolerated = totals.skipped.filter(mayBeLeftOut);
  return {
    passed: totals.passed,
    failed: totals.failed + totals.skipped.length - tolerated.length,
    skipped: tolerated,
  };
}

/** The last line, for machines: nothing else stands on it. */
export const totalsLine = (totals: Totals): string =>
  `${totals.passed} passed, ${totals.failed} failed` +
  (totals.skipped.length > 0 ? `, ${totals.skipped.length} skipped` : '');
