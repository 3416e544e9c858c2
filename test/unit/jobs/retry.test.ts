/** How long work that fails is tried again. */
import { describe, expect, it } from 'vitest';
import { doublingBackoff, nextAttempt, retry, sendingBackoff } from '#api/jobs/retry.ts';

const now = new Date('2026-11-27T17:00:00Z');

describe('Backoff', () => {
  it('for sending starts with two minutes, grows, and lasts over a weekend', () => {
    expect(nextAttempt(sendingBackoff, 0, now)).toEqual(new Date('2026-11-27T17:02:00Z'));
    const waits: number[] = [];
    let last = now;
    const next = () => nextAttempt(sendingBackoff, waits.length, last);
    for (let at = next(); at !== null; at = next()) {
      waits.push(at.getTime() - last.getTime());
      last = at;
    }
    expect(waits.length).toBeGreaterThan(5);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(last.getTime()).toBeGreaterThan(Date.parse('2026-11-30T12:00:00Z'));
    expect(last.getTime()).toBeLessThan(Date.parse('2026-12-02T00:00:00Z'));
  });

  it('that doubles stops growing, and never gives up', () => {
    const waits = [0, 1, 2, 5, 6, 2000].map(doublingBackoff(1_000, 30_000));
    expect(waits).toEqual([1_000, 2_000, 4_000, 30_000, 30_000, 30_000]);
  });
});

describe('Retry', () => {
  const rules = (signal = new AbortController().signal) => {
    const failures: unknown[] = [];
    return {
      failures,
      backoff: doublingBackoff(1, 2),
      isTemporary: (error: unknown) => error instanceof RangeError,
      onFailure: (error: unknown) => failures.push(error),
      signal,
    };
  };

  it('repeats work until it succeeds', async () => {
    const plan = rules();
    let runs = 0;
    await retry(async () => {
      if (++runs < 4) throw new RangeError('not yet');
    }, plan);
    expect([runs, plan.failures.length]).toEqual([4, 3]);
  });

  it('throws an error that is not temporary, and the last one when the backoff gives up', async () => {
    const plan = rules();
    await expect(retry(() => Promise.reject(new TypeError('broken')), plan)).rejects.toThrow(
      'broken',
    );
    expect(plan.failures).toEqual([]);
    const twice = { ...plan, backoff: (failures: number) => (failures < 2 ? 1 : null) };
    await expect(retry(() => Promise.reject(new RangeError('out')), twice)).rejects.toThrow('out');
    expect(plan.failures).toHaveLength(2);
  });

  it('ends early when its signal aborts', async () => {
    const closing = new AbortController();
    const plan = { ...rules(closing.signal), backoff: () => 3_600_000 };
    const ended = retry(() => Promise.reject(new RangeError('out')), plan);
    await new Promise(setImmediate);
    closing.abort();
    await ended;
    expect(plan.failures).toHaveLength(1);
  });
});
