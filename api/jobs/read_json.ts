/** Large JSON bodies: read under limits, parsed and checked in a process of its own, and handed over in pieces. */
import type { Context } from 'hono';
import { bodyOf } from '../http/body_limits.ts';
import { DEPTH, readJsonBytes } from '../http/json_limits.ts';
import { Problem, type ProblemCode, type ProblemExtra } from '../http/problem.ts';
import { FairQueue } from './fair_queue.ts';
import { limitedProcess, TookTooMuch, type ProcessLimits } from './limited_process.ts';
import { ownerOf } from './turns.ts';

/** The body of a call, and what its reader needs to know beside it. */
export interface JsonRequest<About> {
  readonly bytes: Uint8Array;
  readonly about: About;
}

export type JsonAnswer<Head, Piece> =
  | { readonly head: Head }
  | { readonly pieces: readonly Piece[] | null }
  | { readonly problem: { readonly code: ProblemCode; readonly extra: ProblemExtra } };

/** A million corners of outlines, with what stands between them. */
const MOST_MARKS = 6_000_000;
/** 64 MB of outlines take 600 MB and ten seconds. */
const LIMITS: ProcessLimits = { megabytes: 1024, ms: 60_000 };

/** Bodies that arrive, in memory: one of an account. */
const arriving = new FairQueue({ concurrency: 4, perOwner: 1, maxWaiting: 8, full: 'files_busy' });
const reading = new FairQueue({ concurrency: 1, perOwner: 1 });

/** Reads a call's body by `module` (serve_json.ts), and gives its head and its pieces to `take`. about: what the module
 *  needs beside the body, read once the body is there. Throws the module's Problems, `body_too_large` and `files_busy`. */
export function readJsonApart<About, Head, Piece, T>(
  c: Context,
  module: URL,
  about: () => Promise<About>,
  take: (head: Head, pieces: AsyncGenerator<readonly Piece[]>) => Promise<T>,
): Promise<T> {
  const owner = ownerOf(c);
  const { signal } = c.req.raw;
  return arriving.run(
    owner,
    async () => {
      const atMost = bodyOf(c.req.method, c.req.path).atMost ?? 0;
      const limits = { depth: DEPTH, marks: MOST_MARKS, bytes: atMost };
      const bytes = await readJsonBytes(c.req.raw, limits);
      const work = async () => handOver(module, { bytes, about: await about() }, take, signal);
      return reading.run(owner, work, signal);
    },
    signal,
  );
}

async function handOver<About, Head, Piece, T>(
  module: URL,
  request: JsonRequest<About>,
  take: (head: Head, pieces: AsyncGenerator<readonly Piece[]>) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const reader = limitedProcess<JsonRequest<About> | 'next', JsonAnswer<Head, Piece>>(
    module,
    LIMITS,
    signal,
  );
  const ask = async (message: JsonRequest<About> | 'next') => {
    const answer = await reader.ask(message).catch((error: unknown) => {
      throw error instanceof TookTooMuch
        ? new Problem('body_too_large', { detail: TOO_MUCH })
        : error;
    });
    if ('problem' in answer) throw new Problem(answer.problem.code, answer.problem.extra);
    return answer;
  };
  async function* pieces(): AsyncGenerator<readonly Piece[]> {
    for (;;) {
      const answer = await ask('next');
      if (!('pieces' in answer) || answer.pieces === null) return;
      yield answer.pieces;
    }
  }
  try {
    const opened = await ask(request);
    if (!('head' in opened)) throw new Error('a body begins with its head');
    return await take(opened.head, pieces());
  } finally {
    reader.kill();
  }
}

const TOO_MUCH =
  'The outlines take more memory or time than one request may. Thin or split them, then send the parts.';
