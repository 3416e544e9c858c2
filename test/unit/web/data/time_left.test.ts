import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secondsLeft, timeLeftWords } from '#web/screens/data/time_left.ts';

describe('the time an import still takes', () => {
  it('is unknown while there is one reading, no movement, or less than a second seen', () => {
    expect(secondsLeft([])).toBeNull();
    expect(secondsLeft([{ at: 0, share: 0.5 }])).toBeNull();
    expect(
      secondsLeft([
        { at: 0, share: 0.5 },
        { at: 5000, share: 0.5 },
      ]),
    ).toBeNull();
    expect(
      secondsLeft([
        { at: 0, share: 0 },
        { at: 999, share: 0.5 },
      ]),
    ).toBeNull();
  });

  it('follows a steady pace', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 3600 }),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        (whole, share) => {
          const at = share * whole * 1000;
          fc.pre(at >= 1000 && at <= 10_000);
          const left = secondsLeft([
            { at: 0, share: 0 },
            { at, share },
          ]);
          expect(left).toBeCloseTo(whole * (1 - share), 3);
        },
      ),
    );
  });

  it('believes the last ten seconds, not a fast beginning', () => {
    const readings = [
      { at: 0, share: 0 },
      { at: 1000, share: 0.5 },
      { at: 20_000, share: 0.6 },
      { at: 30_000, share: 0.7 },
    ];
    expect(secondsLeft(readings)).toBeCloseTo(30, 6);
  });

  it('is said in words a person would use', () => {
    expect(timeLeftWords(null)).toBe('');
    expect(timeLeftWords(2)).toBe('a few seconds left');
    expect(timeLeftWords(17)).toBe('about 20 seconds left');
    expect(timeLeftWords(58)).toBe('about a minute left');
    expect(timeLeftWords(185)).toBe('about 3 minutes left');
  });
});
