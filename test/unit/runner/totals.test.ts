import { describe, expect, it } from 'vitest';
import { judge, sum, totalsLine, totalsOf } from '#test/runner/totals.ts';

const file = (name: string, status: string, ...tests: string[]) => ({
  name,
  status,
  assertionResults: tests.map((one, i) => ({ status: one, fullName: `${name} ${i}` })),
});

describe('The totals of a run', () => {
  it('count what passed and failed, and name what was skipped', () => {
    const report = {
      success: false,
      testResults: [
        file('a', 'passed', 'passed', 'passed'),
        file('b', 'failed', 'failed', 'pending'),
      ],
    };
    expect(totalsOf(report)).toEqual({ passed: 2, failed: 1, skipped: ['b 1'] });
  });

  it('a file that could not be loaded is a failure, though no test of it ran', () => {
    expect(totalsOf({ success: false, testResults: [file('a', 'failed')] }).failed).toBe(1);
    const others = [file('a', 'failed'), file('b', 'passed', 'passed')];
    expect(totalsOf({ success: false, testResults: others })).toMatchObject({
      passed: 1,
      failed: 1,
    });
  });

  it('a suite without tests is a failure, not a success', () => {
    expect(totalsOf({ success: true, testResults: [] }).failed).toBe(1);
  });

  it('a run that failed outside any test is a failure', () => {
    const report = { success: false, testResults: [file('a', 'passed', 'passed')] };
    expect(totalsOf(report)).toMatchObject({ passed: 1, failed: 1 });
  });

  it('under CI a skip is a failure, except for police data that is not in the repository', () => {
    const totals = {
      passed: 5,
      failed: 0,
      skipped: ['browser suite (no browser)', 'zip (no ../shared/data)'],
    };
    expect(totalsLine(judge(totals, false))).toBe('5 passed, 0 failed, 2 skipped');
    expect(totalsLine(judge(totals, true))).toBe('5 passed, 1 failed, 1 skipped');
  });

  it('are alone on their line', () => {
    const all = sum([
      { passed: 1, failed: 0, skipped: [] },
      { passed: 2, failed: 3, skipped: [] },
    ]);
    expect(totalsLine(all)).toMatch(/^\d+ passed, \d+ failed$/);
    expect(all).toMatchObject({ passed: 3, failed: 3 });
  });
});
