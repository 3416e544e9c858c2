/** The first administrator: whoever opens the link that the server prints, once, on an installation without anybody. */
import { describe, expect, it } from 'vitest';
import type { InvitationBegun, InvitationFacts, Me, WaysIn } from '#api/contract/sign_in.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { firstAdministratorLink } from '#api/auth/invitations/links.ts';
import { refusal, sentences } from '#test/api/http/calls.ts';
import {
  codeOf,
  isIn,
  later,
  openBrowser,
  settleIn,
  somebody,
  type Browser,
} from '#test/support/browser.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice } from '#test/support/people.ts';

const testApp = await withTestApp();
const BASE = new URL('http://localhost:8080');
/** As the server does at each start. */
const printed = async (): Promise<string> => {
  const link = await firstAdministratorLink(testApp, BASE, false);
  expect(link).toMatch(/^http:\/\/localhost:8080\/welcome#cgi_[\w-]{43}$/);
  return new URL(link ?? '').hash.slice(1);
};
/** As the command line does, beside the running server. */
const askedFor = async (): Promise<string | null> => {
  const answer = await testApp.call('/api/first-administrator', {
    method: 'POST',
    headers: { authorization: `Bearer ${testApp.operator.token}` },
  });
  expect(answer.status).toBe(201);
  const { link } = (await answer.json()) as { link: string | null }; // as: checked where it is used
  return link === null ? null : new URL(link).hash.slice(1);
};
const look = (token: string) =>
  openBrowser(testApp).send('POST', '/api/invitations/look', { token });
const waysIn = () => openBrowser(testApp).get<WaysIn>('/api/sign-in');
const GIVEN = {
  name: 'Frances',
  email: 'Frances@Severnside.example',
  password: 'maple tractor lemons seven',
};
async function accept(browser: Browser, token: string, about: object = GIVEN): Promise<Response> {
  const begun = await browser.post<InvitationBegun>('/api/invitations/begin', { token });
  const code = codeOf(begun.totp.secret, testApp.now());
  const { attempt } = begun;
  return browser.send('POST', '/api/invitations/accept', { token, attempt, code, ...about });
}

/** No agency runs the installation yet. */
const withoutHost = () =>
  asOwner(testApp.database, (tx) => tx`update partnership set host_agency_id = null`);

describe('An installation that nobody administers', () => {
  it('says so to whoever comes, and has no account that could be known beforehand', async () => {
    expect(await waysIn()).toMatchObject({ first_administrator: true, sample_people: null });
    const accounts = await asOwner(
      testApp.database,
      (tx) => tx<{ n: number }[]>`
        select count(*)::int as n
        from account
        where password_hash is not null
          or email is not null`,
    );
    expect(accounts[0]?.n).toBe(0);
  });

  it('has one link at a time: the one on an old screen ends once another is made', async () => {
    const first = await printed();
    expect((await look(first)).status).toBe(200);
    const second = (await askedFor()) ?? '';
    expect((await refusal(look(first))).code).toBe('link_spent');
    expect((await look(second)).status).toBe(200);
    const third = await printed();
    expect((await refusal(look(second))).code).toBe('link_spent');
    later(testApp, 7 * 24 * 3600);
    expect((await refusal(look(third))).code).toBe('link_spent');
  });

  it('gives its link to its operator alone', async () => {
    const browser = openBrowser(testApp);
    expect((await refusal(browser.send('POST', '/api/first-administrator'))).code).toBe(
      'sign_in_first',
    );
    // Alice's own agency runs the installation, and she administers it by a script
    const answer = testApp.request('/api/first-administrator', { method: 'POST' }, alice);
    expect((await refusal(answer)).code).toBe('not_allowed');
  });

  it('counts no program among its administrators: it could let nobody in', async () => {
    const made = await testApp.call('/api/scripts', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${testApp.operator.token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ label: 'nightly', days: 30, roles: ['administrator'] }),
    });
    expect(made.status).toBe(201);
    expect(await waysIn()).toMatchObject({ first_administrator: true });
    expect(await askedFor()).not.toBeNull();
  });
});

describe('Whoever opens the link', () => {
  it('says who they are and which agency this is, sets up both factors, and is the first; nobody is a second time', async () => {
    await withoutHost();
    const token = await printed();
    const facts = (await (await look(token)).json()) as InvitationFacts; // as: checked here
    expect(facts).toMatchObject({
      kind: 'first_administrator',
      agency: null,
      invited_by: null,
      roles: ['administrator', 'analyst'],
      second_factor: true,
      names_agency: true,
    });
    expect(facts.agencies.map(({ slug }) => slug)).toContain(alice.agency);
    const browser = openBrowser(testApp);
    const wanting = await refusal(accept(browser, token, {}));
    expect(Object.keys(sentences(wanting)).toSorted()).toEqual(['email', 'name', 'password']);
    const nameless = await refusal(accept(browser, token));
    expect(sentences(nameless)['agency']).toMatch(/Say which agency/);
    const unknown = accept(browser, token, { ...GIVEN, agency: { slug: 'the-guild' } });
    expect((await refusal(unknown)).code).toBe('unknown_agency');
    const taken = { slug: alice.agency, name: 'Another', kind: 'council' };
    expect(
      sentences(await refusal(accept(browser, token, { ...GIVEN, agency: taken })))['agency.slug'],
    ).toMatch(/already an agency/);
    const agency = { slug: 'wyre-council', name: 'Wyre Council', kind: 'council' };
    const two = openBrowser(testApp);
    const answers = await Promise.all([
      accept(browser, token, { ...GIVEN, agency }),
      accept(two, token, { ...GIVEN, email: 'second@severnside.example', agency }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410]);
    const winner = answers[0].ok ? browser : two;
    expect(await winner.get<Me>('/api/me')).toMatchObject({
      agency: { slug: 'wyre-council' },
      roles: ['administrator', 'analyst'],
      may: expect.arrayContaining(['partnership.manage', 'people.manage']) as unknown,
    });
    expect(await isIn(winner === browser ? two : browser)).toBe(false);
    expect((await refusal(look(token))).code).toBe('link_spent');
    expect(await waysIn()).toMatchObject({ first_administrator: false });
    expect(await askedFor()).toBeNull();
    expect(await firstAdministratorLink(testApp, BASE, false)).toBeNull();
  });

  it('after somebody has become one by another way is answered that it is spent', async () => {
    await asOwner(
      testApp.database,
      (tx) => tx`
        update membership
        set ended_at = ${testApp.now()}
        from account
        where account.id = account_id
          and email is not null`,
    );
    const token = await printed();
    const browser = openBrowser(testApp);
    const begun = await browser.post<InvitationBegun>('/api/invitations/begin', { token });
    await settleIn(testApp, openBrowser(testApp), somebody({ roles: ['administrator'] }));
    const code = codeOf(begun.totp.secret, testApp.now());
    const late = browser.send('POST', '/api/invitations/accept', {
      ...{ token, attempt: begun.attempt, code, ...GIVEN },
    });
    expect((await refusal(late)).code).toBe('link_spent');
    expect(await isIn(browser)).toBe(false);
  });
});
