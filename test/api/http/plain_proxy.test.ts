/** A proxy on this machine that hides its caller: nginx with nothing but `proxy_pass http://127.0.0.1:8080;`. Whoever comes
 *  through it is not at this machine. */
import { createServer, request as call, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WaysIn } from '#api/contract/sign_in.ts';
import { insertAccount, putMembership } from '#api/auth/people/account_queries.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { serverOf } from '#api/http/listen.ts';
import { createApp } from '#api/main/app.ts';
import { markSample } from '#api/partnership/queries.ts';
import { listening } from '#test/api/http/wire.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice } from '#test/support/people.ts';

const testApp = await withTestApp();
const server = serverOf(
  createApp(testApp, { uploads: testApp.uploads, web: null, hosts: null }).fetch,
  testApp.log,
);
let morgan = '';
let port = 0;
const opened: { close(): unknown }[] = [server];

beforeAll(async () => {
  morgan = await asOwner(testApp.database, async (tx) => {
    await tx`update account set sample = true where kind = 'person'`;
    const id = await insertAccount(tx, { name: 'Morgan Hale', email: null, sample: true });
    const roles = ['administrator', 'analyst'] as const;
    await putMembership(tx, { accountId: id, agencyId: testApp.agencyId(alice), roles });
    await markSample(tx, 'loaded');
    return id;
  });
  port = await listening(server);
});
afterAll(() => {
  for (const one of opened) one.close();
});

interface Answer {
  readonly status: number;
  readonly text: string;
}
const read = async (answer: IncomingMessage): Promise<Answer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer); // as: no encoding is set
  return { status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() };
};

/** nginx's defaults: another Host, everything else as the caller sent it. 1.29.6 and older call in HTTP/1.0 and close. */
async function proxy(version: '1.0' | '1.1', close: boolean): Promise<number> {
  const front = createServer((asked, answer) => {
    const upstream = connect(port, '127.0.0.1', () => {
      const kept = Object.entries(asked.headers).filter(
        ([name]) => !/^(host|connection)$/.test(name),
      );
      upstream.write(
        [
          `${asked.method ?? ''} ${asked.url ?? ''} HTTP/${version}`,
          `Host: 127.0.0.1:${port}`,
          ...(close ? ['Connection: close'] : []),
          ...kept.map(([name, value]) => `${name}: ${String(value)}`),
          '\r\n',
        ].join('\r\n'),
      );
      asked.pipe(upstream, { end: false });
    });
    let said = '';
    upstream.on('data', (chunk: Buffer) => (said += String(chunk)));
    upstream.on('end', () => {
      const [head = '', ...rest] = said.split('\r\n\r\n');
      answer.writeHead(Number(/ (\d{3}) /.exec(head)?.[1] ?? 502));
      answer.end(rest.join('\r\n\r\n'));
    });
  });
  opened.push(front);
  return listening(front);
}

const ask = (
  at: number,
  path: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const asked = call(
      {
        ...{ host: '127.0.0.1', port: at, path, method: text === undefined ? 'GET' : 'POST' },
        headers: {
          connection: 'keep-alive',
          ...(text === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
          ...headers,
        },
      },
      (answer) => void read(answer).then(resolve, reject),
    );
    asked.on('error', reject);
    asked.end(text);
  });
const sampleIn = ({ text }: Answer) => (JSON.parse(text) as WaysIn).sample_people; // as: the contract
const totalIn = ({ text }: Answer) => (JSON.parse(text) as { incidents: number | null }).incidents; // as: the contract

describe('A plain proxy on this machine', () => {
  it('is no person at it: no one-click people, no total of all agencies', async () => {
    // who is there, without it
    expect(sampleIn(await ask(port, '/api/sign-in'))).toHaveLength(4);
    expect(totalIn(await ask(port, '/api/health'))).toBe(0);
    expect((await ask(port, '/api/sign-in/sample', { body: { id: morgan } })).status).toBe(200);
    for (const [version, close] of [
      ['1.0', true],
      ['1.0', false],
      ['1.1', true],
    ] as const) {
      const front = await proxy(version, close);
      const named = [version, close];
      expect([named, sampleIn(await ask(front, '/api/sign-in'))]).toEqual([named, null]);
      expect([named, totalIn(await ask(front, '/api/health'))]).toEqual([named, null]);
      const clicked = await ask(front, '/api/sign-in/sample', { body: { id: morgan } });
      expect([named, clicked.status]).toEqual([named, 403]);
    }
  });

  it('gives away, by what it hands on of the browser, that it is one', async () => {
    // as a proxy would that speaks HTTP/1.1 and keeps its connections
    for (const headers of [
      { origin: 'https://cg.example' },
      { 'x-real-ip': '192.0.2.7' },
      { via: '1.1 varnish' },
    ])
      expect(sampleIn(await ask(port, '/api/sign-in', { headers }))).toBeNull();
  });
});
