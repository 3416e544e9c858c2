import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, londonDay, londonOffset, londonToUtc } from '#api/time/local_time.ts';

const HOUR = 3_600_000;
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  dateStyle: 'short',
  timeStyle: 'medium',
});
/** London's wall clock by Node's own time zone data, as if it were UTC milliseconds. */
function wallByIntl(utc: number): number {
  const [day, month, year, hour, minute, second] = clock.format(utc).split(/\D+/).map(Number);
  return Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute, second);
}
const seconds = (from: number, to: number) =>
  fc
    .integer({ min: Date.UTC(from, 0, 1) / 1000, max: Date.UTC(to, 0, 1) / 1000 - 1 })
    .map((s) => s * 1000);

describe("London's clock", () => {
  it("agrees with Node's time zone data at every change from 1990 to 2037, to the second", () => {
    for (let year = 1990; year <= 2037; year++) {
      for (const month of [2, 9]) {
        for (let day = 20; day <= 31; day++) {
          for (const second of [0, 3599, 3600, 7199]) {
            const utc = Date.UTC(year, month, day, 0, 0, second);
            expect(utc + londonOffset(utc), new Date(utc).toISOString()).toBe(wallByIntl(utc));
          }
        }
      }
    }
  });

  it("agrees with Node's time zone data at any instant", () => {
    fc.assert(
      fc.property(seconds(1990, 2038), (utc) => {
        expect(utc + londonOffset(utc)).toBe(wallByIntl(utc));
      }),
    );
  });

  it('read and set again shows the same time, except in the hour that is skipped', () => {
    fc.assert(
      fc.property(seconds(1990, 2090), (wall) => {
        const utc = londonToUtc(wall);
        const shown = utc + londonOffset(utc);
        expect([wall, wall + HOUR]).toContain(shown);
        if (shown !== wall) expect(londonOffset(utc - HOUR)).toBe(0);
      }),
    );
  });

  it('never runs backwards but for the autumn hour, of which the first is taken', () => {
    // 26 October 2025, 01:30 comes twice: the first is still summer time.
    expect(londonToUtc(Date.UTC(2025, 9, 26, 1, 30))).toBe(Date.UTC(2025, 9, 26, 0, 30));
    expect(londonToUtc(Date.UTC(2025, 9, 26, 2, 0))).toBe(Date.UTC(2025, 9, 26, 2, 0));
    // 30 March 2025, 01:30 never comes: it is taken as 02:30 summer time.
    expect(londonToUtc(Date.UTC(2025, 2, 30, 1, 30))).toBe(Date.UTC(2025, 2, 30, 1, 30));
    expect(londonToUtc(Date.UTC(2025, 2, 30, 0, 30))).toBe(Date.UTC(2025, 2, 30, 0, 30));
    expect(londonToUtc(Date.UTC(2025, 2, 30, 2, 30))).toBe(Date.UTC(2025, 2, 30, 1, 30));
  });

  it("gives the date on London's calendar, not Greenwich's", () => {
    expect(londonDay(Date.parse('2025-06-30T23:30:00Z'))).toBe(Date.UTC(2025, 6, 1) / DAY);
    expect(londonDay(Date.parse('2025-12-31T23:30:00Z'))).toBe(Date.UTC(2025, 11, 31) / DAY);
    fc.assert(
      fc.property(fc.integer({ min: 7305, max: 40_000 }), (day) => {
        expect(londonDay(londonToUtc(day * DAY))).toBe(day);
      }),
    );
  });
});
