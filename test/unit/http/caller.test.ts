import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { accountIn, peerOf } from '#api/http/peer_account.ts';
import { callerOf, isAtThisMachine, type Caller } from '#api/http/caller.ts';

/** A call as @hono/node-server passes it on. */
async function called(
  from: string | null,
  headers: Record<string, string>,
  proxies = 0,
  httpVersion = '1.1',
): Promise<Omit<Caller, 'ends'>> {
  const app = new Hono();
  let caller: Caller | undefined;
  app.get('/', (c) => {
    caller = callerOf(c, proxies);
    return c.body(null, 204);
  });
  const env = from === null ? {} : { incoming: { httpVersion, socket: { remoteAddress: from } } };
  await app.request('/', { headers }, env);
  if (!caller) throw new Error('it was called');
  const { address, forwarded, host } = caller;
  return { address, forwarded, host };
}

describe('Where a call comes from', () => {
  it('is the connection’s other end; what the caller says of itself is its own invention', async () => {
    expect(await called('192.0.2.7', { host: 'localhost:8080' })).toEqual({
      ...{ address: '192.0.2.7', forwarded: false, host: 'localhost' },
    });
    expect(await called('192.0.2.7', { 'x-forwarded-for': '127.0.0.1' })).toMatchObject({
      ...{ address: '192.0.2.7', forwarded: true },
    });
  });

  it('behind proxies of our own is what the first of them was called from', async () => {
    const hops = '127.0.0.1, 198.51.100.1, 203.0.113.9';
    const address = async (proxies: number, said: string | null = hops) =>
      (await called('10.0.0.1', said === null ? {} : { 'x-forwarded-for': said }, proxies)).address;
    expect(await address(0)).toBe('10.0.0.1');
    expect(await address(1)).toBe('203.0.113.9');
    expect(await address(2)).toBe('198.51.100.1');
    // fewer hops than proxies, or none that says anything: nobody is believed
    expect(await address(4)).toBe('10.0.0.1');
    expect(await address(1, null)).toBe('10.0.0.1');
    expect(await address(1, '')).toBe('10.0.0.1');
    expect(await address(1, '1.2.3.4, ')).toBe('10.0.0.1');
  });

  it('is nowhere for a call from the same process', async () => {
    expect((await called(null, {})).address).toBeNull();
  });

  it('was passed on when any header says so', async () => {
    for (const name of [
      'forwarded',
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
      'via',
      'x-real-ip',
      'x-client-ip',
      'x-request-id',
      'true-client-ip',
      'cf-connecting-ip',
    ])
      expect([name, (await called('127.0.0.1', { [name]: 'x' })).forwarded]).toEqual([name, true]);
    expect((await called('127.0.0.1', { 'x-forward': 'x' })).forwarded).toBe(false);
  });

  it('was passed on when no browser calls so: in HTTP/1.0, once a connection, with the origin of elsewhere', async () => {
    const host = 'localhost:8080';
    expect((await called('127.0.0.1', { host }, 0, '1.0')).forwarded).toBe(true);
    for (const [name, value] of [
      ['connection', 'close'],
      ['connection', 'Keep-Alive, Close'],
      ['origin', 'https://cg.example'],
      ['origin', 'http://localhost:9000'],
      ['origin', 'null'],
    ] as const)
      expect([value, (await called('127.0.0.1', { host, [name]: value })).forwarded]).toEqual([
        ...[value, true],
      ]);
    for (const [name, value] of [
      ['connection', 'keep-alive'],
      ['origin', 'http://localhost:8080'],
    ] as const)
      expect([value, (await called('127.0.0.1', { host, [name]: value })).forwarded]).toEqual([
        ...[value, false],
      ]);
  });

  it('was called by a name, without port, brackets or capitals', async () => {
    for (const [host, name] of [
      ['LOCALHOST:8080', 'localhost'],
      ['[::1]:8080', '::1'],
      ['[::1]', '::1'],
      ['127.0.0.1', '127.0.0.1'],
      ['localhost:8080.evil.example', 'localhost:8080.evil.example'],
    ] as const)
      expect((await called('127.0.0.1', { host })).host).toBe(name);
  });
});

describe('A person at this very machine', () => {
  const here: Caller = { address: '127.0.0.1', forwarded: false, host: 'localhost', ends: null };
  const bound = { host: '127.0.0.1', publicUrl: null, trustedProxies: 0 };

  it('calls from it, by its own name, with nothing between', () => {
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '::FFFF:127.0.0.1'])
      expect([address, isAtThisMachine({ ...here, address }, bound)]).toEqual([address, true]);
    for (const host of ['localhost', '127.0.0.1', '::1'])
      expect([host, isAtThisMachine({ ...here, host }, bound)]).toEqual([host, true]);
  });

  it('is nobody as soon as one of it is not so', () => {
    for (const address of [null, '192.0.2.7', '::ffff:192.0.2.7', '127.0.0.1.evil.example', ''])
      expect([address, isAtThisMachine({ ...here, address }, bound)]).toEqual([address, false]);
    for (const host of ['', 'cg.example', 'localhost.evil.example', '192.0.2.7', '0.0.0.0'])
      expect([host, isAtThisMachine({ ...here, host }, bound)]).toEqual([host, false]);
    expect(isAtThisMachine({ ...here, forwarded: true }, bound)).toBe(false);
    expect(isAtThisMachine(here, { ...bound, host: '0.0.0.0' })).toBe(false);
    expect(isAtThisMachine(here, { ...bound, trustedProxies: 1 })).toBe(false);
    expect(isAtThisMachine(here, { ...bound, publicUrl: new URL('http://localhost') })).toBe(false);
  });
});

describe('The account at the other end of a connection', () => {
  const line = (own: string, other: string, uid: number) =>
    `   0: 0100007F:${own} 0100007F:${other} 01 00000000:00000000 00:00000000 00000000 ${uid}        0 1 1`;
  const table = ['  sl  local_address', line('1F90', 'C001', 1000), line('C001', '1F90', 33)].join(
    '\n',
  );

  it('is found by both of its ports in Linux’s table', () => {
    expect(accountIn(table, 0xc001, 8080)).toBe(33);
    expect(accountIn(table, 8080, 0xc001)).toBe(1000);
    expect(accountIn(table, 0xc002, 8080)).toBeNull();
    expect(accountIn('', 1, 2)).toBeNull();
  });

  it('is a person’s for a connection that this process makes to itself', async () => {
    const server = createServer((socket) => socket.pause());
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo; // as: it listens on a port
    const mine = connect(port, '127.0.0.1');
    const [theirs] = (await once(server, 'connection')) as [Socket]; // as: what a server gives
    expect(peerOf(theirs)).toBe('person');
    expect(peerOf(null)).toBe('unknown');
    mine.destroy();
    theirs.destroy();
    server.close();
  });
});
