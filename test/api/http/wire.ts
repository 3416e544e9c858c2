/** A connection spoken by hand, byte by byte: what no HTTP library would send. */
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Lets it listen on a free port. */
export async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

export interface Spoken {
  /** All that came back. */
  readonly text: string;
  /** Of the first answer; 0: the connection closed without one. */
  readonly status: number;
  /** Whether the other side hung up. */
  readonly closed: boolean;
  /** Milliseconds until then, or until no more was waited for. */
  readonly ms: number;
  /** How much of what was to be said was. */
  readonly said: number;
}

interface Speech {
  /** Milliseconds between two parts. */
  readonly every?: number;
  /** How long to wait for the other side to hang up once all is said. */
  readonly waitMs?: number;
}

/** Says the parts one after the other until the other side hangs up, and hears what it says. */
export async function speak(
  port: number,
  parts: Iterable<string | Uint8Array>,
  { every = 0, waitMs = 50_000 }: Speech = {},
): Promise<Spoken> {
  const socket = connect(port, '127.0.0.1');
  const began = performance.now();
  let text = '';
  let ms = 0;
  let said = 0;
  let closed = false;
  const over = new AbortController();
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  const hungUp = () => {
    if (!closed) ms = performance.now() - began;
    closed = true;
    over.abort();
  };
  // its last words may still be on their way when the connection is reset: hear them first
  socket.on('error', () => undefined);
  for (const event of ['end', 'close']) socket.once(event, hungUp);
  await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
  for (const part of parts) {
    if (closed) break;
    if (said > 0 && every > 0)
      await pause(every, undefined, { signal: over.signal }).catch(() => 0);
    if (!closed) socket.write(part);
    said++;
  }
  if (!closed) await pause(waitMs, undefined, { signal: over.signal }).catch(() => undefined);
  if (!closed) ms = performance.now() - began;
  socket.destroy();
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1] ?? 0);
  return { text, status, closed, ms, said };
}

export const request = (line: string, headers: readonly string[] = [], body = ''): string =>
  `${[`${line} HTTP/1.1`, 'host: localhost', ...headers].join('\r\n')}\r\n\r\n${body}`;

/** One after the other, for ever. */
export function* again(first: string, part: string): Generator<string> {
  yield first;
  for (;;) yield part;
}

/** The problem that an answer holds, or {} where it holds none. */
export function problemIn(text: string): Record<string, unknown> {
  const body = /\r\n\r\n(?:[0-9a-f]+\r\n)?(\{.*\})/s.exec(text)?.[1];
  return body === undefined ? {} : (JSON.parse(body) as Record<string, unknown>); // as: an object, by its braces
}
