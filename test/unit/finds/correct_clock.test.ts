/** Phones' clocks are wrong; the find is right. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctClock, writableTime } from '#api/finds/correct_clock.ts';

const now = new Date('2025-11-22T12:00:00Z');
const MINUTE = 60_000;
const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE);
const at = (text: string) => new Date(text);

describe('A phone whose clock is', () => {
  it('right is believed, also when the find has waited for days', () => {
    for (const minutes of [0, 20, 60 * 24 * 6])
      expect(correctClock(ago(minutes), now, now)).toEqual({
        foundAt: ago(minutes),
        corrected: false,
      });
  });

  it('off by less than two minutes is believed: that is the network', () => {
    expect(correctClock(ago(20), ago(1.9), now)).toEqual({ foundAt: ago(20), corrected: false });
  });

  it('an hour slow or fast is corrected by that hour', () => {
    expect(correctClock(ago(80), ago(60), now)).toEqual({ foundAt: ago(20), corrected: true });
    expect(correctClock(ago(-40), ago(-60), now)).toEqual({ foundAt: ago(20), corrected: true });
  });

  it('in 1970 or in 2999 is corrected all the same', () => {
    for (const said of ['1970-01-01', '2999-06-01'])
      expect(correctClock(at(`${said}T00:05:00Z`), at(`${said}T00:25:00Z`), now)).toEqual({
        foundAt: ago(20),
        corrected: true,
      });
  });

  it('set between finding and sending cannot be trusted: the find counts as of now, and says so', () => {
    for (const said of ['1970-01-01T00:05:00Z', '0001-01-01T00:00:00Z', '2031-01-01T00:00:00Z'])
      expect(correctClock(at(said), now, now)).toEqual({ foundAt: now, corrected: true });
  });
});

it('Whatever a phone says, the find lies within the year before now, and a changed time is always flagged', () => {
  const anyTime = fc.date({
    min: at('0000-01-01T00:00:00Z'),
    max: at('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(anyTime, anyTime, (found, sent) => {
      const { foundAt, corrected } = correctClock(found, sent, now);
      expect(foundAt.getTime()).toBeLessThanOrEqual(now.getTime());
      expect(foundAt.getTime()).toBeGreaterThanOrEqual(now.getTime() - 366 * 1440 * MINUTE);
      expect(corrected).toBe(foundAt.getTime() !== found.getTime());
    }),
  );
});

it('The phone’s time is kept as near as four digits of a year allow', () => {
  expect(writableTime(ago(5))).toEqual(ago(5));
  expect(writableTime(at('0000-01-01T00:00:00Z')).toISOString()).toBe('1900-01-01T00:00:00.000Z');
  expect(writableTime(at('+010000-01-01T00:00:00Z')).toISOString()).toBe(
    '9999-12-31T00:00:00.000Z',
  );
});
