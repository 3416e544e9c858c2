/** Signing in where one works, against a certified provider, and what somebody hostile would try on the way. */
import { afterAll, describe, expect, it } from 'vitest';
import type { Me, MyWays, WaysIn } from '#api/contract/sign_in.ts';
import type { AgencyProvider } from '#api/contract/people.ts';
import { insertInvitation } from '#api/auth/invitations/queries.ts';
import { newToken } from '#api/auth/tokens/token.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { refusal } from '#test/api/http/calls.ts';
import {
  later,
  linkFor,
  openBrowser,
  settleIn,
  somebody,
  type Browser,
  type Somebody,
} from '#test/support/browser.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { openIdProvider } from '#test/support/openid_provider.ts';
import { alice, bob, type Person } from '#test/support/people.ts';

const testApp = await withTestApp();
const { sql } = testApp.database;
const back = (slug: string) => `http://localhost:8080/api/sign-in/openid/${slug}/callback`;
const council = await openIdProvider([back('severnside-council')]);
const police = await openIdProvider([back('sabrina-police')]);
afterAll(async () => {
  await council.close();
  await police.close();
});

const settings = (there: typeof council, tenant: string | null) => ({
  issuer: there.issuer,
  client_id: there.clientId,
  secret: there.clientSecret,
  tenant,
  enabled: true,
});

/** An administrator in a browser, who sets the agency's provider up. */
const administrators = new Map<Person, Browser>();
for (const [agency, there, tenant] of [
  [alice, council, 'severnside'],
  [bob, police, null],
] as const) {
  const browser = openBrowser(testApp);
  const email = `administrator@${agency.agency ?? ''}.example`;
  await settleIn(testApp, browser, somebody({ agency, email, roles: ['administrator'] }));
  const answer = await browser.send('PUT', '/api/agency/provider', settings(there, tenant));
  expect(answer.status).toBe(200);
  administrators.set(agency, browser);
}
const administrator = (agency: Person): Browser => {
  const browser = administrators.get(agency);
  if (!browser) throw new Error('set up above');
  return browser;
};

const start = async (browser: Browser, agency = 'severnside-council'): Promise<string> =>
  (await browser.post<{ url: string }>('/api/sign-in/openid', { agency })).url;
/** Follows the provider's answer, as a browser would. Returns where the page ends up. */
const arrive = async (browser: Browser, address: URL): Promise<string> => {
  const answer = await browser.call(`${address.pathname}${address.search}`);
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
};
const meOf = async (browser: Browser): Promise<Me | null> =>
  (await browser.get<WaysIn>('/api/sign-in')).me;
/** The newest refusal's reason, by the reference the page shows. */
const reasonOf = async (page: string): Promise<unknown> => {
  const reference = /^\/(?:sign-in|me)\?refused=([\w-]+)$/.exec(page)?.[1];
  expect([page, reference]).toEqual([page, expect.any(String)]);
  const rows = await sql<{ about: Record<string, unknown> }[]>`
    select about
    from ${sql(testApp.database.schema)}.audit_event
    where about ->> 'reference' = ${reference ?? ''}`;
  return rows[0]?.about['reason'];
};
/** Joins by link, through the provider. */
async function joined(login: string, about: Partial<Somebody> = {}): Promise<Browser> {
  const browser = openBrowser(testApp);
  const token = await linkFor(testApp, somebody(about));
  const { url } = await browser.post<{ url: string }>('/api/invitations/openid', { token });
  expect(await arrive(browser, await council.signIn(url, login))).toBe('/sign-in');
  return browser;
}

describe('A person with an account at work', () => {
  it('joins by a link, and comes in from then on without one', async () => {
    const browser = await joined('ada@severnside', { name: 'Ada' });
    expect(await meOf(browser)).toMatchObject({
      name: 'Ada',
      roles: ['analyst'],
      agency: { slug: 'severnside-council' },
    });
    const again = openBrowser(testApp);
    const page = await arrive(again, await council.signIn(await start(again), 'ada@severnside'));
    expect(page).toBe('/sign-in');
    expect(await meOf(again)).toMatchObject({ name: 'Ada' });
  });

  it('is who the provider says by issuer and subject; an equal e-mail address is nobody', async () => {
    const email = 'frances@severnside.example';
    await settleIn(testApp, openBrowser(testApp), somebody({ email, name: 'Frances' }));
    // the provider says that this is frances@severnside.example, and that it has made sure
    const browser = openBrowser(testApp);
    const page = await arrive(
      browser,
      await council.signIn(await start(browser), 'frances@severnside'),
    );
    expect(await reasonOf(page)).toBe('not linked');
    expect(await meOf(browser)).toBeNull();
    // nor does a link of the agency that has the person take the account over
    const token = await linkFor(testApp, somebody({ email, name: 'Frances' }));
    const { url } = await browser.post<{ url: string }>('/api/invitations/openid', { token });
    const second = await arrive(browser, await council.signIn(url, 'frances@severnside'));
    expect(await reasonOf(second)).toBe('account exists');
    expect(await meOf(browser)).toBeNull();
  });

  it('may link it later, having just signed in, and comes back to their own page', async () => {
    const person = somebody({ name: 'Grace' });
    const browser = openBrowser(testApp);
    await settleIn(testApp, browser, person);
    const { url } = await browser.post<{ url: string }>('/api/me/ways/openid');
    expect(await arrive(browser, await council.signIn(url, 'grace@severnside'))).toBe('/me');
    expect(await browser.get<MyWays>('/api/me/ways')).toMatchObject({
      providers: [council.issuer],
    });
    const other = openBrowser(testApp);
    await arrive(other, await council.signIn(await start(other), 'grace@severnside'));
    expect(await meOf(other)).toMatchObject({ name: 'Grace' });

    // ten minutes later they have to sign in again; and nobody links what is somebody else's
    later(testApp, 600);
    expect((await refusal(browser.send('POST', '/api/me/ways/openid'))).code).toBe('sign_in_again');
    const thief = openBrowser(testApp);
    await settleIn(testApp, thief, somebody({ name: 'Thief' }));
    const mine = await thief.post<{ url: string }>('/api/me/ways/openid');
    const page = await arrive(thief, await council.signIn(mine.url, 'grace@severnside'));
    expect(page).toMatch(/^\/me\?refused=/);
    expect(await reasonOf(page)).toBe('linked to somebody else');
  });

  it('is vouched for at that agency only', async () => {
    const browser = await joined('hedy@severnside', { name: 'Hedy' });
    const me = await meOf(browser);
    await sql`
      insert into ${sql(testApp.database.schema)}.membership (account_id, agency_id, roles)
      values (${me?.id ?? ''}, ${testApp.agencyId(bob)}, array['reader'])`;
    expect((await meOf(browser))?.others).toEqual([]);
    const answer = await browser.send('POST', '/api/me/agency', { agency: 'sabrina-police' });
    expect((await refusal(answer)).code).toBe('other_way_in');
    expect(await meOf(browser)).toMatchObject({ agency: { slug: 'severnside-council' } });
  });

  it('who was just signed in there signs in again, when they have to prove it again', async () => {
    const browser = await joined('ida@severnside', { name: 'Ida' });
    expect(new URL(await start(browser)).searchParams.get('max_age')).toBe('300');
    expect(new URL(await start(openBrowser(testApp))).searchParams.get('max_age')).toBeNull();
  });
});

describe('On the way back', () => {
  it('an answer is looked at once: neither code nor state nor cookie serve again', async () => {
    await joined('ken@severnside');
    const browser = openBrowser(testApp);
    const address = await council.signIn(await start(browser), 'ken@severnside');
    const cookie = browser.cookies.get('commonground-attempt') ?? '';
    expect(await arrive(browser, address)).toBe('/sign-in');
    expect(browser.cookies.has('commonground-attempt')).toBe(false);
    for (const replaying of [openBrowser(testApp), browser]) {
      replaying.cookies.clear();
      replaying.cookies.set('commonground-attempt', cookie);
      expect(await arrive(replaying, address)).toBe('/sign-in?refused=attempt_over');
      expect(await meOf(replaying)).toBeNull();
    }
  });

  it('somebody else’s answer is not taken: it belongs to the browser that was sent', async () => {
    await joined('lena@severnside');
    const mallory = openBrowser(testApp);
    const address = await council.signIn(await start(mallory), 'lena@severnside');
    // planted as a link in front of somebody who has begun nothing, and of one who has
    const victim = openBrowser(testApp);
    expect(await reasonOf(await arrive(victim, address))).toBe('no attempt in this browser');
    await start(victim);
    expect(await reasonOf(await arrive(victim, address))).toMatch(/OAUTH_INVALID_RESPONSE state/);
    expect(await meOf(victim)).toBeNull();
  });

  it('ten minutes are enough', async () => {
    await joined('mona@severnside');
    const browser = openBrowser(testApp);
    const address = await council.signIn(await start(browser), 'mona@severnside');
    later(testApp, 600);
    expect(await arrive(browser, address)).toBe('/sign-in?refused=attempt_over');
  });

  it.each<[string, (url: URL) => void, RegExp]>([
    ['nonce', (url) => url.searchParams.set('nonce', 'another'), /nonce/],
    [
      'code challenge',
      (url) =>
        url.searchParams.set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'),
      /invalid_grant/,
    ],
    ['state', (url) => url.searchParams.set('state', 'another'), /state/],
  ])('a %s that was changed on the way there is noticed', async (what, change, reason) => {
    const login = `nina-${what}@severnside`;
    await joined(login);
    const browser = openBrowser(testApp);
    const url = new URL(await start(browser));
    change(url);
    const page = await arrive(browser, await council.signIn(url.href, login));
    expect(await reasonOf(page)).toMatch(reason);
    expect(await meOf(browser)).toBeNull();
  });

  it.each<[string, (address: URL) => void, RegExp]>([
    [
      'of another issuer',
      (address) => address.searchParams.set('iss', police.issuer),
      /OAUTH_INVALID_RESPONSE iss/,
    ],
    ['without its issuer', (address) => address.searchParams.delete('iss'), /iss/],
    ['with another code', (address) => address.searchParams.set('code', 'x'), /invalid_grant/],
  ])('an answer %s is refused', async (what, change, reason) => {
    const login = `olga-${what}@severnside`;
    await joined(login);
    const browser = openBrowser(testApp);
    const address = await council.signIn(await start(browser), login);
    change(address);
    expect(await reasonOf(await arrive(browser, address))).toMatch(reason);
    expect(await meOf(browser)).toBeNull();
  });

  it('providers are not mixed up: an answer of one never counts for the other', async () => {
    await joined('pia@severnside');
    const browser = openBrowser(testApp);
    // begun with the council's; the answer is brought to where the police's would come
    const address = await council.signIn(await start(browser), 'pia@severnside');
    const elsewhere = new URL(back('sabrina-police'));
    elsewhere.search = address.search;
    expect(await reasonOf(await arrive(browser, elsewhere))).toBe('answer of another provider');
    // begun with the police's, answered by the council's with everything it has
    await start(browser, 'sabrina-police');
    expect(await reasonOf(await arrive(browser, elsewhere))).toMatch(/OAUTH_INVALID_RESPONSE/);
    expect(await meOf(browser)).toBeNull();
  });

  it('a person who declines there learns that it did not work, and so does one the provider refuses', async () => {
    const browser = openBrowser(testApp);
    const page = await arrive(browser, await council.refuse(await start(browser)));
    expect(await reasonOf(page)).toBe('answer: access_denied');
  });

  it('people of another tenant of the same provider are nobody’s', async () => {
    const browser = openBrowser(testApp);
    const page = await arrive(
      browser,
      await council.signIn(await start(browser), 'rita@another-council'),
    );
    expect(await reasonOf(page)).toBe('answer: other tenant');
    // not even with a link
    const token = await linkFor(testApp, somebody());
    const { url } = await browser.post<{ url: string }>('/api/invitations/openid', { token });
    const second = await arrive(browser, await council.signIn(url, 'rita@another-council'));
    expect(await reasonOf(second)).toBe('answer: other tenant');
    // and with the right tenant the same link works
    const third = await browser.post<{ url: string }>('/api/invitations/openid', { token });
    expect(await arrive(browser, await council.signIn(third.url, 'rita@severnside'))).toBe(
      '/sign-in',
    );
  });

  it('a person whom nobody linked is nobody', async () => {
    const browser = openBrowser(testApp);
    const page = await arrive(
      browser,
      await council.signIn(await start(browser), 'stranger@severnside'),
    );
    expect(await reasonOf(page)).toBe('not linked');
  });

  it('a link is good once, also when two come back with it', async () => {
    const token = await linkFor(testApp, somebody());
    const [one, two] = [openBrowser(testApp), openBrowser(testApp)];
    const journeys = await Promise.all(
      [one, two].map((browser) =>
        browser.post<{ url: string }>('/api/invitations/openid', { token }),
      ),
    );
    const first = await council.signIn(journeys[0]?.url ?? '', 'sue@severnside');
    const second = await council.signIn(journeys[1]?.url ?? '', 'tom@severnside');
    expect(await arrive(one, first)).toBe('/sign-in');
    expect(await reasonOf(await arrive(two, second))).toBe('link is spent');
    expect(await meOf(two)).toBeNull();
  });

  it('whoever left or was disabled is refused, whatever the provider says', async () => {
    const browser = await joined('uma@severnside');
    const me = await meOf(browser);
    await sql`
      update ${sql(testApp.database.schema)}.membership
      set ended_at = now()
      where account_id = ${me?.id ?? ''}`;
    const again = openBrowser(testApp);
    const page = await arrive(again, await council.signIn(await start(again), 'uma@severnside'));
    expect(await reasonOf(page)).toBe('no membership');
    expect(await meOf(browser)).toBeNull();
  });
});

describe('An agency’s provider', () => {
  it('is offered, and its secret is stored encrypted and never shown', async () => {
    const ways = await openBrowser(testApp).get<WaysIn>('/api/sign-in');
    expect(ways.agencies.map(({ slug }) => slug)).toEqual(['sabrina-police', 'severnside-council']);
    const answer = await administrator(alice).call('/api/agency/provider');
    const text = await answer.text();
    expect(JSON.parse(text)).toEqual({
      provider: {
        issuer: council.issuer,
        client_id: council.clientId,
        has_secret: true,
        tenant: 'severnside',
        enabled: true,
      },
      redirect_uri: back('severnside-council'),
    } satisfies AgencyProvider);
    const [row] = await sql<{ secret: string }[]>`
      select secret
      from ${sql(testApp.database.schema)}.identity_provider
      where agency_id = ${testApp.agencyId(alice)}`;
    expect(row?.secret).toMatch(/^v1\./);
    expect(row?.secret).not.toContain(council.clientSecret);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['is not https', { issuer: 'http://login.example' }, 'invalid_input'],
    [
      'is spelt otherwise than it calls itself',
      { issuer: `${council.issuer}/` },
      'provider_refused',
    ],
    ['is not there', { issuer: 'http://127.0.0.1:9' }, 'provider_refused'],
  ])('that %s is not stored', async (_what, change, code) => {
    later(testApp, 1);
    const browser = openBrowser(testApp);
    await settleIn(testApp, browser, somebody({ roles: ['administrator'] }));
    const wanted = { ...settings(council, 'severnside'), ...change };
    const answer = await browser.send('PUT', '/api/agency/provider', wanted);
    expect((await refusal(answer)).code).toBe(code);
    const stored = await browser.get<AgencyProvider>('/api/agency/provider');
    expect(stored.provider?.issuer).toBe(council.issuer);
  });

  it('is its own administrators’ to change, who have just signed in', async () => {
    const analyst = openBrowser(testApp);
    await settleIn(testApp, analyst, somebody({ roles: ['analyst'] }));
    const wanted = settings(council, 'severnside');
    expect((await refusal(analyst.send('PUT', '/api/agency/provider', wanted))).code).toBe(
      'not_allowed',
    );
    later(testApp, 600);
    const late = administrator(alice).send('PUT', '/api/agency/provider', wanted);
    expect((await refusal(late)).code).toMatch(/sign_in_again|sign_in_first/);
  });

  it('changed to another, keeps no secret for it, and whoever it vouched for is signed out', async () => {
    const browser = await joined('vera@severnside');
    expect(await meOf(browser)).not.toBeNull();
    const boss = openBrowser(testApp);
    await settleIn(testApp, boss, somebody({ roles: ['administrator'] }));
    const kept: Partial<ReturnType<typeof settings>> = settings(police, null);
    delete kept.secret;
    const changed = await boss.send('PUT', '/api/agency/provider', kept);
    expect(await changed.json()).toMatchObject({
      provider: { issuer: police.issuer, has_secret: false },
    });
    expect(await meOf(browser)).toBeNull();
    // a journey begun at the one before does not end at this one
    await boss.send('PUT', '/api/agency/provider', settings(council, 'severnside'));
    const halfway = openBrowser(testApp);
    const address = await council.signIn(await start(halfway), 'vera@severnside');
    await boss.send('PUT', '/api/agency/provider', settings(council, 'severnside'));
    expect(await arrive(halfway, address)).toBe('/sign-in?refused=attempt_over');
    // and one that is switched off is none
    await boss.send('PUT', '/api/agency/provider', {
      ...settings(council, 'severnside'),
      enabled: false,
    });
    const answer = await openBrowser(testApp).send('POST', '/api/sign-in/openid', {
      agency: 'severnside-council',
    });
    expect((await refusal(answer)).code).toBe('sign_in_refused');
    await boss.send('PUT', '/api/agency/provider', settings(council, 'severnside'));
  });
});

describe('A link to sign in anew', () => {
  it('may be opened by way of the provider; it leaves nothing of the ways before', async () => {
    const person = somebody({ name: 'Wanda' });
    const before = openBrowser(testApp);
    const { me } = await settleIn(testApp, before, person);
    const { token, hash } = newToken('invitation');
    await asOwner(testApp.database, (tx) =>
      insertInvitation(tx, {
        hash,
        kind: 'reset',
        agencyId: testApp.agencyId(alice),
        accountId: me.id,
        invitedBy: null,
        now: testApp.now(),
        expiresAt: new Date(testApp.now().getTime() + 86_400_000),
      }),
    );
    const browser = openBrowser(testApp);
    const { url } = await browser.post<{ url: string }>('/api/invitations/openid', { token });
    expect(await arrive(browser, await council.signIn(url, 'wanda@severnside'))).toBe('/sign-in');
    expect(await meOf(browser)).toMatchObject({ id: me.id, name: 'Wanda' });
    expect(await meOf(before)).toBeNull();
    const { email, password } = person;
    const answer = await before.send('POST', '/api/sign-in/password', { email, password });
    expect((await refusal(answer)).code).toBe('sign_in_refused');
  });
});
