/** An agency's provider vouches for its people there, and for nothing else. Whoever runs it can be anybody who works there:
 *  so it must not be able to give them ways of signing in that other agencies take for theirs. */
import { afterAll, describe, expect, it } from 'vitest';
import type { Me, MyWays } from '#api/contract/sign_in.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { putMembership } from '#api/auth/people/account_queries.ts';
import { refusal } from '#test/api/http/calls.ts';
import { openBrowser, settleIn, signInBy, somebody, type Browser } from '#test/support/browser.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { openIdProvider } from '#test/support/openid_provider.ts';
import { alice, bob } from '#test/support/people.ts';

const testApp = await withTestApp();
const council = await openIdProvider([
  'http://localhost:8080/api/sign-in/openid/severnside-council/callback',
]);
afterAll(() => council.close());

const administrator = openBrowser(testApp);
await settleIn(testApp, administrator, somebody({ roles: ['administrator'] }));
const { issuer, clientId: client_id, clientSecret: secret } = council;
const settings = { issuer, client_id, secret, tenant: null, enabled: true };
expect((await administrator.send('PUT', '/api/agency/provider', settings)).status).toBe(200);

/** Signs in at the provider as `login`, and comes back. */
async function viaProvider(login: string, url?: string, browser = openBrowser(testApp)) {
  const agency = 'severnside-council';
  const start = url ?? (await browser.post<{ url: string }>('/api/sign-in/openid', { agency })).url;
  const back = await council.signIn(start, login);
  await browser.call(`${back.pathname}${back.search}`);
  return browser;
}
/** Grace, who works at the council and at the police, and has linked her account at the council. */
async function grace(): Promise<{ person: ReturnType<typeof somebody>; app: string; me: Me }> {
  const person = somebody({ name: 'Grace' });
  const browser = openBrowser(testApp);
  const settled = await settleIn(testApp, browser, person);
  const { me } = settled;
  const { url } = await browser.post<{ url: string }>('/api/me/ways/openid');
  await viaProvider('grace@severnside', url, browser);
  await asOwner(testApp.database, (tx) =>
    putMembership(tx, { accountId: me.id, agencyId: testApp.agencyId(bob), roles: ['analyst'] }),
  );
  return { person, app: settled.secret, me };
}

describe('Whoever runs the council’s provider', () => {
  it('comes in as Grace of the council, and gets no further: no password, app or passkey of theirs becomes hers', async () => {
    const { person, app } = await grace();
    const impostor = await viaProvider('grace@severnside');
    expect(await impostor.get<Me>('/api/me')).toMatchObject({
      name: 'Grace',
      agency: { slug: alice.agency },
      others: [],
    });
    const password = 'an impostor’s own password';
    for (const [method, path, value] of [
      ['PUT', '/api/me/ways/password', { password }],
      ['POST', '/api/me/ways/begin', undefined],
      ['POST', '/api/me/ways/openid', undefined],
      ['DELETE', '/api/me/ways/totp', undefined],
    ] as const)
      expect([path, (await refusal(impostor.send(method, path, value))).code]).toEqual([
        path,
        'other_way_in',
      ]);
    // nor does a script's token, which outlives the browser, reach the police
    const { token } = await impostor.post<{ token: string }>('/api/me/tokens', {
      ...{ label: 'nightly', days: 1 },
    });
    const script = await testApp.call('/api/me', { headers: { authorization: `Bearer ${token}` } });
    expect(await script.json()).toMatchObject({ agency: { slug: alice.agency }, others: [] });
    await expect(signInBy(testApp, openBrowser(testApp), { ...person, password })).rejects.toThrow(
      /401/,
    );

    // Grace herself signs in the way she is known to us, and changes what she likes
    const own: Browser = openBrowser(testApp);
    await signInBy(testApp, own, person, app);
    expect(await own.get<MyWays>('/api/me/ways')).toMatchObject({ password: true, totp: true });
    const changed = await own.send('PUT', '/api/me/ways/password', {
      password: 'seven other unrelated nouns',
    });
    expect(changed.status).toBe(200);
    expect(await own.post<Me>('/api/me/agency', { agency: bob.agency })).toMatchObject({
      agency: { slug: bob.agency },
    });
  });
});
