import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALWAYS,
  DAYS,
  MONTHS,
  thinBackups,
  WEEKS,
  type KeptBackup,
} from '#api/backups/thin_backups.ts';
import { nextBackup } from '#api/backups/next_backup.ts';

const DAY_MS = 86_400_000;
const backup = (sequence: number, madeAt: string, verified = true): KeptBackup => ({
  name: `backup ${sequence}`,
  sequence,
  madeAt: new Date(madeAt),
  verified,
});

/** Runs a server for years: a backup each time it is due, by a clock that `driftOf` sets wrong. */
function years(days: number, driftOf: (day: number) => number): KeptBackup[] {
  let kept: KeptBackup[] = [];
  for (let day = 0; day < days; day++) {
    const now = new Date(Date.UTC(2026, 0, 1, 2) + day * DAY_MS + driftOf(day));
    kept.push({ name: String(day), sequence: day + 1, madeAt: now, verified: true });
    const gone = new Set(thinBackups(kept, now));
    kept = kept.filter(({ name }) => !gone.has(name));
  }
  return kept;
}

describe('Thinning', () => {
  it('keeps a day, a week and a month apart, as far back as each goes', () => {
    const kept = years(800, () => 0).map(({ madeAt }) => madeAt.toISOString().slice(0, 10));
    expect(kept.slice(-DAYS)).toEqual([
      ...['2028-03-04', '2028-03-05', '2028-03-06', '2028-03-07', '2028-03-08'],
      ...['2028-03-09', '2028-03-10'],
    ]);
    // Sundays end a week
    expect(kept).toEqual(expect.arrayContaining(['2028-02-13', '2028-02-20', '2028-02-27']));
    expect(kept[0]).toBe('2027-04-30');
    expect(kept.length).toBeLessThanOrEqual(DAYS + WEEKS + MONTHS);
  });

  it('leaves what has no newer verified ones, however old', () => {
    const old = [1, 2, 3].map((n) => backup(n, `2020-01-0${n}`));
    const failed = Array.from({ length: 40 }, (_, i) => backup(4 + i, '2026-11-30', false));
    expect(thinBackups([...old, ...failed], new Date('2026-11-30'))).toEqual([]);
  });

  it('removes nothing when the clock has gone back before all of them', () => {
    const kept = years(400, () => 0);
    expect(thinBackups(kept, new Date('1970-01-01'))).toEqual([]);
  });

  const any = fc.uniqueArray(
    fc.record({
      sequence: fc.integer({ min: 1, max: 500 }),
      madeAt: fc.date({
        min: new Date('1970-01-01'),
        max: new Date('2100-01-01'),
        noInvalidDate: true,
      }),
      verified: fc.boolean(),
    }),
    { selector: ({ sequence }) => sequence, maxLength: 60 },
  );

  it('never removes one of the last verified ones, nor one without newer verified ones, whatever clocks said', () => {
    fc.assert(
      fc.property(any, fc.date({ noInvalidDate: true }), (made, now) => {
        const all = made.map((one) => ({ ...one, name: String(one.sequence) }));
        const gone = new Set(thinBackups(all, now));
        for (const { name, sequence } of all) {
          if (!gone.has(name)) continue;
          const newer = all.filter((one) => one.verified && one.sequence > sequence);
          expect(newer.length).toBeGreaterThanOrEqual(ALWAYS);
          // and those newer ones stay, the last of them at least
          const stay = newer.filter((one) => !gone.has(one.name));
          expect(stay.length).toBeGreaterThanOrEqual(ALWAYS);
        }
        // a second time there is nothing left to do
        const left = all.filter(({ name }) => !gone.has(name));
        expect(thinBackups(left, now)).toEqual([]);
      }),
    );
  });

  it('has few left after years, and the newest among them, when the clock jumps about', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -4000, max: 4000 }), { minLength: 3, maxLength: 3 }),
        (jumps) => {
          const kept = years(240, (day) => (jumps[Math.floor(day / 80)] ?? 0) * DAY_MS);
          const newest = kept.map(({ sequence }) => sequence).slice(-ALWAYS);
          expect(newest).toEqual([238, 239, 240]);
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('The next backup', () => {
  it('is due at once where there is none, or the last claims to be of the future', () => {
    const now = new Date('2026-11-30T15:00:00Z');
    expect(nextBackup(null, now)).toEqual(now);
    expect(nextBackup(new Date('2099-01-01'), now)).toEqual(now);
  });

  it('is due in the night after, and at once when that has passed', () => {
    const at = (last: string, now: string) =>
      nextBackup(new Date(last), new Date(now)).toISOString().slice(0, 16);
    expect(at('2026-11-30T02:00:00Z', '2026-11-30T15:00:00Z')).toBe('2026-12-01T02:00');
    expect(at('2026-11-30T15:00:00Z', '2026-11-30T15:30:00Z')).toBe('2026-12-02T02:00');
    expect(at('2026-11-30T13:00:00Z', '2026-11-30T15:30:00Z')).toBe('2026-12-01T02:00');
    expect(at('2026-11-20T02:00:00Z', '2026-11-30T15:00:00Z')).toBe('2026-11-30T15:00');
  });

  it('is never more than a day and a half off', () => {
    const moment = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2030-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moment, moment, (last, now) => {
        const next = nextBackup(last, now).getTime();
        expect(next).toBeGreaterThanOrEqual(now.getTime());
        expect(next).toBeLessThanOrEqual(now.getTime() + 1.6 * DAY_MS);
      }),
    );
  });
});
