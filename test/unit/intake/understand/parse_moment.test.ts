import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DayOrder } from '#api/contract/intake.ts';
import { dayOrderObserver, decideDayOrder } from '#api/intake/understand/day_order.ts';
import { AMBIGUOUS, parseClock, parseMoment } from '#api/intake/understand/parse_moment.ts';

const read = (text: string, order: DayOrder | null = 'dmy') => {
  const moment = parseMoment(text, order);
  return 'reason' in moment
    ? moment.reason
    : `${new Date(moment.utc).toISOString()} ${moment.precision}`;
};

describe('a moment', () => {
  it.each([
    ['2025-06', '2025-05-31T23:00:00.000Z month'],
    ['2025-01', '2025-01-01T00:00:00.000Z month'],
    ['2025-06-03', '2025-06-02T23:00:00.000Z day'],
    ['2025-06-03T22:10', '2025-06-03T21:10:00.000Z minute'],
    ['2025-06-03 22:10:59.123', '2025-06-03T21:10:59.000Z minute'],
    ['2025-06-03T22:10:00Z', '2025-06-03T22:10:00.000Z minute'],
    ['2025-06-03T22:10:00+02:00', '2025-06-03T20:10:00.000Z minute'],
    ['2025-06-03T22:10:00-0500', '2025-06-04T03:10:00.000Z minute'],
    ['2025-06-03 22', '2025-06-03T21:00:00.000Z hour'],
    ['03/06/2025', '2025-06-02T23:00:00.000Z day'],
    ['03/06/2025 22:10', '2025-06-03T21:10:00.000Z minute'],
    ['3/6/25 9.05 pm', '2025-06-03T20:05:00.000Z minute'],
    ['03-06-2025 12:15 AM', '2025-06-02T23:15:00.000Z minute'],
    ['03.06.2025 12:15 PM', '2025-06-03T11:15:00.000Z minute'],
    ['3 June 2025', '2025-06-02T23:00:00.000Z day'],
    ['Tue 3 Jun 2025 14:00', '2025-06-03T13:00:00.000Z minute'],
    ['03-Jun-2025', '2025-06-02T23:00:00.000Z day'],
    ['45811.5', '2025-06-03T11:00:00.000Z minute'],
    ['45811', '2025-06-02T23:00:00.000Z day'],
  ])('%s is %s', (text, moment) => {
    expect(read(text)).toBe(moment);
  });

  it.each([
    ['29/02/2025', 'is a day that the month does not have'],
    ['00/06/2025', 'is a day that the month does not have'],
    ['2025-13', 'has a month that no year has'],
    ['03/06/2025 24:00', 'has an hour that no day has'],
    ['03/06/2025 13:00 PM', 'has an hour that no day has'],
    ['03/06/2025 10:60', 'has a minute that no day has'],
    ['Q2 2025', 'is not a date: write it as dd/mm/yyyy hh:mm or yyyy-mm-dd'],
    ['3 Smarch 2025', 'has a month that no year has'],
  ])('%s %s', (text, reason) => {
    expect(read(text)).toBe(reason);
  });

  it('waits for an answer where the day or the month could come first', () => {
    expect(parseMoment('03/04/2025', null)).toBe(AMBIGUOUS);
    expect(read('03/04/2025', 'mdy')).toBe('2025-03-04T00:00:00.000Z day');
    expect(read('03/04/2025', 'iso')).toContain('does not start with the year');
    expect(read('2025-04-03', null)).toBe('2025-04-02T23:00:00.000Z day');
  });

  it('written with an offset comes back to the same instant', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(1990, 0, 1) / 1000, max: Date.UTC(2050, 0, 1) / 1000 }),
        (second) => {
          const iso = new Date(second * 1000).toISOString();
          expect(parseMoment(iso, 'iso')).toEqual({ utc: second * 1000, precision: 'minute' });
        },
      ),
    );
  });

  it.each([
    ['14:05', 845],
    ['2.30pm', 870],
    ['0915', 555],
    ['00:00:00', 0],
  ])('the time %s is %i minutes after midnight', (text, minutes) => {
    expect(parseClock(text)).toBe(minutes);
  });
});

describe('the order of day and month', () => {
  const decide = (...values: string[]) => {
    const column = dayOrderObserver();
    for (const [row, value] of values.entries()) column.add(value, row);
    return decideDayOrder(column.evidence());
  };
  it('is settled by one date that fits only one way', () => {
    expect(decide('03/04/2025', '13/04/2025')).toBe('dmy');
    expect(decide('03/04/2025', '04/13/2025')).toBe('mdy');
  });
  it('is open where no date decides it, or where dates disagree', () => {
    expect(decide('03/04/2025', '05/06/2025')).toBeNull();
    expect(decide('13/04/2025', '04/13/2025')).toBeNull();
  });
  it('does not matter where every date is the same both ways, or starts with the year', () => {
    expect(decide('03/03/2025')).toBe('dmy');
    expect(decide('2025-03-04', '')).toBe('iso');
  });
  it('is not upset by a typing error, which is the fault of its row', () => {
    expect(decide('13/04/2025', '14/04/2025', '15/04/2025', '16/04/2025', '04/17/2025')).toBe(
      'dmy',
    );
  });
});
