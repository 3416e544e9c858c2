import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outgoingFetch } from '#api/http/outgoing_fetch.ts';
import { providerCache } from '#api/auth/providers/provider_cache.ts';
import type { Provider } from '#api/auth/providers/openid.ts';
import { SignInRefused } from '#api/auth/attempts/sign_in_refused.ts';

/** A provider that serves its metadata, and counts how often. */
let fetched = 0;
let isUp = true;
let issuer = '';
const server = createServer((_request, response) => {
  fetched++;
  response.writeHead(isUp ? 200 : 503, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    }),
  );
});
beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // as: it listens on a port
  issuer = `http://127.0.0.1:${port}`;
});
afterAll(() => {
  server.close();
});

const provider = (about: Partial<Provider> = {}): Provider => ({
  issuer,
  clientId: 'common-ground',
  clientSecret: 'secret',
  tenant: null,
  ...about,
});

const outgoing = outgoingFetch({ privateAddresses: true });

describe('What a provider says of itself', () => {
  it('is kept for an hour, and then fetched again', async () => {
    let now = new Date('2025-11-22T12:00:00Z');
    const cache = providerCache(() => now, outgoing);
    const first = await cache.find(provider());
    const before = fetched;
    now = new Date('2025-11-22T12:59:59Z');
    expect(await cache.find(provider())).toBe(first);
    expect(fetched).toBe(before);
    now = new Date('2025-11-22T13:00:00Z');
    expect(await cache.find(provider())).not.toBe(first);
    expect(fetched).toBe(before + 1);
  });

  it('is another’s for another client or secret: a change acts at once', async () => {
    const cache = providerCache(() => new Date('2025-11-22T12:00:00Z'), outgoing);
    const found = await cache.find(provider());
    expect(await cache.find(provider({ clientSecret: 'another' }))).not.toBe(found);
    expect(await cache.find(provider({ clientSecret: null }))).not.toBe(found);
    expect(await cache.find(provider({ clientId: 'another' }))).not.toBe(found);
    expect(await cache.find(provider())).toBe(found);
  });

  it('is not kept when it was a failure', async () => {
    const cache = providerCache(() => new Date('2025-11-22T12:00:00Z'), outgoing);
    isUp = false;
    await expect(cache.find(provider())).rejects.toThrow(SignInRefused);
    isUp = true;
    expect((await cache.find(provider())).serverMetadata().issuer).toBe(issuer);
  });
});
