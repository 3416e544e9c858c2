/** The HTTP server under the app: how much it takes from a caller, and how long it waits for one.
 *  What is refused here never reached the app, so its answer is written by hand. */
import { createServer, STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import { bodyOf, type MinimumUploadRate } from './body_limits.ts';
import { limitConnections, type ConnectionLimits } from './connections.ts';
import { arrivalAt, waitOn, type Arrival } from './minimum_upload_rate.ts';
import { Problem, type ProblemCode } from './problem.ts';

export interface Limits {
  /** Request line and headers together; the longest address has half of it (security.ts). */
  readonly headerBytes: number;
  readonly headersMs: number;
  /** Between two requests of one connection. Longer than a proxy keeps its own end open (nginx 60 s): it would
   *  otherwise send into a connection that is just being closed. */
  readonly idleMs: number;
  /** Of an answer that its caller does not take. */
  readonly stalledMs: number;
  readonly requestsPerConnection: number;
  /** A browser opens six; a thousand are well below what a process may have open. */
  readonly connections: ConnectionLimits;
  /** How often arrivals are checked. */
  readonly everyMs: number;
  readonly typed: MinimumUploadRate;
  readonly files: MinimumUploadRate;
}

/** Figures and their reasons: README.md, “Slow and large”. */
export const LIMITS: Limits = {
  headerBytes: 32 * 1024,
  headersMs: 20_000,
  idleMs: 75_000,
  stalledMs: 120_000,
  requestsPerConnection: 1000,
  connections: { all: 1000, ofAddress: 200 },
  everyMs: 1000,
  typed: { windowMs: 30_000, bytesPerSecond: 500, wholeMs: 300_000 },
  files: { windowMs: 60_000, bytesPerSecond: 1000, wholeMs: 6 * 3600_000 },
};

const LINGER_MS = 500;

type Fetch = Parameters<typeof getRequestListener>[0];

/** A server that is not listening yet. @param behindProxy connections are the operator's proxy's, and not callers' own */
export function serverOf(
  fetch: Fetch,
  log: Pick<Logger, 'info'>,
  limits: Limits = LIMITS,
  behindProxy = false,
): Server {
  const listener = getRequestListener(fetch, { errorHandler: () => answerOf('bad_request') });
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      // one time for all would cut long uploads: see minimum_upload_rate.ts
      requestTimeout: 0,
      connectionsCheckingInterval: limits.everyMs,
      keepAliveTimeout: limits.idleMs,
      insecureHTTPParser: false,
      // Node would answer in plain text; the listener answers with a problem
      requireHostHeader: false,
    },
    (request, response) => void listener(request, response),
  );
  server.maxRequestsPerSocket = limits.requestsPerConnection;
  limitConnections(server, limits.connections, behindProxy);
  // their size is limited; beyond a number Node drops headers silently, Origin among them
  server.maxHeadersCount = 0;
  server.timeout = limits.stalledMs;

  const talks = new WeakMap<Duplex, Talk>();
  /** Answers with the reason, unless an answer has begun, and closes the connection. */
  const refuse = (socket: Duplex, code: ProblemCode): void => {
    const problem = new Problem(code);
    log.info({ status: problem.status, code }, 'cut off');
    if (!socket.writable || isAnswered(talks.get(socket))) return void socket.destroy();
    socket.end(written(problem));
    // closed with bytes unread, a connection is reset, and the caller may never see why
    socket.resume();
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  };

  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    talks.set(request.socket, { request, response });
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else refuse(socket, CODES[error.code ?? ''] ?? 'bad_request');
  });
  server.on('timeout', (socket) => {
    // nothing moves because the answer is still being worked out: that is not the caller's fault
    const working = talks.get(socket)?.response.writableEnded === false;
    if (!working || socket.writableLength > 0) socket.destroy();
  });
  watchArrivals(server, limits, (socket) => refuse(socket, 'too_slow'));
  return server;
}

/** The latest on a connection. */
interface Talk {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Whether an answer has begun to a request that is not over: a second one would be taken for the next one's. */
const isAnswered = (talk: Talk | undefined): boolean =>
  talk !== undefined &&
  talk.response.headersSent &&
  !(talk.request.complete && talk.response.writableFinished);

/** Node's parser and timer errors as our problems; everything else is a request that cannot be read. */
const CODES: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'body_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too_slow',
};

const BARE_HEADERS = {
  'content-type': 'application/problem+json',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const answerOf = (code: ProblemCode): Response => {
  const problem = new Problem(code);
  return Response.json(problem.body(), { status: problem.status, headers: BARE_HEADERS });
};

/** The same as it goes over the wire. */
function written(problem: Problem): string {
  const body = JSON.stringify(problem.body());
  const headers = {
    ...BARE_HEADERS,
    connection: 'close',
    'content-length': Buffer.byteLength(body),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const status = `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`;
  return `${[status, ...lines].join('\r\n')}\r\n\r\n${body}`;
}

/** Checks every request that has not arrived whole, and cuts those below the minimum upload rate. */
function watchArrivals(
  server: Server,
  { everyMs, typed, files }: Limits,
  giveUp: (socket: Duplex) => void,
): void {
  const arriving = new Map<IncomingMessage, { arrival: Arrival; rate: MinimumUploadRate }>();
  server.prependListener('request', (request: IncomingMessage) => {
    const [path = ''] = (request.url ?? '').split('?');
    const rate = bodyOf(request.method ?? '', path).isFile ? files : typed;
    arriving.set(request, { arrival: arrivalAt(request.socket.bytesRead), rate });
  });
  let last = performance.now();
  const look = setInterval(() => {
    const now = performance.now();
    // a busy process read nothing meanwhile: bytes may have arrived that it has not taken yet
    const waited = Math.min(now - last, 2 * everyMs);
    last = now;
    for (const [request, { arrival, rate }] of arriving) {
      const { socket } = request;
      if (request.complete || socket.destroyed) arriving.delete(request);
      // the server is the slow side: what came has not been taken yet
      else if (request.readableLength > 0) continue;
      else {
        const next = waitOn(arrival, socket.bytesRead, waited, rate);
        if (next) arriving.set(request, { arrival: next, rate });
        else {
          arriving.delete(request);
          giveUp(socket);
        }
      }
    }
  }, everyMs).unref();
  server.once('close', () => clearInterval(look));
}
