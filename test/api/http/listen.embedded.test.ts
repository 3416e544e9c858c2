/** Callers who are slow, who send too much, or who speak no proper HTTP: over a real connection, with short clocks. */
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '#api/main/app.ts';
import { LIMITS, serverOf, type Limits } from '#api/http/listen.ts';
import { again, listening, problemIn, request as stranger, speak } from '#test/api/http/wire.ts';
import { newFind, policeCsv } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';

const MAX = 2 * 2 ** 20;
const testApp = await withTestApp({ maxUploadBytes: MAX });
const app = createApp(testApp, { uploads: testApp.uploads, web: null, hosts: null });
const log = pino({ level: 'silent' });
const limits: Limits = {
  ...LIMITS,
  headersMs: 400,
  idleMs: 200,
  stalledMs: 500,
  requestsPerConnection: 3,
  everyMs: 50,
  typed: { windowMs: 400, bytesPerSecond: 1000, wholeMs: 1_500 },
  // a busy machine may hold a sender up for a second
  files: { windowMs: 2_000, bytesPerSecond: 200, wholeMs: 20_000 },
};
const server = serverOf(app.fetch, log, limits);
const port = await listening(server);
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const AUTHORITY = `authorization: Bearer ${testApp.operator.token}`;
/** A call by somebody who may; `stranger` is nobody. */
const request = (line: string, headers: readonly string[] = [], body = ''): string =>
  stranger(line, [AUTHORITY, ...headers], body);

const JSON_TYPE = 'content-type: application/json';
const CLOSE = 'connection: close';
const TYPES = ['content-type: multipart/form-data; boundary=b'];
const PARTS =
  '--b\r\ncontent-disposition: form-data; name="agency"\r\n\r\nsabrina-police\r\n' +
  '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';
const incoming = () => {
  const folder = join(testApp.uploads, 'incoming');
  return existsSync(folder) ? readdirSync(folder) : [];
};
const pieces = (text: string, size: number): string[] =>
  text.match(new RegExp(`.{1,${size}}`, 'gs')) ?? [];

/** How long to wait for what comes about in a moment on a quiet machine. */
const LONG = { timeout: 50_000, interval: 20 };
const connectionsOf = (one: Server) =>
  new Promise<number>((resolve) => one.getConnections((_, count) => resolve(count)));
const hasConnections = (one: Server, count: number) =>
  vi.waitUntil(async () => (await connectionsOf(one)) === count, LONG);

describe('A caller who is slow', () => {
  const slow: readonly [string, Iterable<string>][] = [
    ['with the headers', again('GET / HTTP/1.1\r\nhost: localhost\r\n', 'a: b\r\n')],
    ['with the first line', again('GET /', 'x')],
    ['to say anything at all', ['']],
    [
      'with a body that says how long it is',
      again(request('POST /api/finds', [JSON_TYPE, 'content-length: 5000']), ' '),
    ],
    [
      'with a body that does not',
      again(request('POST /api/finds', [JSON_TYPE, 'transfer-encoding: chunked']), '1\r\n \r\n'),
    ],
    [
      'with the size of a chunk',
      again(request('POST /api/finds', [JSON_TYPE, 'transfer-encoding: chunked']), '0'),
    ],
    [
      'and stops in the middle',
      [request('POST /api/finds', [JSON_TYPE, 'content-length: 5000'], '{"note":"')],
    ],
    [
      'with a change',
      again(request('PATCH /api/hotspots/1', [JSON_TYPE, 'content-length: 5000']), ' '),
    ],
    [
      'with a file',
      again(request('POST /api/imports', [...TYPES, 'content-length: 90000'], PARTS), 'x'),
    ],
    [
      'with a file that does not say how long it is',
      again(request('POST /api/imports', [...TYPES, 'transfer-encoding: chunked']), '1\r\nx\r\n'),
    ],
  ];
  for (const [title, parts] of slow)
    it(`${title} gets an answer and is cut off`, async () => {
      const { status, text, closed, ms } = await speak(port, parts, { every: 40 });
      expect([status, closed]).toEqual([408, true]);
      expect(problemIn(text)).toMatchObject({ status: 408, code: 'too_slow' });
      expect(text).toMatch(/^connection: close$/m);
      expect(ms).toBeGreaterThan(300);
    });

  it('leaves nothing behind of a file', async () => {
    await vi.waitUntil(() => incoming().length === 0, LONG);
  });

  it('with a body that no route takes is answered, and cut off all the same', async () => {
    for (const line of ['GET /api/health', 'POST /api/nothing']) {
      const first = request(line, [JSON_TYPE, 'content-length: 5000']);
      const { status, closed } = await speak(port, again(first, ' '), { every: 40 });
      expect([line, status, closed]).toEqual([line, line.startsWith('GET') ? 200 : 404, true]);
    }
  });

  it('and nobody has to sign in, and is cut off before the second word', async () => {
    for (const line of ['POST /api/imports', 'POST /api/finds', 'PUT /api/nothing']) {
      const first = stranger(line, [JSON_TYPE, 'content-length: 500000']);
      const { status, closed } = await speak(port, again(first, ' '), { every: 40 });
      expect([line, status, closed]).toEqual([line, 401, true]);
    }
    expect(incoming()).toEqual([]);
  });

  it('but steady brings a whole file over a poor line, though it takes longer than words may', async () => {
    const file = policeCsv(Array.from({ length: 50 }, (_, i) => ({ id: `a${i}` })));
    const body = `${PARTS}${file}\r\n--b--\r\n`;
    const head = request('POST /api/imports', [...TYPES, `content-length: ${body.length}`]);
    // 3 kB a second, and a dead spot in the middle
    const parts = pieces(body, 300);
    parts.splice(20, 0, '', '', '');
    const { status, ms, said } = await speak(port, [head, ...parts], {
      every: 100,
      waitMs: 2_000,
    });
    expect(status).toBe(202);
    expect(said).toBe(parts.length + 1);
    expect(ms).toBeGreaterThan(limits.typed.wholeMs);
    await testApp.imports.settled();
    const { incidents } = await testApp.json<{ incidents: number }>('/api/partnership');
    expect(incidents).toBe(50);
  });

  it('does not delay others: a hundred of them, and the next one is answered', async () => {
    const first = request('POST /api/finds', [JSON_TYPE, 'content-length: 5000']);
    const crowd = Promise.all(
      Array.from({ length: 100 }, () => speak(port, again(first, ' '), { every: 40 })),
    );
    await vi.waitUntil(async () => (await connectionsOf(server)) >= 50, LONG);
    expect((await fetch(`http://127.0.0.1:${port}/api/openapi.json`)).status).toBe(200);
    expect((await crowd).map(({ status }) => status)).toEqual(
      Array.from({ length: 100 }, () => 408),
    );
  });

  it('to take an answer is cut off; one who waits for it is not', async () => {
    const other = serverOf(
      async (requested) => {
        if (requested.url.endsWith('/late')) await pause(3 * limits.stalledMs);
        return new Response(requested.url.endsWith('/late') ? 'late' : 'x'.repeat(2 ** 26));
      },
      log,
      limits,
    );
    const there = await listening(other);
    const arrived = once(other, 'connection');
    const deaf = connect(there, '127.0.0.1', () => deaf.write(request('GET /large'))).pause();
    deaf.on('error', () => undefined);
    await arrived;
    await hasConnections(other, 0);
    deaf.destroy();
    const late = await speak(there, [request('GET /late', ['connection: close'])]);
    expect([late.status, late.text.endsWith('late')]).toEqual([200, true]);
    other.close();
  });
});

describe('A connection', () => {
  it('that is idle is closed', async () => {
    const { status, closed } = await speak(port, [request('GET /api/health')]);
    expect([status, closed]).toEqual([200, true]);
  });

  it('carries so many requests and no more', async () => {
    const three = [1, 2, 3].map(() => request('GET /api/nothing'));
    const { text, closed } = await speak(port, three, { every: 100 });
    const answers = text.match(/^connection: \S+/gim) ?? [];
    expect(answers.map((line) => line.toLowerCase())).toEqual([
      'connection: keep-alive',
      'connection: keep-alive',
      'connection: close',
    ]);
    expect(closed).toBe(true);
  });

  it('beyond so many takes the place of the one that was quiet longest: a thousand shut nobody out', async () => {
    const quiet = serverOf(app.fetch, log, { ...LIMITS, headersMs: 60_000, idleMs: 60_000 });
    const there = await listening(quiet);
    const held = Array.from({ length: 1_000 }, () => connect(there, '127.0.0.1'));
    const gone: number[] = [];
    for (const [i, socket] of held.entries())
      socket.on('error', () => undefined).once('close', () => gone.push(i));
    await hasConnections(quiet, 1_000);
    // half of them have asked something, and keep the connection
    for (const socket of held.slice(0, 500)) socket.write(request('GET /api/nothing'));
    await Promise.all(held.slice(0, 500).map((socket) => once(socket, 'data')));
    const began = performance.now();
    const caller = await speak(there, [request('GET /api/nothing', [CLOSE])]);
    expect(caller.status).toBe(404);
    console.log(`beside 1,000 quiet connections: ${(performance.now() - began).toFixed(0)} ms`);
    // of those that never asked, the first
    await vi.waitUntil(() => gone.length > 0, LONG);
    expect(gone).toEqual([500]);
    for (const socket of held) socket.destroy();
    quiet.close();
  });

  it('that works is not closed for another: the new one is', async () => {
    const release = Promise.withResolvers<undefined>();
    const busy = serverOf(
      async () => {
        await release.promise;
        return new Response('done');
      },
      log,
      { ...LIMITS, connections: { all: 2, ofAddress: 2 } },
    );
    const there = await listening(busy);
    const working = [1, 2].map(() => speak(there, [request('GET /slow', [CLOSE])]));
    await hasConnections(busy, 2);
    const third = await speak(there, [request('GET /slow', [CLOSE])]);
    expect([third.status, third.closed]).toEqual([0, true]);
    release.resolve(undefined);
    expect((await Promise.all(working)).map(({ status }) => status)).toEqual([200, 200]);
    busy.close();
  });
});

describe('Too much', () => {
  it('of an address is a 414, and of headers a 431', async () => {
    const long = (n: number) => `/api/hexes?within=${'-2.22,52.19;'.repeat(n / 12)}`;
    const usual = await speak(port, [request(`GET ${long(8_000)}`, [CLOSE])]);
    expect(usual.status).toBe(422);
    const address = await speak(port, [request(`GET ${long(20_000)}`, [CLOSE])]);
    expect(address.status).toBe(414);
    expect(problemIn(address.text)).toMatchObject({ code: 'url_too_long' });
    for (const [line, headers] of [
      [`GET ${long(40_000)}`, []],
      ['GET /api/health', [`cookie: ${'c'.repeat(40_000)}`]],
      ['GET /api/health', Array.from({ length: 9_000 }, (_, i) => `a${i}: b`)],
      ['POST /api/finds', [`x: ${'c'.repeat(200_000)}`]],
    ] as const) {
      const { status, text, closed } = await speak(port, [request(line, headers)]);
      expect([line.slice(0, 20), status, closed]).toEqual([line.slice(0, 20), 431, true]);
      expect(problemIn(text)).toMatchObject({ code: 'headers_too_large' });
    }
  });

  it('headers within their size are all read: the last of two thousand is still Origin', async () => {
    const many = Array.from({ length: 2_500 }, (_, i) => `a${i}: b`);
    const find = JSON.stringify(newFind());
    const headers = [CLOSE, JSON_TYPE, `content-length: ${find.length}`, ...many];
    const send = (more: readonly string[]) =>
      speak(port, [request('POST /api/finds', [...headers, ...more], find)]);
    expect((await send(['origin: https://evil.example'])).status).toBe(403);
    expect((await send([])).status).toBe(201);
  });

  it('of a body is a 413 before it has come, and when it does not say how long it is, on its way', async () => {
    const chunk = `10000\r\n${'x'.repeat(2 ** 16)}\r\n`;
    for (const [line, type, length] of [
      ['POST /api/finds', JSON_TYPE, 2 ** 20 + 1],
      ['PUT /api/imports/1/mapping', JSON_TYPE, 2 ** 20 + 1],
      ['POST /api/areas', JSON_TYPE, 2 ** 26 + 1],
    ] as const) {
      const claimed = await speak(port, [request(line, [type, `content-length: ${length}`])]);
      expect([line, claimed.status, claimed.closed]).toEqual([line, 413, true]);
      expect(problemIn(claimed.text)).toMatchObject({ code: 'body_too_large' });
    }
    const chunked = request('POST /api/finds', [JSON_TYPE, 'transfer-encoding: chunked']);
    const sent = await speak(port, again(chunked, chunk), { every: 0.1 });
    expect([sent.status, sent.closed]).toEqual([413, true]);
    expect(problemIn(sent.text)).toMatchObject({ code: 'body_too_large' });
  });

  it('of a file is a 413, chunked or not, and leaves nothing', async () => {
    const chunk = `10000\r\n${'x'.repeat(2 ** 16)}\r\n`;
    const start = `${PARTS.length.toString(16)}\r\n${PARTS}\r\n`;
    const chunked = request('POST /api/imports', [...TYPES, 'transfer-encoding: chunked'], start);
    const whole = request('POST /api/imports', [...TYPES, `content-length: ${4 * MAX}`], PARTS);
    for (const parts of [again(chunked, chunk), again(whole, 'x'.repeat(2 ** 16))]) {
      const { status, text } = await speak(port, parts, { every: 0.1 });
      expect(status).toBe(413);
      expect(problemIn(text)).toMatchObject({ code: 'file_too_large' });
    }
    await vi.waitUntil(() => incoming().length === 0, LONG);
  });
});

describe('What is no proper HTTP', () => {
  const odd: readonly [string, string][] = [
    ['two lengths', request('POST /api/finds', ['content-length: 2', 'content-length: 3'], '{}')],
    [
      'a length and chunks',
      request('POST /api/finds', ['content-length: 4', 'transfer-encoding: chunked'], '0\r\n\r\n'),
    ],
    ['chunks that are not last', request('POST /a', ['transfer-encoding: chunked, identity'])],
    ['a negative length', request('POST /api/finds', ['content-length: -1'])],
    ['a space before the colon', request('GET /', ['content-length : 3'])],
    ['a line without a carriage return', 'GET / HTTP/1.1\nhost: localhost\n\n'],
    ['no host', `GET / HTTP/1.1\r\n${CLOSE}\r\n\r\n`],
    ['a host that is none', `GET / HTTP/1.1\r\n${CLOSE}\r\nhost: a/b@c\r\n\r\n`],
    ['a backslash in the path', request('GET /api\\health', [CLOSE])],
    ['an unknown method', request('STEAL /api/health')],
    ['a greeting of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['a NUL in a header', request('GET /', ['a: b\x00c'])],
  ];
  for (const [title, text] of odd)
    it(`${title} is refused, with no more than that`, async () => {
      const answer = await speak(port, [Buffer.from(text, 'latin1')]);
      expect(answer.status).toBe(400);
      expect(problemIn(answer.text)).toMatchObject({ status: 400, code: 'bad_request' });
      expect(answer.text).toMatch(/^content-type: application\/problem\+json/m);
      expect(answer.text).toMatch(/^content-security-policy: default-src 'none'/m);
      expect(answer.text).toMatch(/^x-content-type-options: nosniff/m);
      expect(answer.text).toMatch(/^cache-control: no-store/m);
      expect(answer.text).not.toMatch(/^(server|x-powered-by):/im);
      expect(answer.text).not.toContain('/work');
    });

  it('a method that nothing here has is a 405 that says which there are, and TRACE echoes nothing', async () => {
    for (const method of ['TRACE', 'PROPFIND', 'M-SEARCH', 'LINK', 'QUERY'])
      for (const path of ['/', '/api/health', '/api/finds']) {
        const answer = await speak(port, [
          request(`${method} ${path}`, [CLOSE, 'cookie: tasty=1']),
        ]);
        expect([method, answer.status]).toEqual([method, 405]);
        expect(answer.text).toMatch(/^allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS/im);
        expect(answer.text).not.toContain('tasty');
      }
    const tunnel = await speak(port, [request('CONNECT example.com:443')]);
    expect([tunnel.status, tunnel.closed]).toEqual([0, true]);
  });

  it('leaves the server standing', async () => {
    expect((await fetch(`http://127.0.0.1:${port}/api/openapi.json`)).status).toBe(200);
  });
});

describe('Nothing tells what the server is made of', () => {
  it('on any answer', async () => {
    for (const path of ['/', '/api/health', '/api/nothing', '/api/openapi.json']) {
      const { headers } = await fetch(`http://127.0.0.1:${port}${path}`);
      expect(headers.get('server')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });
});
