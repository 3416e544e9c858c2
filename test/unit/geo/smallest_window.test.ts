import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  finestFor,
  isWhole,
  lastOver,
  settled,
  stepAround,
  stepAt,
  widened,
  windowAt,
  windowWords,
  type Step,
} from '#api/geo/smallest_window.ts';
import { dayOf, isoOf } from '#api/time/local_day.ts';

const STEPS: readonly Step[] = ['day', 'week', 'month', 'quarter'];
const today = dayOf('2026-11-30');
const day = fc.integer({ min: dayOf('2019-12-20'), max: dayOf('2026-11-29') });
const window = fc.tuple(day, day).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const dates = ({ from, to }: { from: number; to: number }) => `${isoOf(from)} ${isoOf(to)}`;
const requested = (
  from: string,
  to: string,
  history = { first: '2024-01-10', last: '2026-11-29' },
) => ({
  window: { from: dayOf(from), to: dayOf(to) },
  history: { first: dayOf(history.first), last: dayOf(history.last) },
  today,
});

describe('The steps that windows are made of', () => {
  it('grow as hexagons shrink; hours of the week are told in large ones alone', () => {
    expect([6, 7, 8, 9, 10, 11].map((r) => stepAt(r))).toEqual([
      'day',
      'day',
      'week',
      'month',
      'quarter',
      null,
    ]);
    expect([6, 7, 8, 9].map((r) => stepAt(r, true))).toEqual(['day', 'day', null, null]);
  });

  it('are at least a week, a month, a quarter long', () => {
    fc.assert(
      fc.property(day, (at) => {
        const days = STEPS.map((step) => stepAround(at, step)).map(({ from, to }) => to - from + 1);
        expect(days[0]).toBe(1);
        expect(days[1]).toBeGreaterThanOrEqual(7);
        expect(days[2]).toBeGreaterThanOrEqual(28);
        expect(days[3]).toBeGreaterThanOrEqual(90);
      }),
    );
  });

  it('tile the days, and nest: a longer one is made of whole shorter ones', () => {
    fc.assert(
      fc.property(day, (at) => {
        for (const [i, step] of STEPS.entries()) {
          const { from, to } = stepAround(at, step);
          expect(from <= at && at <= to).toBe(true);
          expect(stepAround(from, step)).toEqual({ from, to });
          expect(stepAround(to, step)).toEqual({ from, to });
          expect(stepAround(to + 1, step).from).toBe(to + 1);
          for (const shorter of STEPS.slice(0, i)) {
            expect(stepAround(from, shorter).from).toBe(from);
            expect(stepAround(to, shorter).to).toBe(to);
          }
        }
      }),
    );
  });
});

describe('A window', () => {
  it('that is allowed never parts two days of one step: nor does any difference of two', () => {
    fc.assert(
      fc.property(window, window, day, fc.constantFrom(8, 9, 10), (one, other, at, resolution) => {
        const step = stepAt(resolution) ?? 'day';
        const block = stepAround(at, step);
        const history = { first: dayOf('2019-12-20'), last: today - 1 };
        const given = [one, other]
          .flatMap((wide) => [wide, widened(wide, step, today)])
          .flatMap((of) => windowAt({ window: of, history, today }, resolution) ?? []);
        const weights = (d: number) =>
          given.map(({ from, to }) => (from <= d && d <= to ? 1 : 0)).join('');
        expect(weights(block.from)).toBe(weights(block.to));
        for (const { to } of given) expect(to).toBeLessThan(stepAround(today, step).from);
      }),
    );
  });

  it('is widened outwards to whole steps that are over', () => {
    expect(dates(widened(requested('2025-06-03', '2025-06-19').window, 'week', today))).toBe(
      '2025-06-01 2025-06-21',
    );
    expect(dates(widened(requested('2025-06-03', '2025-06-19').window, 'quarter', today))).toBe(
      '2025-04-01 2025-06-30',
    );
    // November is not over on the 30th
    expect(dates(widened(requested('2026-11-03', '2026-11-29').window, 'month', today))).toBe(
      '2026-10-01 2026-10-31',
    );
    expect(isoOf(lastOver('week', today))).toBe('2026-11-21');
  });

  it('with an open end ends with whole steps: nothing lies beyond the history to be cut', () => {
    const all = requested('2024-01-10', '2026-11-29');
    expect(dates(settled(all, 'month'))).toBe('2024-01-01 2026-10-31');
    expect(windowAt(all, 10) && dates(windowAt(all, 10) ?? all.window)).toBe(
      '2024-01-01 2026-09-30',
    );
    expect(windowAt(requested('2024-01-11', '2026-11-29'), 9)).toBeNull();
    expect(windowAt(requested('2024-01-10', '2026-11-28'), 9)).toBeNull();
    // a history of one month that is not over
    const young = requested('2026-11-02', '2026-11-29', {
      first: '2026-11-02',
      last: '2026-11-29',
    });
    expect(dates(windowAt(young, 9) ?? young.window)).toBe('2026-10-01 2026-10-31');
  });

  it('of some days is counted in hexagons of resolution 7; of a month in 9; of a quarter in 10', () => {
    expect(finestFor(requested('2025-06-03', '2025-06-03'), 11)).toBe(7);
    expect(finestFor(requested('2025-06-08', '2025-06-14'), 11)).toBe(8);
    expect(finestFor(requested('2025-06-01', '2025-06-30'), 11)).toBe(9);
    expect(finestFor(requested('2025-04-01', '2025-06-30'), 11)).toBe(10);
    expect(finestFor(requested('2025-06-01', '2025-06-30'), 8)).toBe(8);
    expect(finestFor(requested('2025-06-01', '2025-06-30'), 9, true)).toBe(7);
    expect(finestFor(requested('2025-06-03', '2025-06-03'), 9, true)).toBe(7);
  });

  it('of a report is always allowed: a quarter that has ended, its year and the one before, at resolution 8', () => {
    fc.assert(
      fc.property(day, (at) => {
        const quarter = stepAround(at, 'quarter');
        if (quarter.to < today) expect(isWhole(quarter, 'week', today)).toBe(true);
      }),
    );
  });

  it('that is refused says which would be given', () => {
    expect(windowWords(requested('2025-06-13', '2025-06-13'), 9)).toBe(
      'Hexagons of resolution 9 are counted over whole calendar months that are over, because a small hexagon over a short time ' +
        'shows single incidents. Choose 2025-06-01 to 2025-06-30, or hexagons of resolution 7, which take any days.',
    );
    expect(windowWords(requested('2025-06-13', '2025-06-13'), 9, true)).toMatch(
      /one by one\. Choose hexagons of resolution 7 or larger\.$/,
    );
  });
});
