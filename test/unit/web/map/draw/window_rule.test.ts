import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isComparedBefore,
  isCounted,
  isMonthly,
  windowRuleOf,
  type Reader,
} from '#web/screens/map/draw/window_rule.ts';
import { addDays } from '#web/lib/days.ts';

const reader: Reader = {
  oneByOne: false,
  history: { first: '2023-10-03', last: '2026-11-28' },
  today: '2026-11-30',
};
const day = fc.integer({ min: 0, max: 1151 }).map((n) => addDays('2023-10-03', n));
const window = fc
  .tuple(day, day)
  .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));

describe('The resolution that the map draws for a reader of counts', () => {
  it('is one that is counted, whatever the zoom, the window and the hours', () => {
    fc.assert(
      fc.property(
        window,
        fc.integer({ min: 6, max: 10 }),
        fc.boolean(),
        (shown, wanted, byHours) => {
          const rule = windowRuleOf(reader, [shown], wanted, byHours);
          expect(isCounted(reader, shown, rule?.shown ?? wanted)).toBe(true);
          expect(rule?.shown ?? wanted).toBeLessThanOrEqual(wanted);
          // the window that is offered is one in which they are as small as wanted
          if (rule?.offer && rule.step)
            expect(windowRuleOf(reader, [rule.offer], wanted, byHours)).toBeNull();
        },
      ),
    );
  });

  it('is the coarser of two, where two windows are compared', () => {
    const may = { from: '2025-05-01', to: '2025-05-31' };
    const before = { from: '2025-03-31', to: '2025-04-30' };
    expect(windowRuleOf(reader, [may], 9, false)).toBeNull();
    expect(windowRuleOf(reader, [may, before], 9, false)).toEqual({
      wanted: 9,
      shown: 7,
      step: 'month',
      offer: null,
    });
  });

  it('is the wanted one for whoever reads incidents one by one', () => {
    const oneDay = { from: '2025-06-13', to: '2025-06-13' };
    expect(windowRuleOf({ ...reader, oneByOne: true }, [oneDay], 11, true)).toBeNull();
    expect(windowRuleOf(reader, [oneDay], 9, false)).toEqual({
      wanted: 9,
      shown: 7,
      step: 'month',
      offer: { from: '2025-06-01', to: '2025-06-30' },
    });
  });

  it('is compared with the period before where that is counted too, and tested by months to resolution 9', () => {
    const week = { from: '2025-06-08', to: '2025-06-14' };
    const firstWeek = { from: '2025-06-01', to: '2025-06-07' };
    expect([week, firstWeek].map((one) => isCounted(reader, one, 8))).toEqual([true, true]);
    // before the 1st come the last seven days of May: no week of it
    expect([week, firstWeek].map((one) => isComparedBefore(reader, one, 8))).toEqual([true, false]);
    expect([8, 9, 10].map((at) => isMonthly(reader, at, false))).toEqual([true, true, false]);
    expect(isMonthly({ ...reader, oneByOne: true }, 10, true)).toBe(true);
  });
});
