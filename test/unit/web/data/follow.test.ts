import { describe, expect, it } from 'vitest';
import type { Import } from '#api/contract/imports.ts';
import { follow, nextDelay } from '#web/screens/data/follow.ts';
import { anImport } from './an_import.ts';

/** Answers in turn; the last one again and again. */
function server(answers: readonly (Import | Error)[]) {
  const waits: number[] = [];
  const seen: Import[] = [];
  let requested = 0;
  let unavailable = 0;
  return {
    waits,
    seen,
    requested: () => requested,
    unavailable: () => unavailable,
    by: {
      ask: () => {
        const answer = answers[Math.min(requested, answers.length - 1)];
        requested += 1;
        return answer instanceof Error || !answer
          ? Promise.reject(answer ?? new Error('no answer planned'))
          : Promise.resolve(answer);
      },
      wait: (ms: number) => {
        waits.push(ms);
        return Promise.resolve();
      },
      seen: (current: Import) => void seen.push(current),
      unavailable: () => void (unavailable += 1),
      left: () => false,
    },
  };
}

const reading = (bytes_read: number) =>
  anImport({ state: 'reading', progress: { bytes_read, bytes: 100 } });

describe('following an import', () => {
  it('ends when the dry run stands', async () => {
    const at = server([reading(10), reading(60), anImport({ state: 'previewed' })]);
    await follow(at.by);
    expect(at.seen.map((one) => one.state)).toEqual(['reading', 'reading', 'previewed']);
    expect(at.waits).toEqual([500, 500]);
  });

  it('asks less often while nothing moves, and quickly again when it does', async () => {
    const stuck = reading(10);
    const at = server([stuck, stuck, stuck, reading(20), anImport({ state: 'done' })]);
    await follow(at.by);
    expect(at.waits).toEqual([500, 750, 1125, 500]);
  });

  it('is patient with a server that is away', async () => {
    const at = server([
      reading(10),
      new Error('unavailable'),
      new Error('unavailable'),
      anImport({ state: 'done' }),
    ]);
    await follow(at.by);
    expect(at.unavailable()).toBe(2);
    expect(at.seen.at(-1)?.state).toBe('done');
  });

  it('stops when the page is left, and drops the answer that comes after', async () => {
    const at = server([reading(10)]);
    let left = false;
    await follow({
      ...at.by,
      ask: () => {
        left = true;
        return at.by.ask();
      },
      left: () => left,
    });
    expect(at.seen).toEqual([]);
    expect(at.waits).toEqual([]);
  });

  it('never waits longer than five seconds', () => {
    let delay = 500;
    for (let i = 0; i < 50; i++) delay = nextDelay(delay, false);
    expect(delay).toBe(5000);
  });
});
