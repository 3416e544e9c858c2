import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, firstOfMonth, firstOfNextMonth, isoOf, monthWindow } from '#api/time/local_day.ts';

const day = fc.integer({ min: -25_567, max: 39_968 });

test('a day is written as its date and read back', () => {
  expect(dayOf('1970-01-01')).toBe(0);
  expect(dayOf('2024-02-29')).toBe(19_782);
  fc.assert(fc.property(day, (n) => dayOf(isoOf(n)) === n));
});

test('what is not a date of the calendar is refused', () => {
  for (const text of [
    '2025-02-29',
    '2025-13-01',
    '2025-1-1',
    '01/02/2025',
    '',
    '2025-01-01T00:00',
  ]) {
    expect(() => dayOf(text)).toThrow('is not a date');
  }
});

test('a day lies between the firsts of its month and of the next', () => {
  fc.assert(
    fc.property(day, (n) => {
      expect(isoOf(firstOfMonth(n))).toBe(`${isoOf(n).slice(0, 7)}-01`);
      expect(firstOfMonth(firstOfNextMonth(n) - 1)).toBe(firstOfMonth(n));
    }),
  );
});

test('a window keeps whole months and names the ones it cuts', () => {
  const months = (from: string, to: string) => {
    const { last, cutStart, cutEnd } = monthWindow({ from: dayOf(from), to: dayOf(to) });
    const shown = (n: number | null) => (n === null ? null : isoOf(n));
    return [shown(last), shown(cutStart), shown(cutEnd)];
  };
  expect(months('2025-01-01', '2025-03-31')).toEqual(['2025-03-01', null, null]);
  expect(months('2025-01-02', '2025-03-30')).toEqual(['2025-02-01', '2025-01-01', '2025-03-01']);
  expect(months('2025-02-03', '2025-02-10')).toEqual(['2025-01-01', '2025-02-01', null]);
  expect(months('2025-02-01', '2025-02-10')).toEqual(['2025-01-01', null, '2025-02-01']);
});
