import { describe, expect, test } from 'vitest';
import { count, monthRuns, period } from '#web/lib/format.ts';
import { shownSentences } from '#web/screens/map/words.ts';

describe('what a view shows and leaves out', () => {
  const shown = {
    total: 8745,
    within: false,
    from: '2025-06-01',
    to: '2025-06-30',
    agencies: 3,
    noPlace: 227,
    monthOnly: 1204,
    outside: 12_200,
    countedBy: null,
    compared: null,
    remarks: [],
    notVisible: [],
    missing: [{ name: 'Fire', months: ['2025-09-01', '2025-07-01', '2025-08-01'] }],
  };

  test('is one sentence that a chair can read out', () => {
    const { shows, leavesOut } = shownSentences(shown);
    expect(shows).toBe('8,745 incidents, 1–30 June 2025, 3 agencies');
    expect(leavesOut).toEqual([
      '227 have no location',
      '1,204 known by month only are left out of this window',
      '12,200 lie outside',
      'Fire: July to September 2025 not received',
    ]);
  });

  test('does not speak of what is not left out', () => {
    expect(
      shownSentences({ ...shown, noPlace: 0, monthOnly: 0, outside: 0, missing: [] }).leavesOut,
    ).toEqual([]);
  });

  test('one is one', () => {
    expect(count(1, 'incident')).toBe('1 incident');
    expect(shownSentences({ ...shown, noPlace: 1 }).leavesOut[0]).toBe('1 has no location');
  });
});

describe('dates as people say them', () => {
  test.each([
    ['2025-06-01', '2025-06-01', '1 June 2025'],
    ['2025-06-01', '2025-06-30', '1–30 June 2025'],
    ['2025-05-28', '2025-06-03', '28 May – 3 June 2025'],
    ['2024-12-01', '2025-01-31', '1 December 2024 – 31 January 2025'],
  ])('%s to %s is %s', (from, to, words) => {
    expect(period(from, to)).toBe(words);
  });

  test('months next to each other are one run, across the new year too', () => {
    expect(monthRuns(['2025-02-01', '2024-12-01', '2025-01-01', '2025-05-01'])).toBe(
      'December 2024 to February 2025, May 2025',
    );
  });
});
