/** What a period is compared with. */
import { describe, expect, it } from 'vitest';
import { dayOf, isoOf } from '#api/time/local_day.ts';
import { periodBefore, yearBefore } from '#api/time/period_before.ts';

const before = (from: string, to: string) => {
  const period = periodBefore({ from: dayOf(from), to: dayOf(to) });
  return [isoOf(period.from), isoOf(period.to)];
};

describe('The period before', () => {
  it('a month is the month before, however long', () => {
    expect(before('2025-03-01', '2025-03-31')).toEqual(['2025-02-01', '2025-02-28']);
    expect(before('2024-03-01', '2024-03-31')).toEqual(['2024-02-01', '2024-02-29']);
    expect(before('2025-01-01', '2025-01-31')).toEqual(['2024-12-01', '2024-12-31']);
  });

  it('whole months is as many whole months', () => {
    expect(before('2025-01-01', '2025-03-31')).toEqual(['2024-10-01', '2024-12-31']);
    expect(before('2025-01-01', '2025-12-31')).toEqual(['2024-01-01', '2024-12-31']);
  });

  it('days is as many days', () => {
    expect(before('2025-06-10', '2025-06-16')).toEqual(['2025-06-03', '2025-06-09']);
    expect(before('2025-06-01', '2025-06-29')).toEqual(['2025-05-03', '2025-05-31']);
    expect(before('2025-06-02', '2025-07-31')).toEqual(['2025-04-03', '2025-06-01']);
    expect(before('2025-06-10', '2025-06-10')).toEqual(['2025-06-09', '2025-06-09']);
  });
});

describe('The same period a year earlier', () => {
  const year = (from: string, to: string) => {
    const period = yearBefore({ from: dayOf(from), to: dayOf(to) });
    return [isoOf(period.from), isoOf(period.to)];
  };

  it('of whole months is the same months, a day longer or shorter in a leap year', () => {
    expect(year('2025-02-01', '2025-02-28')).toEqual(['2024-02-01', '2024-02-29']);
    expect(year('2024-02-01', '2024-02-29')).toEqual(['2023-02-01', '2023-02-28']);
    expect(year('2026-07-01', '2026-09-30')).toEqual(['2025-07-01', '2025-09-30']);
  });

  it('of days is the same dates, and the 28th for the 29th of February', () => {
    expect(year('2025-06-10', '2025-06-16')).toEqual(['2024-06-10', '2024-06-16']);
    expect(year('2024-02-20', '2024-02-29')).toEqual(['2023-02-20', '2023-02-28']);
    expect(year('2025-03-01', '2025-03-15')).toEqual(['2024-03-01', '2024-03-15']);
  });
});
