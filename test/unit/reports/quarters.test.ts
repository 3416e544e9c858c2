/** Quarters by name. */
import { describe, expect, it } from 'vitest';
import { isoOf } from '#api/time/local_day.ts';
import { lastEnded, windowOfQuarter } from '#api/reports/quarters.ts';
import { quartersBetween } from '#web/screens/report/quarters.ts';

describe('A quarter', () => {
  it('is three whole months, over the end of a year and through a leap year', () => {
    const days = (name: string) => {
      const { from, to } = windowOfQuarter(name);
      return [isoOf(from), isoOf(to)];
    };
    expect(days('2026-Q3')).toEqual(['2026-07-01', '2026-09-30']);
    expect(days('2025-Q4')).toEqual(['2025-10-01', '2025-12-31']);
    expect(days('2024-Q1')).toEqual(['2024-01-01', '2024-03-31']);
  });

  it('that ended last is known from the first day after it, and not on its own last', () => {
    expect(lastEnded('2026-09-30')).toBe('2026-Q2');
    expect(lastEnded('2026-10-01')).toBe('2026-Q3');
    expect(lastEnded('2026-01-15')).toBe('2025-Q4');
  });

  it('can be chosen from that of the first record to that, latest first, on the screen too', () => {
    expect(quartersBetween('2025-11-20', '2026-07-01')).toEqual(['2026-Q2', '2026-Q1', '2025-Q4']);
    expect(quartersBetween('2026-04-01', '2026-06-30')).toEqual([]);
    for (const today of ['2026-03-31', '2026-04-01', '2027-01-01'])
      expect(quartersBetween('2020-01-01', today)[0]).toBe(lastEnded(today));
  });
});
