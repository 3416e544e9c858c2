import { describe, expect, it } from 'vitest';
import { waitingLine } from '#api/jobs/waiting_line.ts';
import type { Problem } from '#api/http/problem.ts';

/** Work that lasts until it is told to end. */
function works() {
  const ends: (() => void)[] = [];
  let running = 0;
  let most = 0;
  return {
    work: async () => {
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

describe('A waiting line', () => {
  it('lets two in at a time, the others in their order', async () => {
    const line = waitingLine(2, 10);
    const { work, endOne, most, running } = works();
    const done: number[] = [];
    const all = [1, 2, 3, 4, 5].map((n) => line.run(work).then(() => done.push(n)));
    await new Promise(setImmediate);
    expect(running()).toBe(2);
    for (let n = 0; n < 5; n++) await endOne();
    await Promise.all(all);
    expect(done).toEqual([1, 2, 3, 4, 5]);
    expect(most()).toBe(2);
  });

  it('sends away whoever would wait behind too many, and takes people again later', async () => {
    const line = waitingLine(1, 1);
    const { work, endOne } = works();
    const first = line.run(work);
    const second = line.run(work);
    await expect(line.run(work)).rejects.toMatchObject({ code: 'busy' } satisfies Partial<Problem>);
    await endOne();
    await endOne();
    await Promise.all([first, second]);
    await expect(line.run(() => Promise.resolve('in'))).resolves.toBe('in');
  });

  it('moves on when work fails', async () => {
    const line = waitingLine(1, 5);
    const failed = line.run(() => Promise.reject(new Error('no')));
    const next = line.run(() => Promise.resolve('in'));
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('in');
  });
});
