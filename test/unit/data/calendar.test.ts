import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DAY,
  DAY_COUNT,
  dayOf,
  isoStamp,
  isSkipped,
  LAST_DATE,
  onTheClock,
  ukStamp,
  utcStamp,
} from '#data/calendar.ts';

const london = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/London',
  dateStyle: 'short',
  timeStyle: 'medium',
});
const moments = fc.integer({ min: 0, max: DAY_COUNT * DAY - 1 });

describe('the wall clock of the sample', () => {
  it('runs for three years', () => {
    expect(dayOf(LAST_DATE)).toBe(DAY_COUNT - 1);
    expect(ukStamp(0)).toBe('01/11/2023 00:00');
    expect(isoStamp(DAY_COUNT * DAY - 1)).toBe('2026-10-31T23:59:00');
    expect(() => dayOf('31/10/2026')).toThrow(RangeError);
  });

  it('skips one hour each spring', () => {
    const skipped = Array.from({ length: DAY_COUNT * 24 }, (_, hour) => hour * 60).filter(
      isSkipped,
    );
    expect(skipped.map(ukStamp)).toEqual([
      '31/03/2024 01:00',
      '30/03/2025 01:00',
      '29/03/2026 01:00',
    ]);
  });

  it('reads in London exactly as it was meant, once turned into UTC', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        const real = onTheClock(moment);
        expect(london.format(new Date(utcStamp(real)))).toBe(isoStamp(real).replace('T', ' '));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is right in every hour of the nights when clocks change', () => {
    for (const date of ['2024-03-31', '2024-10-27', '2025-03-30', '2025-10-26', '2026-10-25']) {
      for (let minute = 0; minute < 300; minute += 20) {
        const real = onTheClock(dayOf(date) * DAY + minute);
        expect(london.format(new Date(utcStamp(real)))).toBe(isoStamp(real).replace('T', ' '));
      }
    }
  });
});
