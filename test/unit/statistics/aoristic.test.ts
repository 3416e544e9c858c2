/** The clock of the week, from what is known of when things happened. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aoristicClock, hourOfWeek, type Span } from '#api/statistics/aoristic.ts';

const at = (iso: string) => Date.parse(iso);
const span = (started: string, ended: string | null, precision: Span['precision'] = 'minute') => ({
  started: at(started),
  ended: ended === null ? null : at(ended),
  precision,
});
const filled = (weights: Float64Array) =>
  [...weights].flatMap((weight, hour) => (weight > 0 ? [[hour, weight] as const] : []));
const [MON, TUE, FRI, SAT, SUN] = [0, 24, 4 * 24, 5 * 24, 6 * 24];

describe('The aoristic clock', () => {
  it('gives an incident from 22:00 to 06:00 an eighth in each hour', () => {
    // a Friday in winter, into Saturday
    const { weights, used } = aoristicClock([span('2026-01-09T22:00Z', '2026-01-10T06:00Z')]);
    expect(filled(weights)).toEqual(
      [FRI + 22, FRI + 23, ...[0, 1, 2, 3, 4, 5].map((hour) => SAT + hour)].map((hour) => [
        hour,
        1 / 8,
      ]),
    );
    expect(used).toBe(1);
  });

  it('shares by minutes where a span begins and ends within hours', () => {
    const { weights } = aoristicClock([span('2026-01-05T10:45Z', '2026-01-05T12:15Z')]);
    expect(filled(weights)).toEqual([
      [MON + 10, 1 / 6],
      [MON + 11, 4 / 6],
      [MON + 12, 1 / 6],
    ]);
  });

  it('puts a moment into its hour, and goes from Sunday night to Monday morning', () => {
    expect(filled(aoristicClock([span('2026-01-06T13:59Z', null)]).weights)).toEqual([
      [TUE + 13, 1],
    ]);
    expect(
      filled(aoristicClock([span('2026-01-11T23:00Z', '2026-01-12T01:00Z', 'hour')]).weights),
    ).toEqual([
      [MON, 0.5],
      [SUN + 23, 0.5],
    ]);
  });

  it('is London’s wall clock: in summer an hour ahead', () => {
    expect(filled(aoristicClock([span('2026-07-06T21:30Z', null)]).weights)).toEqual([
      [MON + 22, 1],
    ]);
  });

  it('skips the hour that March has not, and gives October’s double hour both', () => {
    // 29 March 2026: 00:59 GMT is followed by 02:00 BST
    expect(filled(aoristicClock([span('2026-03-29T00:00Z', '2026-03-29T02:00Z')]).weights)).toEqual(
      [
        [SUN, 0.5],
        [SUN + 2, 0.5],
      ],
    );
    // 25 October 2026: midnight BST to 03:00 GMT are four hours, two of them called one o'clock
    expect(filled(aoristicClock([span('2026-10-24T23:00Z', '2026-10-25T03:00Z')]).weights)).toEqual(
      [
        [SUN, 0.25],
        [SUN + 1, 0.5],
        [SUN + 2, 0.25],
      ],
    );
  });

  it('leaves out what tells nothing of the hour, and counts it', () => {
    const clock = aoristicClock([
      span('2026-01-05T00:00Z', null, 'day'),
      span('2026-01-01T00:00Z', null, 'month'),
      span('2026-01-05T00:00Z', '2026-01-06T00:01Z'),
      span('2026-01-05T00:00Z', '2026-01-06T00:00Z'),
      span('2026-01-05T10:00Z', '2026-01-05T09:00Z'),
    ]);
    expect(clock).toMatchObject({
      used: 1,
      leftOut: { day: 1, month: 1, tooLong: 1, backwards: 1 },
    });
    expect(filled(clock.weights)).toHaveLength(24);
  });

  it('weighs every incident once, and agrees with the minutes counted one by one', () => {
    const spans = fc.array(
      fc.record({
        minute: fc.integer({ min: 0, max: 60 * 24 * 800 }),
        length: fc.integer({ min: 1, max: 24 * 60 }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    const names = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/London',
      weekday: 'short',
      hour: '2-digit',
      hourCycle: 'h23',
    });
    const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    fc.assert(
      fc.property(spans, (list) => {
        const start = at('2025-01-01T00:00Z');
        const { weights } = aoristicClock(
          list.map(({ minute, length }) => ({
            started: start + minute * 60_000,
            ended: start + (minute + length) * 60_000,
            precision: 'minute' as const,
          })),
        );
        const counted = new Float64Array(168);
        for (const { minute, length } of list)
          for (let one = 0; one < length; one++) {
            const parts = names.formatToParts(start + (minute + one) * 60_000);
            const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
            const hour = days.indexOf(part('weekday')) * 24 + Number(part('hour'));
            counted[hour] = (counted[hour] ?? 0) + 1 / length;
          }
        weights.forEach((weight, hour) => expect(weight).toBeCloseTo(counted[hour] ?? NaN, 10));
        expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(list.length, 10);
      }),
      { numRuns: 12 },
    );
  });

  it('begins with Monday', () => {
    expect(hourOfWeek(at('2026-11-23T00:00Z'))).toBe(0);
    expect(hourOfWeek(at('2026-11-29T23:59Z'))).toBe(167);
    expect(hourOfWeek(at('1969-12-29T00:00Z'))).toBe(0);
  });
});
