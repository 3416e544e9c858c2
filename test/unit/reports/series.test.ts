/** Three years by month, and since when a place is hot. */
import { describe, expect, it } from 'vitest';
import { dayOf, isoOf } from '#api/time/local_day.ts';
import { poissonInterval } from '#api/statistics/rate.ts';
import { hotSince, seriesMonths, seriesOf } from '#api/reports/series.ts';

const months = seriesMonths(dayOf('2026-09-30'));
const firsts = ['2026-04-01', '2026-05-01', '2026-06-01', '2026-07-01'];

describe('A series', () => {
  it('has 36 months in a row, the last that of the day', () => {
    expect([months.length, isoOf(months[0] ?? 0), isoOf(months.at(-1) ?? 0)]).toEqual([
      36,
      '2023-10-01',
      '2026-09-01',
    ]);
    expect(new Set(months).size).toBe(36);
  });

  it('has the interval of each count, none where part of it leaves small counts out, and its gaps', () => {
    const counts = months.map((_, i) => ({ read: i, countsOnly: i === 2 ? 5 : 0 }));
    const delivered = months.map((_, i) =>
      i === 1 ? 'some' : i === 3 ? 'nothing' : ('all' as const),
    );
    const series = seriesOf(months, counts, delivered);
    const { low, high } = poissonInterval(7);
    expect(series[7]).toEqual({ month: '2024-05-01', count: 7, low, high, missing: false });
    expect(series[2]).toMatchObject({ count: 7, low: null, high: null });
    // what a feed is missing from has no interval; what nobody delivered is no count either, and never 0
    expect(series.filter(({ missing }) => missing)).toEqual([
      { month: '2023-11-01', count: 1, low: null, high: null, missing: true },
      { month: '2024-01-01', count: null, low: null, high: null, missing: true },
    ]);
  });
});

describe('Hot since', () => {
  it('the first month in a row, to the last delivered', () => {
    expect(hotSince(['hot', 'not', 'hot', 'hot'], firsts)).toBe('2026-06-01');
    expect(hotSince(['hot', 'hot', 'hot', 'hot'], firsts)).toBe('2026-04-01');
    expect(hotSince(['hot', 'hot', 'hot', 'not'], firsts)).toBeNull();
  });

  it('a month that was not delivered ends nothing and begins nothing', () => {
    expect(hotSince(['hot', 'missing', 'hot', 'missing'], firsts)).toBe('2026-04-01');
    expect(hotSince(['missing', 'missing', 'hot', 'hot'], firsts)).toBe('2026-06-01');
    expect(hotSince(['missing', 'not', 'missing', 'missing'], firsts)).toBeNull();
  });
});
