/** How long the server waits for somebody: long for a poor line, not long for nobody. */
import { describe, expect, it } from 'vitest';
import { bodyOf, type MinimumUploadRate } from '#api/http/body_limits.ts';
import { LIMITS } from '#api/http/listen.ts';
import { arrivalAt, waitOn } from '#api/http/minimum_upload_rate.ts';

/** Seconds until it is given up; null: it came whole. `rate`: bytes of each second, by the second. */
function givenUpAfter(
  size: number,
  rate: (second: number) => number,
  minimum: MinimumUploadRate,
): number | null {
  let arrival = arrivalAt(0);
  let bytes = 0;
  for (let second = 1; bytes < size; second++) {
    bytes += rate(second);
    const next = waitOn(arrival, bytes, 1000, minimum);
    if (!next) return second;
    arrival = next;
  }
  return null;
}
const { typed, files } = LIMITS;
const POLICE_YEAR = 12_000_000;
const LARGEST = 512 * 2 ** 20;

describe('Over a poor line', () => {
  it('a police year comes whole: a phone on EDGE, a village at 256 kbit/s', () => {
    expect(givenUpAfter(POLICE_YEAR, () => 8_000, files)).toBeNull();
    expect(givenUpAfter(POLICE_YEAR, () => 32_000, files)).toBeNull();
  });

  it('so it does with 40 seconds of nothing in every minute', () => {
    const tunnel = (second: number) => (second % 60 < 40 ? 0 : 20_000);
    expect(givenUpAfter(POLICE_YEAR, tunnel, files)).toBeNull();
  });

  it('the largest file that is taken comes whole at 200 kbit/s', () => {
    expect(givenUpAfter(LARGEST, () => 25_000, files)).toBeNull();
  });

  it('a find with a note comes whole at 20 bytes a second, and after twenty seconds of nothing', () => {
    expect(givenUpAfter(600, () => 21, typed)).toBeNull();
    expect(givenUpAfter(600, (second) => (second < 20 ? 0 : 100), typed)).toBeNull();
  });
});

describe('Whoever only holds a connection', () => {
  it('is given up after one window', () => {
    for (const rate of [0, 1, 100, 480]) {
      expect(givenUpAfter(2 ** 20, () => rate, typed)).toBe(31);
      expect(givenUpAfter(LARGEST, () => rate, files)).toBe(61);
    }
  });

  it('gains nothing by a fast start', () => {
    const burst = (second: number) => (second === 1 ? 400_000 : 1);
    expect(givenUpAfter(2 ** 20, burst, typed)).toBe(32);
    expect(givenUpAfter(LARGEST, burst, files)).toBe(62);
  });

  it('is given up in the end, however steady: five minutes for words, six hours for a file', () => {
    expect(givenUpAfter(2 ** 20, () => 600, typed)).toBe(301);
    expect(givenUpAfter(LARGEST, () => 1_100, files)).toBe(6 * 3600 + 1);
  });
});

describe('A file', () => {
  it('is what comes at the two addresses that take one; everything else is words', () => {
    expect(bodyOf('POST', '/api/imports').isFile).toBe(true);
    expect(bodyOf('POST', '/api/areas').isFile).toBe(true);
    for (const [method, path] of [
      ['PUT', '/api/imports'],
      ['POST', '/api/imports/'],
      ['POST', '/api/finds'],
      ['GET', '/api/areas'],
    ] as const)
      expect(bodyOf(method, path)).toEqual({
        type: 'application/json',
        atMost: 2 ** 20,
        isFile: false,
      });
  });
});
