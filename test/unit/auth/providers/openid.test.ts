import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import {
  discover,
  finishJourney,
  isSafeIssuer,
  startJourney,
  type Provider,
} from '#api/auth/providers/openid.ts';
import { outgoingFetch, type OutgoingFetch } from '#api/http/outgoing_fetch.ts';
import { SignInRefused } from '#api/auth/attempts/sign_in_refused.ts';
import { lyingProvider, type ProviderLies } from '#test/support/lying_provider.ts';

const REDIRECT = 'http://localhost:8080/api/sign-in/openid/1/callback';
const fetched = outgoingFetch({ privateAddresses: true });
const there = await lyingProvider();
afterAll(() => there.close());
beforeEach(() => {
  there.lie({});
});

const council = (about: Partial<Provider> = {}): Provider => ({
  issuer: there.issuer,
  clientId: 'common-ground',
  clientSecret: 'a secret',
  tenant: null,
  ...about,
});

/** The reason the sign-in was refused for. */
const reason = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(SignInRefused);
  return (error as SignInRefused).reason; // as: checked above
};

async function signIn(
  about: { provider?: Provider; lies?: ProviderLies; change?: (back: URL) => void } = {},
) {
  const provider = about.provider ?? council();
  const found = await discover(provider, fetched);
  const { url, ...journey } = await startJourney(found, REDIRECT, null);
  const back = there.comeBack(url);
  about.change?.(back);
  there.lie(about.lies ?? {});
  return finishJourney(found, provider, back, journey);
}

describe('The way to a provider and back', () => {
  it('requests a code with PKCE, state and nonce, and nothing about the person', async () => {
    const { url, state, nonce } = await startJourney(
      await discover(council(), fetched),
      REDIRECT,
      null,
    );
    const requested = Object.fromEntries(new URL(url).searchParams);
    expect(requested).toMatchObject({
      response_type: 'code',
      scope: 'openid',
      code_challenge_method: 'S256',
      client_id: 'common-ground',
      redirect_uri: REDIRECT,
      state,
      nonce,
    });
    expect(requested['code_challenge']).toMatch(/^[\w-]{43}$/);
    expect(requested).not.toHaveProperty('max_age');
  });

  it('ends with who it is: issuer and subject, nothing else', async () => {
    const lies = { claims: { email: 'bob@police.example', email_verified: true } };
    expect(await signIn({ lies })).toEqual({
      issuer: there.issuer,
      subject: 'alice-at-the-provider',
    });
  });

  it('may require that the person has just signed in there', async () => {
    const provider = council();
    const found = await discover(provider, fetched);
    const attempt = async (auth_time: number) => {
      const { url, ...journey } = await startJourney(found, REDIRECT, 60);
      expect(new URL(url).searchParams.get('max_age')).toBe('60');
      there.lie({ claims: { auth_time } });
      return finishJourney(found, provider, there.comeBack(url), journey);
    };
    const now = Math.floor(Date.now() / 1000);
    expect(await reason(attempt(now - 3600))).toMatch(/^answer: OAUTH_JWT_TIMESTAMP/);
    expect((await attempt(now)).subject).toBe('alice-at-the-provider');
  });

  it.each<[string, ProviderLies]>([
    ['another nonce', { claims: { nonce: 'stale' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['another issuer', { claims: { iss: 'https://evil.example' } }],
    ['another client', { claims: { aud: 'some-other-app' } }],
    ['a time long past', { claims: { exp: 1_700_000_000, iat: 1_699_999_000 } }],
    ['no subject', { claims: { sub: undefined } }],
    ['a signature by another key', { signature: 'another key' }],
    ['no signature', { signature: 'none' }],
  ])('a token with %s is refused', async (_what, lies) => {
    const why = await reason(signIn({ lies }));
    expect(why).toMatch(/^answer: /);
    if (lies.claims) expect(why.toLowerCase()).toContain(Object.keys(lies.claims)[0]);
  });

  it('a code is good once', async () => {
    const provider = council();
    const found = await discover(provider, fetched);
    const { url, ...journey } = await startJourney(found, REDIRECT, null);
    const back = there.comeBack(url);
    await finishJourney(found, provider, back, journey);
    expect(await reason(finishJourney(found, provider, back, journey))).toBe(
      'answer: invalid_grant',
    );
  });

  it.each<[string, (back: URL) => void, RegExp]>([
    ['another state', (back) => back.searchParams.set('state', 'x'), /OAUTH_INVALID_RESPONSE/],
    ['no state', (back) => back.searchParams.delete('state'), /OAUTH_INVALID_RESPONSE/],
    [
      'another issuer (RFC 9207)',
      (back) => back.searchParams.set('iss', 'https://evil.example'),
      /OAUTH_INVALID_RESPONSE/,
    ],
    [
      'no issuer, where it promised one',
      (back) => back.searchParams.delete('iss'),
      /OAUTH_INVALID_RESPONSE/,
    ],
    [
      'a refusal',
      (back) => {
        back.searchParams.delete('code');
        back.searchParams.set('error', 'access_denied');
      },
      /access_denied/,
    ],
    ['a code of somebody else', (back) => back.searchParams.set('code', 'x'), /invalid_grant/],
  ])('an answer with %s is refused', async (_what, change, why) => {
    expect(await reason(signIn({ change }))).toMatch(why);
  });

  it('the verifier of another journey does not fit', async () => {
    const provider = council();
    const found = await discover(provider, fetched);
    const { url, ...journey } = await startJourney(found, REDIRECT, null);
    const other = await startJourney(found, REDIRECT, null);
    const stolen = { ...journey, verifier: other.verifier };
    expect(await reason(finishJourney(found, provider, there.comeBack(url), stolen))).toBe(
      'answer: invalid_grant',
    );
  });
});

describe('A pinned tenant', () => {
  const provider = () => council({ tenant: '11111111-1111-1111-1111-111111111111' });

  it('lets in its own people', async () => {
    const lies = { claims: { tid: '11111111-1111-1111-1111-111111111111' } };
    expect((await signIn({ provider: provider(), lies })).subject).toBe('alice-at-the-provider');
  });

  it.each([
    ['another tenant’s', '22222222-2222-2222-2222-222222222222'],
    ['none’s', undefined],
  ])('and not %s', async (_what, tid) => {
    expect(await reason(signIn({ provider: provider(), lies: { claims: { tid } } }))).toBe(
      'answer: other tenant',
    );
  });
});

describe('A provider', () => {
  it.each([
    ['https://login.example/tenant/v2.0', true],
    ['http://127.0.0.1:9000', true],
    ['http://localhost:9000', true],
    ['http://[::1]:9000', true],
    ['http://login.example', false],
    ['http://127.0.0.1.evil.example', false],
    ['http://10.0.0.1', false],
    ['https://user:pw@login.example', false],
    ['https://login.example/?tenant=1', false],
    ['file:///etc/passwd', false],
    ['login.example', false],
  ])('at %s may be one: %s', (issuer, safe) => {
    expect(isSafeIssuer(issuer)).toBe(safe);
  });

  it.each<[string, ProviderLies]>([
    ['names another issuer', { discovery: { issuer: 'https://evil.example' } }],
    ['has its keys on plain http elsewhere', { discovery: { jwks_uri: 'http://192.0.2.1/k' } }],
    [
      'has its codes on plain http elsewhere',
      { discovery: { token_endpoint: 'http://192.0.2.1' } },
    ],
    ['has no keys', { discovery: { jwks_uri: undefined } }],
    ['names no address to sign in at', { discovery: { authorization_endpoint: 'javascript:1' } }],
  ])('that %s is refused before anybody is sent there', async (_what, lies) => {
    there.lie(lies);
    expect(await reason(discover(council(), fetched))).toMatch(/^discovery/);
  });

  it('is named exactly: a slash more is another', async () => {
    expect(await reason(discover(council({ issuer: `${there.issuer}/` }), fetched))).toBe(
      'discovery: other issuer',
    );
  });

  it('that falls silent is not waited for', async () => {
    const provider = council();
    const found = await discover(provider, fetched, 0.2);
    const { url, ...journey } = await startJourney(found, REDIRECT, null);
    there.lie({ silent: true });
    expect(await reason(finishJourney(found, provider, there.comeBack(url), journey))).toBe(
      'answer: OAUTH_TIMEOUT',
    );
  });

  it('whose documents have no end, or who sends us elsewhere, is refused with no more than a megabyte read', async () => {
    there.lie({ endless: '/.well-known/openid-configuration' });
    expect(await reason(discover(council(), fetched))).toBe('discovery: TOO_LARGE');
    for (const endless of ['/keys', '/token']) {
      there.lie({});
      expect(await reason(signIn({ lies: { endless } }))).toBe('answer: TOO_LARGE');
    }
    const to = 'http://169.254.169.254/latest/meta-data';
    for (const path of ['/token', '/keys']) {
      there.lie({});
      expect(await reason(signIn({ lies: { redirect: { path, to } } }))).toMatch(/^answer: OAUTH/);
    }
    there.lie({ redirect: { path: '/.well-known/openid-configuration', to } });
    expect(await reason(discover(council(), fetched))).toMatch(/^discovery: OAUTH/);
  });

  it('on this machine, or with keys or codes on it, is refused unless the operator allows it', async () => {
    const strict = outgoingFetch({ privateAddresses: false });
    expect(await reason(discover(council(), strict))).toBe('discovery: PRIVATE_ADDRESS');
    // what it names later is looked at when it is called
    let open = true;
    const turned: OutgoingFetch = (url, request) => (open ? fetched : strict)(url, request);
    const found = await discover(council(), turned);
    const { url, ...journey } = await startJourney(found, REDIRECT, null);
    open = false;
    expect(await reason(finishJourney(found, council(), there.comeBack(url), journey))).toBe(
      'answer: PRIVATE_ADDRESS',
    );
  });

  it('that is unavailable refuses, and does not crash', async () => {
    const gone = await lyingProvider();
    await gone.close();
    expect(await reason(discover(council({ issuer: gone.issuer }), fetched))).toMatch(
      /^discovery: /,
    );
  });
});
