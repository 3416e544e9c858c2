/** How long a letter that does not go is tried. */
import { expect, it } from 'vitest';
import { nextAttempt } from '#api/notices/next_attempt.ts';

const now = new Date('2026-11-27T17:00:00Z');

it('first after two minutes, then more and more rarely, and over a weekend', () => {
  expect(nextAttempt(0, now)).toEqual(new Date('2026-11-27T17:02:00Z'));
  let at: Date | null = now;
  let last = now;
  const waits: number[] = [];
  for (let attempt = 0; (at = nextAttempt(attempt, last)) !== null; attempt++) {
    waits.push(at.getTime() - last.getTime());
    last = at;
  }
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(last.getTime()).toBeGreaterThan(Date.parse('2026-11-30T12:00:00Z'));
  expect(last.getTime()).toBeLessThan(Date.parse('2026-12-02T00:00:00Z'));
});
