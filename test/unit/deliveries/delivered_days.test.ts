/** Which days count as delivered. */
import { describe, expect, it } from 'vitest';
import { deliveredDays } from '#api/deliveries/missing.ts';
import { dayOf, isoOf } from '#api/time/local_day.ts';

const FROM = dayOf('2026-06-25');
const DAYS = 70;
const months = new Set([dayOf('2026-06-01'), dayOf('2026-08-01')]);
const coverage = { months, first: dayOf('2026-06-27'), last: dayOf('2026-08-20') };
const daily = (n: number) => new Float64Array(DAYS).fill(n);
const missing = (delivered: Uint8Array) =>
  [...delivered].flatMap((one, i) => (one === 0 ? [isoOf(FROM + i)] : []));

describe('A day is delivered', () => {
  it('in a month of which something came, from the feed’s first day to its newest, and on no other', () => {
    const days = missing(deliveredDays(coverage, daily(2), FROM));
    expect(days).toContain('2026-06-26');
    expect(days).not.toContain('2026-06-27');
    expect(days.filter((day) => day.startsWith('2026-07'))).toHaveLength(31);
    expect(days).not.toContain('2026-08-20');
    expect(days).toContain('2026-08-21');
  });

  it('without a row, where the feed is quiet now and then', () => {
    const rows = daily(0).map((_, i) => (i % 4 === 0 ? 1 : 0));
    const phone = { months: null, first: FROM, last: FROM + DAYS };
    expect(missing(deliveredDays(phone, rows, FROM))).toEqual([]);
  });

  it('not in a gap that the feed’s own rate rules out', () => {
    const phone = { months: null, first: FROM, last: FROM + DAYS };
    const busy = daily(3);
    busy.fill(0, 10, 17);
    expect(missing(deliveredDays(phone, busy, FROM))).toEqual(
      Array.from({ length: 7 }, (_, i) => isoOf(FROM + 10 + i)),
    );
    // two silent days of such a feed may be chance
    const short = daily(3);
    short.fill(0, 10, 12);
    expect(missing(deliveredDays(phone, short, FROM))).toEqual([]);
    // and so may the last seven of the window, unless it is busy
    const last = daily(3);
    last.fill(0, DAYS - 7);
    expect(missing(deliveredDays(phone, last, FROM))).toHaveLength(7);
    expect(missing(deliveredDays(phone, daily(0), FROM))).toEqual([]);
  });
});
