import { describe, expect, it } from 'vitest';
import { ClockCheck, doubtOf } from '#api/closed_months/clock_check.ts';
import type { OwnerTx } from '#api/db/as_agency.ts';

const at = (text: string) => new Date(`${text}Z`);
const right = {
  server: at('2026-11-30T12:00'),
  database: at('2026-11-30T12:01'),
  lastReceived: at('2026-11-29T08:00'),
  driftMs: 20,
};

describe('A clock', () => {
  it('that agrees with the database’s and follows the last record is not in doubt', () => {
    expect(doubtOf(right)).toBeNull();
    expect(doubtOf({ ...right, lastReceived: null })).toBeNull();
  });

  it.each([
    [
      'is years ahead of the database’s',
      { server: at('2035-01-01T00:00') },
      /database’s 2026-11-30/,
    ],
    ['is behind the database’s', { server: at('2026-11-30T11:50') }, /Set the one that is wrong/],
    ['jumped while the server ran', { driftMs: 3600_000 }, /has jumped/],
    ['fell back while the server ran', { driftMs: -3600_000 }, /has jumped/],
    [
      'is behind a record',
      { lastReceived: at('2026-12-05T08:00') },
      /a record came in at 2026-12-05/,
    ],
    [
      'is far ahead of every record, together with the database’s',
      { server: at('2027-03-30T12:00'), database: at('2027-03-30T12:00') },
      /no record has come in since 2026-11-29/,
    ],
  ])('%s is in doubt, in a sentence', (_, wrong, words) => {
    expect(doubtOf({ ...right, ...wrong })).toMatch(words);
  });

  it('is held against a clock that only counts on', async () => {
    let now = at('2026-11-30T12:00');
    let counted = 5;
    const check = new ClockCheck(
      () => now,
      () => Promise.resolve({ database: now, lastReceived: null }),
      () => counted,
    );
    const tx = {} as OwnerTx; // as: the clocks of this test are no database's
    expect(await check.doubt(tx)).toBeNull();
    counted += 3600_000;
    now = at('2026-11-30T13:00');
    expect(await check.doubt(tx)).toBeNull();
    now = at('2026-12-30T13:00');
    expect(await check.doubt(tx)).toMatch(/has jumped/);
  });
});
