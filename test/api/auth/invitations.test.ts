/** Links that let somebody in: used once, for one person, for seven days, and only as good as whoever made them. */
import { describe, expect, it } from 'vitest';
import type { InvitationBegun, InvitationFacts, Me, Sessions } from '#api/contract/sign_in.ts';
import type { InvitationLink, People, PersonFacts } from '#api/contract/people.ts';
import type { Role } from '#api/contract/permissions.ts';
import type { z } from 'zod';
import { putMembership } from '#api/auth/people/account_queries.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { refusal, sentences } from '#test/api/http/calls.ts';
import {
  acceptLink,
  codeOf,
  isIn,
  later,
  openBrowser,
  settleIn,
  signInBy,
  somebody,
  type Browser,
  type Somebody,
} from '#test/support/browser.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, bob, type Person } from '#test/support/people.ts';

const testApp = await withTestApp();

async function administratorOf(agency: Person): Promise<{ browser: Browser; me: Me }> {
  const browser = openBrowser(testApp);
  const { me } = await settleIn(testApp, browser, somebody({ agency, roles: ['administrator'] }));
  return { browser, me };
}
/** The link that an administrator is shown. */
async function invite(
  by: Browser,
  { email, name, roles }: Pick<Somebody, 'email' | 'name' | 'roles'>,
): Promise<{ id: number; token: string }> {
  const made = await by.post<z.infer<typeof InvitationLink>>('/api/people/invitations', {
    ...{ email, name, roles },
  });
  const { pathname, hash } = new URL(made.link);
  expect(pathname).toBe('/invited');
  return { id: made.id, token: hash.slice(1) };
}
const look = (token: string) =>
  openBrowser(testApp).send('POST', '/api/invitations/look', { token });
const join = (browser: Browser, token: string) =>
  browser.send('POST', '/api/invitations/join', { token });
const rolesOf = async (by: Browser, id: string): Promise<readonly Role[] | undefined> =>
  (await by.get<z.infer<typeof People>>('/api/people')).people.find((one) => one.id === id)?.roles;

describe('A link', () => {
  it('says what it is for, is taken once, and is then worth nothing to anybody', async () => {
    const { browser: administrator, me: inviter } = await administratorOf(alice);
    const person = somebody({ email: 'Eve.Adams@Severnside.example', roles: ['tasking'] });
    const { id, token } = await invite(administrator, person);
    const open = await administrator.get<z.infer<typeof People>>('/api/people');
    expect(open.invitations).toContainEqual(
      expect.objectContaining({ id, name: person.name, email: person.email.toLowerCase() }),
    );
    expect(JSON.stringify(open)).not.toContain(token);
    const facts = (await (await look(token)).json()) as InvitationFacts; // as: checked here
    expect(facts).toMatchObject({
      kind: 'person',
      agency: { slug: alice.agency },
      roles: ['tasking'],
      email: person.email.toLowerCase(),
      invited_by: inviter.name,
      second_factor: true,
      names_agency: false,
    });
    expect(Date.parse(facts.expires_at) - testApp.now().getTime()).toBe(7 * 24 * 3600_000);
    const browser = openBrowser(testApp);
    const { me } = await acceptLink(testApp, browser, token, person);
    expect(me).toMatchObject({ email: person.email.toLowerCase(), roles: ['tasking'] });
    expect((await refusal(look(token))).code).toBe('link_spent');
    const again = openBrowser(testApp).send('POST', '/api/invitations/begin', { token });
    expect((await refusal(again)).code).toBe('link_spent');
    const left = await administrator.get<z.infer<typeof People>>('/api/people');
    expect(left.invitations.map((one) => one.id)).not.toContain(id);
  });

  it('taken by two at once makes one account', async () => {
    const { browser: administrator } = await administratorOf(alice);
    const person = somebody();
    const { token } = await invite(administrator, person);
    const attempts = await Promise.allSettled(
      [1, 2].map(() => acceptLink(testApp, openBrowser(testApp), token, person)),
    );
    expect(attempts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(String(attempts.find((one) => one.status === 'rejected')?.reason)).toContain(
      'link_spent',
    );
  });

  it('is over after seven days, when it is withdrawn, and when another is made in its stead', async () => {
    const { browser: administrator } = await administratorOf(alice);
    const [late, withdrawn, replaced] = [somebody(), somebody(), somebody()];
    const first = await invite(administrator, replaced);
    const second = await invite(administrator, replaced);
    expect((await refusal(look(first.token))).code).toBe('link_spent');
    expect((await look(second.token)).status).toBe(200);

    const gone = await invite(administrator, withdrawn);
    const { browser: police } = await administratorOf(bob);
    const path = `/api/people/invitations/${gone.id}`;
    expect((await refusal(police.send('DELETE', path))).code).toBe('not_found');
    // begun before, it does not end after
    const browser = openBrowser(testApp);
    const begun = await browser.post<InvitationBegun>('/api/invitations/begin', {
      token: gone.token,
    });
    expect((await administrator.send('DELETE', path)).status).toBe(204);
    const code = codeOf(begun.totp.secret, testApp.now());
    const { attempt } = begun;
    const accept = browser.send('POST', '/api/invitations/accept', {
      ...{ token: gone.token, attempt, password: withdrawn.password, code },
    });
    expect((await refusal(accept)).code).toBe('link_spent');
    expect(await isIn(browser)).toBe(false);
    expect((await refusal(administrator.send('DELETE', path))).code).toBe('not_found');

    const { token } = await invite(administrator, late);
    later(testApp, 7 * 24 * 3600 - 1);
    expect((await look(token)).status).toBe(200);
    later(testApp, 1);
    expect((await refusal(look(token))).code).toBe('link_spent');
  });

  it('gives what it says, whatever else is sent with it', async () => {
    const { browser: administrator } = await administratorOf(alice);
    const person = somebody({ roles: ['reader'] });
    const { token } = await invite(administrator, person);
    const browser = openBrowser(testApp);
    const { attempt } = await browser.post<InvitationBegun>('/api/invitations/begin', { token });
    const me = await browser.post<Me>('/api/invitations/accept', {
      ...{ token, attempt, name: 'As I like', password: person.password },
      email: 'somebody.else@severnside.example',
      agency: { slug: bob.agency },
      roles: ['administrator'],
      role: 'administrator',
      agency_id: testApp.agencyId(bob),
      account_id: testApp.viewer(alice).accountId,
      sample: true,
    });
    expect(me).toMatchObject({
      name: 'As I like',
      email: person.email,
      agency: { slug: alice.agency },
      roles: ['reader'],
      sample: false,
    });
    expect(me.id).not.toBe(testApp.viewer(alice).accountId);
    // another link's beginning does not go with it
    const [one, two] = [
      await invite(administrator, somebody()),
      await invite(administrator, somebody()),
    ];
    const begun = await browser.post<InvitationBegun>('/api/invitations/begin', {
      token: one.token,
    });
    const mixed = browser.send('POST', '/api/invitations/accept', {
      token: two.token,
      attempt: begun.attempt,
      password: person.password,
      code: codeOf(begun.totp.secret, testApp.now()),
    });
    expect((await refusal(mixed)).code).toBe('attempt_over');
  });

  it('names all that is missing at once, field by field', async () => {
    const { browser: administrator } = await administratorOf(alice);
    const person = somebody();
    const { token } = await invite(administrator, person);
    const browser = openBrowser(testApp);
    const { attempt } = await browser.post<InvitationBegun>('/api/invitations/begin', { token });
    const accept = (about: object) =>
      refusal(browser.send('POST', '/api/invitations/accept', { token, attempt, ...about }));
    expect(sentences(await accept({}))['password']).toMatch(/password, or set up a passkey/);
    expect(sentences(await accept({ password: person.password }))['code']).toMatch(/second factor/);
    const wrong = await accept({ password: person.password, code: '000000' });
    expect(sentences(wrong)['code']).toMatch(/present code/);
    expect((await look(token)).status).toBe(200);
  });
});

describe('A link for somebody who has an account', () => {
  it('does not take the account over: its owner signs in and joins one more agency', async () => {
    const person = somebody({ agency: bob, roles: ['analyst'] });
    const owner = openBrowser(testApp);
    const { secret } = await settleIn(testApp, owner, person);
    const { browser: administrator } = await administratorOf(alice);
    const { token } = await invite(administrator, { ...person, roles: ['reader'] });
    // at their own device they are told of the account they have, and the link stays good
    const taking = acceptLink(testApp, owner, token, person);
    await expect(taking).rejects.toThrow(/account_exists/);
    // nor does somebody else who is signed in join in their place
    const other = openBrowser(testApp);
    await settleIn(testApp, other, somebody());
    expect((await refusal(join(other, token))).code).toBe('other_person');
    later(testApp, 30);
    await signInBy(testApp, owner, person, secret);
    const joined = (await (await join(owner, token)).json()) as Me; // as: checked here
    expect(joined).toMatchObject({ agency: { slug: bob.agency } });
    expect(joined.others.map(({ slug }) => slug)).toEqual([alice.agency]);
    expect((await refusal(join(owner, token))).code).toBe('link_spent');
  });

  it('who works there already is not made: roles are changed, not joined', async () => {
    const { browser: administrator } = await administratorOf(alice);
    const person = somebody({ roles: ['reader'] });
    const browser = openBrowser(testApp);
    const { me } = await settleIn(testApp, browser, { ...person, roles: ['analyst'] });
    const again = administrator.send('POST', '/api/people/invitations', {
      ...{ email: person.email, name: person.name, roles: ['administrator'] },
    });
    expect(sentences(await refusal(again))['email']).toMatch(/works here already/);
    expect(await rolesOf(administrator, me.id)).toEqual(['analyst']);
    // nor does one that was made before they came by another way
    const police = somebody({ agency: bob, roles: ['reader'] });
    const elsewhere = openBrowser(testApp);
    const { me: second } = await settleIn(testApp, elsewhere, police);
    const early = await invite(administrator, { ...police, roles: ['administrator'] });
    await asOwner(testApp.database, (tx) =>
      putMembership(tx, {
        ...{ accountId: second.id, agencyId: testApp.agencyId(alice), roles: ['reader'] },
      }),
    );
    expect((await refusal(join(elsewhere, early.token))).code).toBe('link_spent');
    expect(await rolesOf(administrator, second.id)).toEqual(['reader']);
  });

  it('who has left makes them a member again, of that agency alone', async () => {
    const { browser: council } = await administratorOf(alice);
    const { browser: police } = await administratorOf(bob);
    const person = somebody({ agency: bob, roles: ['analyst'] });
    const browser = openBrowser(testApp);
    const { me } = await settleIn(testApp, browser, person);
    const first = await invite(council, person);
    expect((await join(browser, first.token)).status).toBe(200);
    await browser.send('POST', '/api/me/agency', { agency: alice.agency });
    const { token: old } = await browser.post<{ token: string }>('/api/me/tokens', {
      ...{ label: 'from before', days: 365 },
    });
    await browser.send('POST', '/api/me/agency', { agency: bob.agency });
    const before = async () =>
      (await testApp.call('/api/me', { headers: { authorization: `Bearer ${old}` } })).status;
    expect(await before()).toBe(200);
    const listed = async () =>
      (await council.get<z.infer<typeof Sessions>>('/api/sessions')).sessions.map(
        ({ label }) => label,
      );
    expect(await listed()).toContain('from before');
    await council.post<PersonFacts>(`/api/people/${me.id}/end`);
    expect(await before()).toBe(401);
    expect(await listed()).not.toContain('from before');
    later(testApp, 1);
    const again = await invite(council, { ...person, roles: ['street'] });
    expect((await join(browser, again.token)).status).toBe(200);
    expect(await rolesOf(council, me.id)).toEqual(['street']);
    // what they had then does not come back with them
    expect(await before()).toBe(401);
    expect(await rolesOf(police, me.id)).toEqual(['analyst']);
  });
});

describe('A link of an administrator who is none any more', () => {
  it.each(['end', 'disable', 'demote'] as const)(
    'lets nobody in after “%s”: no way back was kept',
    async (how) => {
      const { browser: administrator } = await administratorOf(alice);
      const mallory = await administratorOf(alice);
      const backDoor = somebody({ roles: ['administrator'] });
      const { id, token } = await invite(mallory.browser, backDoor);
      const honest = await invite(administrator, somebody());
      expect((await look(token)).status).toBe(200);
      const path = `/api/people/${mallory.me.id}`;
      const change =
        how === 'demote'
          ? administrator.send('PATCH', path, { roles: ['reader'] })
          : administrator.send('POST', `${path}/${how}`);
      expect((await change).status).toBe(200);
      expect((await refusal(look(token))).code).toBe('link_spent');
      const taking = acceptLink(testApp, openBrowser(testApp), token, backDoor);
      await expect(taking).rejects.toThrow(/link_spent/);
      const { invitations } = await administrator.get<z.infer<typeof People>>('/api/people');
      expect(invitations.map((one) => one.id)).not.toContain(id);
      expect(invitations.map((one) => one.id)).toContain(honest.id);
      expect((await look(honest.token)).status).toBe(200);
    },
  );
});
