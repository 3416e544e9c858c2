/** Background work at an interval, never two runs at a time. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startInterval } from '#api/jobs/interval_scheduler.ts';

const silent = { error: () => undefined };

describe('An interval job', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('runs at once and at every interval, also after a failure, which is logged', async () => {
    let runs = 0;
    const logged: unknown[] = [];
    const log = { error: (...words: unknown[]) => void logged.push(words.at(-1)) };
    const job = startInterval(
      'counting',
      () => (++runs === 1 ? Promise.reject(new Error('no')) : Promise.resolve()),
      log,
      1_000,
    );
    expect(runs).toBe(1);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(runs).toBe(3);
    expect(logged).toEqual(['counting: failed; tried again later']);
    await job.stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(runs).toBe(3);
  });

  it('starts no second run beside one that still goes', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    let runs = 0;
    const job = startInterval(
      'slow',
      () => (runs++ === 0 ? promise : Promise.resolve()),
      silent,
      1_000,
    );
    await vi.advanceTimersByTimeAsync(3_500);
    expect(runs).toBe(1);
    resolve(undefined);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(runs).toBe(2);
    await job.stop();
  });

  it('aborts the signal of its run when stopped, and waits for its end', async () => {
    let ended = false;
    const job = startInterval(
      'long',
      (stopping) =>
        new Promise((end) => {
          stopping.addEventListener('abort', () => {
            ended = true;
            end(undefined);
          });
        }),
      silent,
      1_000,
    );
    await job.stop();
    expect(ended).toBe(true);
  });
});
