/** What this server asks of addresses that others have named. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { outgoingFetch, type OutgoingOptions } from '#api/http/outgoing_fetch.ts';
import { isPublicAddress } from '#api/http/public_address.ts';
import '#test/support/seed.ts';

let calls = 0;
const server: Server = createServer((request, response) => {
  calls++;
  const path = request.url ?? '/';
  if (path === '/endless') {
    // it never ends by itself
    const more = () => {
      while (response.write('x'.repeat(65_536)));
      if (!response.destroyed) response.once('drain', more);
    };
    return more();
  }
  if (path === '/slow') return void response.write('{');
  if (path === '/packed') {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    return void response.end(gzipSync('x'.repeat(2 ** 22)));
  }
  if (path === '/elsewhere') {
    response.writeHead(302, { location: '/here' });
    return void response.end();
  }
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ path, host: request.headers.host }));
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const { port } = server.address() as AddressInfo; // as: it listens on a port
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const get = (url: string, options: Partial<OutgoingOptions> = {}) =>
  outgoingFetch({ privateAddresses: true, ...options })(url, { method: 'GET', headers: {} });
const at = (path: string) => `http://127.0.0.1:${port}${path}`;

describe('An outgoing request', () => {
  it('is answered, where the operator allows its address', async () => {
    expect(await (await get(at('/here'))).json()).toMatchObject({ path: '/here' });
  });

  it('stops at a megabyte, at its time, at an answer that is packed, and follows no redirect', async () => {
    await expect(get(at('/endless'))).rejects.toMatchObject({ code: 'TOO_LARGE' });
    await expect(get(at('/slow'), { mostMs: 200 })).rejects.toMatchObject({ code: 'TOO_SLOW' });
    await expect(get(at('/packed'))).rejects.toMatchObject({ code: 'ENCODED' });
    const redirect = await get(at('/elsewhere'));
    expect([redirect.status, redirect.headers.get('location')]).toEqual([302, '/here']);
  });

  it.each([
    'http://127.0.0.1',
    'http://localhost',
    'http://2130706433',
    'http://0x7f.1',
    'http://0177.0.0.1',
    'http://0.0.0.0',
    'http://[::1]',
    'http://[::]',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:7f00:1]',
    'http://[64:ff9b::7f00:1]',
    'http://[fe80::1]',
    'http://[fd00::1]',
    'http://10.0.0.1',
    'http://172.16.0.1',
    'http://192.168.1.1',
    'http://169.254.169.254',
    'http://100.64.0.1',
    'http://[2002:7f00:1::]',
  ])('to %s is not made', async (origin) => {
    // prettier-ignore
    const before = calls;
    const asked = get(`${origin}:${port}/here`, { privateAddresses: false });
    await expect(asked).rejects.toMatchObject({ code: 'PRIVATE_ADDRESS' });
    expect(calls).toBe(before);
  });

  it('to a name is made only where each of its addresses is public, and to one that was looked at', async () => {
    const before = calls;
    const named = (addresses: readonly string[]) =>
      get(`http://provider.example:${port}/here`, {
        privateAddresses: false,
        resolve: () =>
          Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))), // prettier-ignore
      });
    for (const addresses of [['127.0.0.1'], ['192.0.43.8', '127.0.0.1'], ['::ffff:10.0.0.1'], []])
      await expect(named(addresses)).rejects.toMatchObject({ code: 'PRIVATE_ADDRESS' });
    expect(calls).toBe(before);
    // rebinding: the first look-up is the only one
    let looked = 0;
    const once = get(`http://provider.example:${port}/here`, {
      resolve: () => {
        looked++;
        return Promise.resolve([{ address: looked === 1 ? '127.0.0.1' : '192.0.2.1', family: 4 }]);
      },
    });
    expect(await (await once).json()).toMatchObject({ host: `provider.example:${port}` });
    expect(looked).toBe(1);
  });
});

describe('A public address', () => {
  it.each(['1.1.1.1', '8.8.8.8', '172.15.255.255', '172.32.0.1', '192.0.1.1', '2606:4700::1111', '2a00:1450::1'])('is %s', (address) => expect(isPublicAddress(address)).toBe(true)); // prettier-ignore
  it.each(['', 'localhost', '1', '::', '::1', 'fe80::1%eth0', '::ffff:8.8.8.8', '3fff::1', '2001:db8::1', '2001::1', 'ff02::1', '255.255.255.255', '192.88.99.1'])('is not %s', (address) => expect(isPublicAddress(address)).toBe(false)); // prettier-ignore

  it('is none of a private network, whatever its last digits are', () => {
    const within = fc.oneof(
      fc.tuple(fc.constant(10), fc.nat(255), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(127), fc.nat(255), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(192), fc.constant(168), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(169), fc.constant(254), fc.nat(255), fc.nat(255)),
    );
    fc.assert(
      fc.property(within, (parts) => {
        expect(isPublicAddress(parts.join('.'))).toBe(false);
        expect(isPublicAddress(`::ffff:${parts.join('.')}`)).toBe(false);
      }),
    );
  });
});
