import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Timeline } from '#api/contract/hexes.ts';
import {
  bins,
  drawn,
  isWholeMonths,
  missingIn,
  moveEnd,
  preset,
  PRESETS,
  shareOfHistory,
  step,
  windowDays,
} from '#web/screens/map/time/brush.ts';
import { addDays } from '#web/lib/days.ts';

const history = { from: '2023-10-03', to: '2026-10-31' };
const dayIn = fc.integer({ min: 0, max: 1124 }).map((n) => addDays(history.from, n));
const windowIn = fc
  .tuple(dayIn, dayIn)
  .map(([a, b]) => (a <= b ? { from: a, to: b } : { from: b, to: a }));

const timeline: fc.Arbitrary<Timeline> = fc
  .tuple(
    fc.array(fc.nat(9), { minLength: 1, maxLength: 900 }),
    fc.array(fc.nat(9), { maxLength: 12 }),
  )
  .map(([days, months]) => ({
    first: '2024-01-10',
    last: addDays('2024-01-10', days.length - 1),
    step: 'day' as const,
    days: { crime: days },
    months:
      days.length > 400
        ? months.map((n, i) => ({
            month: `2024-${String(i + 1).padStart(2, '0')}-01`,
            counts: { asb: n },
          }))
        : [],
  }));

describe('the histogram', () => {
  test('every incident stands in exactly one bar, and bars leave no gap', () => {
    fc.assert(
      fc.property(timeline, fc.integer({ min: 20, max: 400 }), (given, most) => {
        const bars = bins(given, most);
        const dated = (given.days.crime ?? []).reduce((a, b) => a + b, 0);
        const months = given.months.reduce((a, b) => a + (b.counts.asb ?? 0), 0);
        expect(bars.reduce((a, b) => a + b.dated, 0)).toBe(dated);
        expect(bars.reduce((a, b) => a + b.monthOnly, 0)).toBe(months);
        bars.slice(1).forEach((bar, i) => expect(bar.from).toBe(addDays(bars[i]?.to ?? '', 1)));
      }),
    );
  });

  test('a feed that knows months only turns the bars into months', () => {
    const given = {
      first: '2025-01-01',
      last: '2025-02-28',
      step: 'day' as const,
      days: { crime: Array.from({ length: 59 }, () => 1) },
      months: [{ month: '2025-02-01', counts: { asb: 7 } }],
    };
    expect(bins(given, 400)).toEqual([
      { from: '2025-01-01', to: '2025-01-31', dated: 31, monthOnly: 0 },
      { from: '2025-02-01', to: '2025-02-28', dated: 28, monthOnly: 7 },
    ]);
  });
});

describe('stepping', () => {
  test('a step on and a step back is the same window', () => {
    fc.assert(
      fc.property(windowIn, (window) => {
        const on = step(window, history, 1);
        // A window of days may land on whole months by chance, and then steps by months.
        fc.pre(on !== null && isWholeMonths(on) === isWholeMonths(window));
        if (on) expect(step(on, history, -1)).toEqual(window);
      }),
    );
  });

  test('steps tile the days: none is skipped, none is seen twice', () => {
    fc.assert(
      fc.property(windowIn, (window) => {
        const on = step(window, history, 1);
        if (on) expect(on.from).toBe(addDays(window.to, 1));
      }),
    );
  });

  test('June steps to July, although July is longer', () => {
    expect(step({ from: '2025-06-01', to: '2025-06-30' }, history, 1)).toEqual({
      from: '2025-07-01',
      to: '2025-07-31',
    });
  });

  test('after the last day of the history there is no further window', () => {
    expect(step({ from: '2026-10-01', to: '2026-10-31' }, history, 1)).toBeNull();
  });
});

describe('drawing', () => {
  test('a drawn window lies in the history, whichever way the hand moved', () => {
    fc.assert(
      fc.property(dayIn, dayIn, (a, b) => {
        const window = drawn(a, b, history, false);
        expect(window).toEqual(drawn(b, a, history, false));
        expect(window.from >= history.from && window.to <= history.to).toBe(true);
        expect(windowDays(window)).toBeGreaterThan(0);
        expect(isWholeMonths(drawn(a, b, history, true))).toBe(true);
      }),
    );
  });

  test('a handle stops at the other handle', () => {
    fc.assert(
      fc.property(
        windowIn,
        dayIn,
        fc.constantFrom('from' as const, 'to' as const),
        (window, day, end) => {
          const moved = moveEnd(window, end, day, history, false);
          expect(moved.from <= moved.to).toBe(true);
          expect(end === 'from' ? moved.to : moved.from).toBe(
            end === 'from' ? window.to : window.from,
          );
        },
      ),
    );
  });
});

describe('presets', () => {
  test('the last month is a whole one: a month still running would look quiet', () => {
    expect(preset('month', { from: '2023-01-01', to: '2026-11-12' }, null)).toEqual({
      from: '2026-10-01',
      to: '2026-10-31',
    });
    expect(preset('year', history, null)).toEqual({ from: '2025-11-01', to: '2026-10-31' });
  });

  test('end with what was delivered: two finds of today make no month', () => {
    const found = { from: '2023-01-01', to: '2026-11-30' };
    expect(preset('month', found, '2026-09-30')).toEqual({ from: '2026-09-01', to: '2026-09-30' });
    expect(preset('year', found, '2026-09-30')).toEqual({ from: '2025-10-01', to: '2026-09-30' });
    expect(preset('all', found, '2026-09-30')).toEqual(found);
  });

  test('a history of nine days is shown whole', () => {
    const short = { from: '2026-11-02', to: '2026-11-10' };
    for (const which of PRESETS) expect(preset(which, short, null)).toEqual(short);
  });
});

test('a quarter that did not arrive is named only where the window touches it', () => {
  const missing = ['2025-07-01', '2025-08-01', '2025-09-01'];
  expect(missingIn({ from: '2025-09-30', to: '2025-10-31' }, missing)).toEqual(['2025-09-01']);
  expect(missingIn({ from: '2025-10-01', to: '2025-10-31' }, missing)).toEqual([]);
});

describe('how much of the history a window is', () => {
  const history = { from: '2023-11-01', to: '2026-10-31' };

  test('February and March have one legend, and all of the history is all of it', () => {
    const february = shareOfHistory({ from: '2026-02-01', to: '2026-02-28' }, history);
    expect(shareOfHistory({ from: '2026-03-01', to: '2026-03-31' }, history)).toBe(february);
    expect(february * 36).toBeCloseTo(1, 2);
    expect(shareOfHistory(history, history)).toBe(1);
  });
});
