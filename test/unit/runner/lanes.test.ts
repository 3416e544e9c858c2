import { describe, expect, it } from 'vitest';
import { runInLanes, type Job } from '#test/runner/lanes.ts';

/** Jobs that end when the test says so, and what has begun and ended. */
function script() {
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  const job = (
    title: string,
    lanes: 1 | 2 = 1,
    ready: Promise<unknown> = Promise.resolve(),
  ): Job => ({
    ...{ title, lanes, ready },
    async run() {
      log.push(`+${title}`);
      await new Promise<void>((end) => ends.set(title, end));
      log.push(`-${title}`);
    },
  });
  /** Lets a job end, and all that follows from it happen. */
  const end = async (title: string) => {
    ends.get(title)?.();
    await new Promise(setImmediate);
  };
  return { log, job, end };
}

describe('Jobs in two lanes', () => {
  it('two run at a time, and the next begins when one ends', async () => {
    const { log, job, end } = script();
    const all = runInLanes([job('a'), job('b'), job('c')]);
    await end('');
    expect(log).toEqual(['+a', '+b']);
    await end('b');
    expect(log).toEqual(['+a', '+b', '-b', '+c']);
    await end('a');
    await end('c');
    await all;
  });

  it('a job for both lanes waits for both, and is not overtaken', async () => {
    const { log, job, end } = script();
    const all = runInLanes([job('a'), job('b'), job('both', 2), job('c')]);
    await end('');
    await end('a');
    expect(log).toEqual(['+a', '+b', '-a']);
    await end('b');
    expect(log.slice(3)).toEqual(['-b', '+both']);
    await end('both');
    await end('c');
    await all;
    expect(log.slice(5)).toEqual(['-both', '+c', '-c']);
  });

  it('what is not ready yet lets others go first', async () => {
    const { log, job, end } = script();
    let installed = () => {};
    const ready = new Promise<void>((resolve) => (installed = resolve));
    const all = runInLanes([job('server', 1, ready), job('a'), job('b'), job('c')]);
    await end('');
    expect(log).toEqual(['+a', '+b']);
    installed();
    await end('a');
    expect(log.slice(2)).toEqual(['-a', '+server']);
    for (const title of ['server', 'b', 'c']) await end(title);
    await all;
  });
});
