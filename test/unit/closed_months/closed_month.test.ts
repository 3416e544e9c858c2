import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closesOn, isClosed, lastClosedMonth } from '#api/closed_months/closed_month.ts';
import { dayOf, isoOf } from '#api/time/local_day.ts';

describe('A month', () => {
  it('closes fourteen days after its last day', () => {
    expect(closesOn('2026-10')).toBe('2026-11-14');
    expect(closesOn('2026-12')).toBe('2027-01-14');
    expect(closesOn('2028-02')).toBe('2028-03-14');
    expect([isClosed('2026-10', '2026-11-13'), isClosed('2026-10', '2026-11-14')]).toEqual([
      false,
      true,
    ]);
  });

  it('is the last that is closed, and the next one is not', () => {
    expect(lastClosedMonth('2026-11-30')).toBe('2026-10');
    expect(lastClosedMonth('2026-11-13')).toBe('2026-09');
    const days = fc.integer({ min: dayOf('2000-01-01'), max: dayOf('2099-12-31') });
    fc.assert(
      fc.property(days, (day) => {
        const last = lastClosedMonth(isoOf(day));
        expect(closesOn(last) <= isoOf(day)).toBe(true);
        const next = isoOf(dayOf(`${last}-28`) + 7).slice(0, 7);
        expect(closesOn(next) > isoOf(day)).toBe(true);
      }),
    );
  });
});
