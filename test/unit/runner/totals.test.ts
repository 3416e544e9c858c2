import { describe, expect, it } from 'vitest';
import {
  failuresOf,
  verdictOf,
  minutesTable,
  sum,
  totalsLine,
  totalsOf,
} from '#test/runner/totals.ts';

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
    expect(totalsLine(verdictOf(totals, false))).toBe('5 passed, 0 failed, 2 skipped');
    expect(totalsLine(verdictOf(totals, true))).toBe('5 passed, 1 failed, 1 skipped');
  });

  it('are alone on their line', () => {
    const all = sum([
      { passed: 1, failed: 0, skipped: [] },
      { passed: 2, failed: 3, skipped: [] },
    ]);
    expect(totalsLine(all)).toMatch(/^\d+ passed, \d+ failed$/);
    expect(all).toMatchObject({ passed: 3, failed: 3 });
  });

  it('name the tests that failed, and the files that failed outside any test', () => {
    const report = {
      success: false,
      testResults: [
        file('/r/test/a.test.ts', 'failed', 'passed', 'failed'),
        file('/r/test/b.test.ts', 'failed'),
        file('/r/test/c.test.ts', 'passed', 'passed'),
      ],
    };
    expect(failuresOf(report, '/r')).toEqual([
      { file: 'test/a.test.ts', name: '/r/test/a.test.ts 1', why: '' },
      { file: 'test/b.test.ts', name: null, why: '' },
    ]);
  });

  it('stand in a table with the minutes of each part', () => {
    const totals = { passed: 12, failed: 1, skipped: ['one'] };
    expect(
      minutesTable([
        { title: 'types', ms: 24_000, totals: { passed: 1, failed: 0, skipped: [] } },
        { title: 'embedded 1/2', ms: 150_000, totals },
      ]),
    ).toBe(
      'types           0.4 min  1 passed, 0 failed, 0 skipped\n' +
        'embedded 1/2    2.5 min  12 passed, 1 failed, 1 skipped',
    );
  });
});
