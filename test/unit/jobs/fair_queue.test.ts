/** Owners take turns. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FairQueue } from '#api/jobs/fair_queue.ts';
import '#test/support/seed.ts';

/** A job that ends when it is told to. */
function jobs(queue: FairQueue) {
  const begun: string[] = [];
  const open: { name: string; end: () => void }[] = [];
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    begun,
    open,
    settle,
    add: (owner: string, name: string, signal?: AbortSignal) =>
      queue.run(
        owner,
        () => {
          begun.push(name);
          return new Promise<string>((resolve) => open.push({ name, end: () => resolve(name) }));
        },
        signal,
      ),
    async endNext() {
      open.shift()?.end();
      await settle();
    },
  };
}

describe('A fair queue', () => {
  it('lets an owner’s first job wait for no more than one of another’s ten', async () => {
    const queue = new FairQueue({ concurrency: 1, perOwner: 1 });
    const { add, begun, endNext, settle } = jobs(queue);
    for (let i = 0; i < 10; i++) void add('a', `a${i}`);
    void add('b', 'b0');
    void add('c', 'c0');
    await settle();
    for (let i = 0; i < 12; i++) await endNext();
    expect(begun.slice(0, 4)).toEqual(['a0', 'b0', 'c0', 'a1']);
    expect(begun).toHaveLength(12);
    await queue.idle();
  });

  it('refuses with its problem beyond what may wait, an owner’s own limit first', async () => {
    const queue = new FairQueue({
      concurrency: 1,
      perOwner: 1,
      maxWaitingPerOwner: 1,
      maxWaiting: 2,
      full: 'figures_busy',
      retryAfterSeconds: 7,
    });
    const { add, settle } = jobs(queue);
    void add('a', 'a0');
    void add('a', 'a1');
    await expect(add('a', 'a2')).rejects.toMatchObject({
      code: 'figures_busy',
      extra: { retry_after: 7 },
    });
    void add('b', 'b0');
    await expect(add('c', 'c0')).rejects.toMatchObject({ code: 'figures_busy' });
    await settle();
  });

  it('forgets a job whose caller has gone, and an owner without jobs', async () => {
    const queue = new FairQueue({ concurrency: 1, perOwner: 1 });
    const { add, begun, endNext } = jobs(queue);
    void add('a', 'a0');
    const gone = new AbortController();
    const left = add('b', 'b0', gone.signal);
    gone.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    await endNext();
    await queue.idle();
    expect(begun).toEqual(['a0']);
  });

  it('runs every job once, and at no time more of all or of one owner than it may', async () => {
    const drawn = fc.record({
      concurrency: fc.integer({ min: 1, max: 4 }),
      perOwner: fc.integer({ min: 1, max: 3 }),
      owners: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 30 }),
      ends: fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(drawn, async ({ concurrency, perOwner, owners, ends }) => {
        const queue = new FairQueue({ concurrency, perOwner });
        const { add, open, begun, settle } = jobs(queue);
        const done = owners.map((owner, i) => add(owner, `${owner}${i}`));
        for (const end of ends) {
          await settle();
          if (open.length === 0) break;
          expect(open.length).toBeLessThanOrEqual(concurrency);
          for (const owner of 'abcd')
            expect(open.filter(({ name }) => name.startsWith(owner)).length).toBeLessThanOrEqual(
              perOwner,
            );
          open.splice(end % open.length, 1)[0]?.end();
        }
        await Promise.all(done);
        expect(new Set(begun).size).toBe(owners.length);
        await queue.idle();
      }),
      { numRuns: 50 },
    );
  });
});
