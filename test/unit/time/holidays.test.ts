/** Bank holidays of England and Wales against the list that GOV.UK publishes; school holidays by rule. */
import { describe, expect, it } from 'vitest';
import { bankHolidays, easterSunday } from '#api/time/bank_holidays.ts';
import { CALENDAR } from '#api/time/calendar.ts';
import { dayOf, isoOf } from '#api/time/local_day.ts';

describe('Bank holidays', () => {
  it.each([
    [2019, '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26'],
    [2020, '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28'],
    [2021, '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28'],
    [2022, '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27'],
    [2023, '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26'],
    [2024, '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26'],
    [2025, '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26'],
    [2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
    [2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
  ])('of %i are those that were published', (year, days) => {
    expect(bankHolidays(year).map((day) => isoOf(day).slice(5))).toEqual(days.split(' '));
  });

  it('move with Easter, by the rule of the calendar', () => {
    const known = ['1961-04-02', '2000-04-23', '2008-03-23', '2011-04-24', '2038-04-25'];
    expect(known.map((day) => isoOf(easterSunday(Number(day.slice(0, 4)))))).toEqual(known);
  });

  it('and the days before them are unlike their weekday', () => {
    const is = (day: string) => CALENDAR.isHoliday(dayOf(day));
    expect(['2026-12-31', '2027-01-01', '2026-05-03', '2026-05-04'].map(is)).toEqual(
      Array.from({ length: 4 }, () => true),
    );
    expect(['2026-12-30', '2027-01-02', '2026-05-05'].map(is)).toEqual([false, false, false]);
  });
});

describe('School holidays', () => {
  it('are those that most councils keep, over the turn of the year too', () => {
    const is = (day: string) => CALENDAR.isSchoolHoliday(dayOf(day));
    const holidays = [
      '2025-10-27',
      '2025-12-22',
      '2026-01-02',
      '2026-02-16',
      '2026-04-10',
      '2026-05-29',
      '2026-07-22',
      '2026-08-31',
    ];
    expect(holidays.filter((day) => !is(day))).toEqual([]);
    const term = [
      '2025-11-03',
      '2026-01-05',
      '2026-02-23',
      '2026-04-13',
      '2026-06-01',
      '2026-07-17',
      '2026-09-01',
    ];
    expect(term.filter(is)).toEqual([]);
  });
});
