/** Which earlier windows say what is usual. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likeWindows, MOST_LIKE } from '#api/time/like_windows.ts';
import { dayOf, firstOfMonth, firstOfNextMonth, isoOf, type Window } from '#api/time/local_day.ts';
import { daysOf, isWholeMonths } from '#api/time/period_before.ts';

const like = (from: string, to: string): string[] =>
  likeWindows({ from: dayOf(from), to: dayOf(to) }).map((one) =>
    [isoOf(one.from), isoOf(one.to)].join(' '),
  );

const days = fc.integer({ min: dayOf('2023-01-01'), max: dayOf('2026-12-31') });
const anyWindow: fc.Arbitrary<Window> = fc.oneof(
  fc.tuple(days, fc.nat(400)).map(([from, more]) => ({ from, to: from + more })),
  fc.tuple(days, fc.integer({ min: 1, max: 14 })).map(([day, months]) => {
    const from = firstOfMonth(day);
    let next = from;
    for (let i = 0; i < months; i++) next = firstOfNextMonth(next);
    return { from, to: next - 1 };
  }),
);

describe('Windows like a window', () => {
  it('of a month are the same months of the years before with those beside them', () => {
    expect(like('2026-10-01', '2026-10-31').slice(0, 3)).toEqual([
      '2025-10-01 2025-10-31',
      '2025-11-01 2025-11-30',
      '2025-09-01 2025-09-30',
    ]);
    expect(like('2026-10-01', '2026-10-31')).toHaveLength(9);
  });

  it('of a quarter are the same quarters, then those just before', () => {
    expect(like('2026-07-01', '2026-09-30')).toEqual([
      '2025-07-01 2025-09-30',
      '2024-07-01 2024-09-30',
      '2023-07-01 2023-09-30',
      '2026-04-01 2026-06-30',
      '2026-01-01 2026-03-31',
      '2025-10-01 2025-12-31',
    ]);
  });

  it('of a year are the years before; of a weekend, weekends', () => {
    expect(like('2025-11-01', '2026-10-31')).toEqual([
      '2024-11-01 2025-10-31',
      '2023-11-01 2024-10-31',
      '2022-11-01 2023-10-31',
    ]);
    const weekends = likeWindows({ from: dayOf('2026-07-18'), to: dayOf('2026-07-19') });
    expect(weekends).toHaveLength(MOST_LIKE);
    for (const { from } of weekends) expect(new Date(isoOf(from)).getUTCDay()).toBe(6);
  });

  it('end before it, never overlap, and are as long: to the day, or in whole months', () => {
    fc.assert(
      fc.property(anyWindow, (window) => {
        const found = likeWindows(window);
        expect(found.length).toBeGreaterThan(0);
        expect(found.length).toBeLessThanOrEqual(MOST_LIKE);
        for (const [i, one] of found.entries()) {
          expect(one.to).toBeLessThan(window.from);
          for (const other of found.slice(i + 1))
            expect(one.to < other.from || one.from > other.to).toBe(true);
          if (isWholeMonths(window)) expect(isWholeMonths(one)).toBe(true);
          else {
            expect(daysOf(one)).toBe(daysOf(window));
            expect((window.from - one.from) % 7).toBe(0);
          }
          expect(Math.abs(daysOf(one) - daysOf(window))).toBeLessThanOrEqual(4);
        }
      }),
    );
  });
});
