/** A few jobs at a time, in order, and no more waiting than may. */
import { describe, expect, it } from 'vitest';
import { LimitedQueue } from '#api/jobs/limited_queue.ts';
import { Problem } from '#api/http/problem.ts';

/** Jobs that run until the test ends them. */
function openJobs() {
  const ends: (() => void)[] = [];
  let running = 0;
  let most = 0;
  return {
    job: async () => {
      running++;
      most = Math.max(most, running);
      await new Promise<void>((end) => ends.push(end));
      running--;
    },
    endOne: async () => {
      ends.shift()?.();
      await new Promise(setImmediate);
    },
    most: () => most,
    running: () => running,
  };
}

describe('A limited queue', () => {
  it('runs two jobs at a time, the others in order', async () => {
    const queue = new LimitedQueue({ concurrency: 2 });
    const { job, endOne, most, running } = openJobs();
    const done: number[] = [];
    const all = [1, 2, 3, 4, 5].map((n) => queue.run(job).then(() => done.push(n)));
    await new Promise(setImmediate);
    expect(running()).toBe(2);
    for (let n = 0; n < 5; n++) await endOne();
    await Promise.all(all);
    expect(done).toEqual([1, 2, 3, 4, 5]);
    expect(most()).toBe(2);
  });

  it('refuses a job when as many wait as may, and takes jobs again later', async () => {
    const limits = { concurrency: 1, maxWaiting: 1, retryAfterSeconds: 5 } as const;
    const queue = new LimitedQueue({ ...limits, full: 'exports_busy' });
    const { job, endOne } = openJobs();
    const first = queue.run(job);
    const second = queue.run(job);
    const refused = await queue.run(job).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Problem);
    expect(refused).toMatchObject({ code: 'exports_busy', extra: { retry_after: 5 } });
    await endOne();
    await endOne();
    await Promise.all([first, second]);
    await expect(queue.run(() => Promise.resolve('done'))).resolves.toBe('done');
  });

  it('takes the next job when one fails', async () => {
    const queue = new LimitedQueue({ concurrency: 1 });
    const failed = queue.run(() => Promise.reject(new Error('no')));
    const next = queue.run(() => Promise.resolve('done'));
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('done');
  });

  it('drops a waiting job whose signal aborts, and gives its place to another', async () => {
    const queue = new LimitedQueue({ concurrency: 1, maxWaiting: 1 });
    const { job, endOne } = openJobs();
    const caller = new AbortController();
    const first = queue.run(job);
    const waiting = queue.run(job, caller.signal);
    await expect(queue.run(job)).rejects.toThrow(Problem);
    caller.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    await expect(queue.run(job, caller.signal)).rejects.toThrow('gone');
    const next = queue.run(() => Promise.resolve('done'));
    await endOne();
    await expect(next).resolves.toBe('done');
    await first;
  });

  it('keeps the place of a running job whose signal aborts until the job ends', async () => {
    const queue = new LimitedQueue({ concurrency: 1 });
    const { job, endOne, running } = openJobs();
    const caller = new AbortController();
    const first = queue.run(job, caller.signal);
    const second = queue.run(job);
    caller.abort(new Error('gone'));
    await new Promise(setImmediate);
    expect(running()).toBe(1);
    await endOne();
    await first;
    expect(running()).toBe(1);
    await endOne();
    await second;
  });

  it('is idle when the last job has ended, failed ones too', async () => {
    const queue = new LimitedQueue({ concurrency: 1 });
    await queue.idle();
    const ended: string[] = [];
    const one = queue.run(async () => void ended.push('one'));
    const two = queue.run(() => Promise.reject(new Error('two'))).catch(() => ended.push('two'));
    await queue.idle();
    await Promise.all([one, two]);
    expect(ended).toEqual(['one', 'two']);
  });
});
