/** How much room is enough, on small disks and large ones. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitsOf, roomOf } from '#api/storage/limits.ts';

const GB = 2 ** 30;
const MB = 2 ** 20;

describe('The limits of a disk', () => {
  it('are a tenth of it, and 5 GB where a tenth would be more', () => {
    expect(limitsOf(20 * GB, null).low).toBe(2 * GB);
    expect(limitsOf(4096 * GB, null).low).toBe(5 * GB);
  });

  it('leave a small disk what the write-ahead log needs', () => {
    expect(limitsOf(200 * MB, null)).toEqual({ low: 64 * MB, none: 32 * MB });
  });

  it('are the operator’s own where MIN_FREE_MB says so', () => {
    expect(limitsOf(20 * GB, 800 * MB)).toEqual({ low: 800 * MB, none: 200 * MB });
  });

  it('never let go of the reserve: nothing is written below a limit of its own', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 50 }),
        fc.option(fc.nat(2 ** 40)),
        (size, asked) => {
          const { low, none } = limitsOf(size, asked === null ? null : Math.max(asked, 32 * MB));
          expect(none).toBeGreaterThanOrEqual(32 * MB);
          expect(none).toBeLessThanOrEqual(low);
        },
      ),
    );
  });
});

describe('Room', () => {
  const limits = limitsOf(20 * GB, null);
  const room = (free: number, before: 'enough' | 'low' | 'none', freeFiles: number | null = null) =>
    roomOf({ free, size: 20 * GB, freeFiles }, limits, before);

  it('is enough above the limit, low below it, none below the reserve', () => {
    expect(room(3 * GB, 'enough')).toBe('enough');
    expect(room(1.9 * GB, 'enough')).toBe('low');
    expect(room(0.4 * GB, 'enough')).toBe('none');
    expect(room(0.4 * GB, 'low')).toBe('none');
  });

  it('is enough again a little above the limit, so that it does not change with every file', () => {
    expect(room(2.05 * GB, 'low')).toBe('low');
    expect(room(2.2 * GB, 'low')).toBe('enough');
    expect(room(2.2 * GB, 'none')).toBe('enough');
    expect(room(0.51 * GB, 'none')).toBe('none');
    expect(room(0.6 * GB, 'none')).toBe('low');
  });

  it('is low where no more files can be made, however many bytes are free', () => {
    expect(room(10 * GB, 'enough', 3)).toBe('low');
    expect(room(10 * GB, 'low', 100_000)).toBe('enough');
  });

  it('grows with what is free, whatever it was before', () => {
    const order = ['none', 'low', 'enough'];
    fc.assert(
      fc.property(
        fc.nat(20 * 1024),
        fc.nat(20 * 1024),
        fc.constantFrom('enough', 'low', 'none'),
        (a, b, before) => {
          const [less, more] = [Math.min(a, b), Math.max(a, b)];
          expect(order.indexOf(room(less * MB, before))).toBeLessThanOrEqual(
            order.indexOf(room(more * MB, before)),
          );
        },
      ),
    );
  });
});
