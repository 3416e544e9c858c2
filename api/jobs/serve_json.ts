/** The side of read_json.ts that runs in a process of its own: parses the body, checks it, and answers in pieces. */
import { z } from 'zod';
import { inputProblem, Problem } from '../http/problem.ts';
import type { JsonAnswer, JsonRequest } from './read_json.ts';

/** Characters of a message: what the server unpacks in a few milliseconds. */
const MESSAGE = 2 ** 20;

/** @param check makes the head, and the pieces with the length of each in characters; it throws Problems */
export function serveJson<Body, About, Head, Piece>(
  schema: z.ZodType<Body>,
  check: (
    body: Body,
    about: About,
  ) => { readonly head: Head; readonly pieces: Iterable<readonly [Piece, length: number]> },
): void {
  const send = (answer: JsonAnswer<Head, Piece>) => process.send?.(answer);
  const orProblem = (work: () => void) => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      send({ problem: { code: error.code, extra: error.extra } });
    }
  };
  process.once('message', (message) => {
    orProblem(() => {
      const { bytes, about } = message as JsonRequest<About>; // as: read_json.ts sends it
      const { head, pieces } = check(parse(schema, bytes), about);
      const rest = pieces[Symbol.iterator]();
      process.on('message', () => {
        orProblem(() => send({ pieces: nextOf(rest) }));
      });
      send({ head });
    });
  });
  process.once('disconnect', () => process.exit());
}

function parse<Body>(schema: z.ZodType<Body>, bytes: Uint8Array): Body {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Problem('bad_request');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw inputProblem(parsed.error);
}

/** As many as a message holds; null: there are no more. */
function nextOf<Piece>(rest: Iterator<readonly [Piece, number]>): readonly Piece[] | null {
  const pieces: Piece[] = [];
  for (let length = 0; length < MESSAGE;) {
    const next = rest.next();
    if (next.done) break;
    pieces.push(next.value[0]);
    length += next.value[1];
  }
  return pieces.length === 0 ? null : pieces;
}
