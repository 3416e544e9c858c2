/** The Problem for any error: an unavailable database, a body that cannot be read, or a bug. Nothing of the error itself
 *  gets out: it may hold SQL, paths, or what a person typed. */
import { HTTPException } from 'hono/http-exception';
import { isOutOfRoom } from '../db/out_of_room.ts';
import { isUnavailable } from '../db/unavailable.ts';
import { Problem } from './problem.ts';

/** Connection errors that only a caller gets: too many connections, a name that does not resolve. */
const ALSO_UNAVAILABLE = /^(53300|08\w{3}|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH)$/;
/** Text that UTF-8 can hold and PostgreSQL cannot: U+0000, half a surrogate pair in JSON. */
const UNWRITABLE = new Set(['22021', '22P05']);

const textOf = (error: object, key: string): string =>
  key in error ? String((error as Record<string, unknown>)[key]) : ''; // as: looked at as text only

/** @param reference makes the words that a caller quotes and the log has too */
export function problemOf(error: Error, reference: () => string): Problem {
  if (error instanceof Problem) {
    if (error.code !== 'internal' || error.extra.reference) return error;
    return new Problem('internal', { reference: reference() });
  }
  const code = textOf(error, 'code');
  if (isUnavailable(error) || ALSO_UNAVAILABLE.test(code))
    return new Problem('database_away', { reference: reference() });
  if (isOutOfRoom(error)) return new Problem('read_only', { reference: reference() });
  // row level security refused what the route's own check had let pass
  if (code === '42501') return new Problem('not_allowed');
  if (UNWRITABLE.has(code))
    return new Problem('bad_request', {
      detail: 'The text holds a character that cannot be stored (NUL). Remove it, then send again.',
    });
  if (error instanceof HTTPException && error.status < 500)
    return new Problem(error.status === 415 ? 'wrong_media_type' : 'bad_request');
  return new Problem('internal', { reference: reference() });
}
