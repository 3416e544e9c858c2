/** The one error that a server outlives although nobody caught it. */
import { describe, expect, it } from 'vitest';
import { isLostWrite } from '#api/db/lost_write.ts';

const withStack = (error: Error, place: string) =>
  Object.assign(error, {
    stack: `${error.message}\n    at ${place}\n    at process.processImmediate`,
  });
const MESSAGE = "Cannot read properties of null (reading 'write')";

describe('An error nobody caught', () => {
  it('is let go when postgres.js wrote to a connection that had just been cut', () => {
    const place =
      'Immediate.nextWrite (file:///srv/node_modules/postgres/src/connection.js:255:22)';
    expect(isLostWrite(withStack(new TypeError(MESSAGE), place))).toBe(true);
  });

  it('ends the server when it is any other: the same words elsewhere, another error there, no error at all', () => {
    const ours = 'save (file:///srv/api/finds/queries.ts:7:1)';
    const there = 'Socket.data (file:///srv/node_modules/postgres/src/connection.js:1:1)';
    expect(isLostWrite(withStack(new TypeError(MESSAGE), ours))).toBe(false);
    expect(isLostWrite(withStack(new TypeError(MESSAGE), there))).toBe(false);
    expect(isLostWrite(withStack(new RangeError('too deep'), there))).toBe(false);
    expect(isLostWrite('write')).toBe(false);
  });
});
