import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#web/lib/days.ts';
import { day, dayShort } from '#web/lib/format.ts';
import { isWhole, parseDate } from '#web/lib/ui/parse_date.ts';

describe('A date as people type it', () => {
  it.each([
    ['30 Nov 2026', '2026-11-30'],
    ['30 November 2026', '2026-11-30'],
    ['30th November, 2026', '2026-11-30'],
    ['Mon 30 Nov 2026', '2026-11-30'],
    ['Monday, 30 November 2026', '2026-11-30'],
    ['30nov2026', '2026-11-30'],
    ['30-Nov-26', '2026-11-30'],
    ['1 sept 2026', '2026-09-01'],
    ['30/11/2026', '2026-11-30'],
    ['30/11/26', '2026-11-30'],
    ['30.11.2026', '2026-11-30'],
    ['30-11-2026', '2026-11-30'],
    [' 30 11 2026 ', '2026-11-30'],
    ['2026-11-30', '2026-11-30'],
    ['29/2/2028', '2028-02-29'],
  ])('%s is %s', (text, expected) => {
    expect(parseDate(text)).toEqual({ ok: true, day: expected });
  });

  it('the day stands first: 3/4 is 3 April, in any browser', () => {
    expect(parseDate('3/4/2026')).toEqual({ ok: true, day: '2026-04-03' });
  });

  it.each(['', 'tomorrow', '30 Nov', '11/2026', '30/11/202', '30 Novem8 2026', '30 mayor 2026'])(
    '“%s” cannot be read',
    (text) => {
      expect(parseDate(text)).toEqual({ ok: false, why: 'unreadable' });
    },
  );

  it('a day that its month has not says how many it has', () => {
    const june = { ok: false, why: 'no_day', month: '2026-06-01', last: 30 };
    expect(parseDate('31 June 2026')).toEqual(june);
    expect(parseDate('31/06/2026')).toEqual(june);
    expect(parseDate('0/6/2026')).toEqual(june);
    expect(parseDate('29/2/2026')).toMatchObject({ why: 'no_day', last: 28 });
  });

  it('a date written the American way is refused where it cannot be the British', () => {
    expect(parseDate('11/30/2026')).toEqual({ ok: false, why: 'no_month', month: 30 });
  });

  it('reads back every day as it is shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 73_000 }), (days) => {
        const some = addDays('1950-01-01', days);
        expect(parseDate(dayShort(some))).toEqual({ ok: true, day: some });
        expect(parseDate(day(some))).toEqual({ ok: true, day: some });
      }),
    );
  });

  it('is whole once its year has four figures', () => {
    expect(['2026-11-30', '30/11/2026', '30 Nov 2026'].map(isWhole)).toEqual([true, true, true]);
    expect(['1/1/20', '1 Jan 202', '2026-11-3', '30 Nov'].map(isWhole)).not.toContain(true);
  });
});
