/** Work in slices: others are served in between, and no more is done than the budget has. */
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inSlices, MOST_UNITS, type Sliced } from '#api/jobs/slices.ts';

function* steps(n: number, each = 1): Sliced<number> {
  for (let i = 0; i < n; i++) yield each;
  return n;
}

describe('Work in slices', () => {
  it('gives its result, and lets others be served after each slice', async () => {
    let served = 0;
    let over = false;
    const others = (async () => {
      while (!over) {
        await setImmediate();
        served++;
      }
    })();
    expect(await inSlices(steps(50), { sliceMs: 0 })).toBe(50);
    over = true;
    await others;
    expect(served).toBeGreaterThanOrEqual(49);
  });

  it('stops at the first step beyond its budget', async () => {
    let done = 0;
    function* endless(): Sliced<never> {
      for (;;) {
        done++;
        yield 1000;
      }
    }
    await expect(inSlices(endless(), { mostUnits: 50_000 })).rejects.toMatchObject({
      code: 'too_much_work',
    });
    expect(done).toBe(51);
    await expect(inSlices(steps(1, MOST_UNITS + 1))).rejects.toMatchObject({ status: 422 });
  });

  it('stops when its caller has gone', async () => {
    const gone = new AbortController();
    const work = inSlices(steps(Infinity, 0), { signal: gone.signal, sliceMs: 0 });
    gone.abort(new Error('gone'));
    await expect(work).rejects.toThrow('gone');
  });
});
