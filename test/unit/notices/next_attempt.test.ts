/** How long a letter that does not go is tried. */
import { expect, it } from 'vitest';
import { nextAttempt } from '#api/notices/next_attempt.ts';

const now = new Date('2026-11-27T17:00:00Z');

it('first after two minutes, then more and more rarely, and over a weekend', () => {
  expect(nextAttempt(0, now)).toEqual(new Date('2026-11-27T17:02:00Z'));
  const waits: number[] = [];
  let last = now;
  for (let at = nextAttempt(0, last); at !== null; at = nextAttempt(waits.length, last)) {
    waits.push(at.getTime() - last.getTime());
    last = at;
  }
  expect(waits.length).toBeGreaterThan(5);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(last.getTime()).toBeGreaterThan(Date.parse('2026-11-30T12:00:00Z'));
  expect(last.getTime()).toBeLessThan(Date.parse('2026-12-02T00:00:00Z'));
});
