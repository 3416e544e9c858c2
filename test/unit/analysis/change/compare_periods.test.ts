/** When two periods are compared at all, and what is in the comparison. */
import { describe, expect, it } from 'vitest';
import type { Gap } from '#api/contract/gap.ts';
import { dayOf } from '#api/time/local_day.ts';
import { changeBetween } from '#api/statistics/poisson_change.ts';
import {
  compare,
  type Circumstances,
  type PeriodCount,
} from '#api/analysis/change/compare_periods.ts';

const period = (from: string, to: string, count: number, countsOnly = 0): PeriodCount => ({
  window: { from: dayOf(from), to: dayOf(to) },
  count,
  countsOnly,
});
const march = period('2025-03-01', '2025-03-31', 60);
const february = period('2025-02-01', '2025-02-28', 30);
const well: Circumstances = {
  today: dayOf('2025-06-01'),
  known: true,
  gaps: [],
  monthsCut: false,
  psi: 1.8,
};
const gap: Gap = { agency: 'a', dataset: 'D', kinds: ['asb'], months: ['2025-02-01'] };

describe('Two periods', () => {
  it('are compared by the day: 60 in March and 30 in February are less than twice as many', () => {
    const { ratio, low, high, percent, verdict } = compare(march, february, well);
    expect(ratio).toBeCloseTo(60 / 31 / (30 / 28), 12);
    const { interval } = changeBetween(
      { count: 30, exposure: 28 },
      { count: 60, exposure: 31 },
      1.8,
    );
    expect([low, high]).toEqual([interval.low, interval.high]);
    expect([Math.round(percent ?? 0), verdict]).toEqual([81, 'up']);
  });

  it('of which the earlier had none have no ratio and no upper end, and a lower one', () => {
    const none = compare(march, { ...february, count: 0 }, well);
    expect([none.ratio, none.high, none.percent, none.verdict]).toEqual([null, null, null, 'up']);
    expect(none.low).toBeGreaterThan(1);
  });

  it('leave others’ counts of whole months out, and give their number', () => {
    const mixed = compare(
      period('2025-03-01', '2025-03-31', 60, 40),
      period('2025-02-01', '2025-02-28', 30, 12),
      well,
    );
    const read = changeBetween({ count: 18, exposure: 28 }, { count: 20, exposure: 31 }, 1.8);
    expect([mixed.ratio, mixed.compared]).toEqual([read.ratio, { now: 20, then: 18 }]);
    expect(mixed.verdict).toBe('no_clear_change');
  });

  it('are refused for the gravest reason, with what was counted', () => {
    const all = { today: march.window.to, known: false, gaps: [gap], monthsCut: true };
    const why = (then: PeriodCount, about: Partial<Circumstances>) =>
      compare(march, then, { ...well, ...about }).refused?.reason ?? null;
    expect(why(february, all)).toBe('not_over');
    expect(why({ ...february, window: march.window }, { ...all, today: well.today })).toBe(
      'longer_than_a_year',
    );
    expect(why(february, { ...all, today: well.today })).toBe('no_records');
    expect(why(february, { monthsCut: true })).toBe('months_only_cut');
    expect(why(february, {})).toBeNull();
    const late = { ...well, gaps: [gap] };
    const nothing = compare({ ...march, count: 0 }, { ...february, count: 0 }, late);
    expect(nothing).toMatchObject({
      refused: { reason: 'not_delivered' },
      gaps: [gap],
      compared: null,
      ratio: null,
      low: null,
      high: null,
      percent: null,
      verdict: null,
    });
    // what is left of the feeds that have both periods is compared, and the late one is named
    expect(compare(march, february, late)).toEqual({
      ...compare(march, february, well),
      gaps: [gap],
    });
  });

  it('of nothing but others’ counts are not compared; of nothing at all are too few', () => {
    const given = (one: PeriodCount) => ({ ...one, countsOnly: one.count });
    expect(compare(given(march), given(february), well).refused?.reason).toBe('counts_only');
    const nothing = compare({ ...march, count: 0 }, { ...february, count: 0 }, well);
    expect([nothing.refused, nothing.verdict]).toEqual([null, 'too_few_to_tell']);
  });
});
