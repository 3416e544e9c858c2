/** An agency's people: what their administrators change acts on the very next call, and an agency never loses its last. */
import { describe, expect, it } from 'vitest';
import type { People, PersonFacts } from '#api/contract/people.ts';
import type { Me } from '#api/contract/sign_in.ts';
import type { z } from 'zod';
import { asOwner } from '#api/db/as_agency.ts';
import { refusal } from '#test/api/http/calls.ts';
import {
  isIn,
  later,
  openBrowser,
  settleIn,
  signInBy,
  somebody,
  type Browser,
} from '#test/support/browser.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, bob, chelsea, type Person } from '#test/support/people.ts';

const testApp = await withTestApp();

// at Bob's agency and at Chelsea's nobody administers but whom a test lets in
await asOwner(
  testApp.database,
  (tx) => tx`
    update membership
    set roles = '{analyst}'
    where account_id in (${testApp.viewer(bob).accountId}, ${testApp.viewer(chelsea).accountId})`,
);

/** An administrator in a browser. */
async function administratorOf(agency: Person): Promise<{ browser: Browser; me: Me }> {
  const browser = openBrowser(testApp);
  const { me } = await settleIn(testApp, browser, somebody({ agency, roles: ['administrator'] }));
  return { browser, me };
}
const peopleOf = (browser: Browser) => browser.get<z.infer<typeof People>>('/api/people');
const factsOf = async (browser: Browser, id: string): Promise<PersonFacts | undefined> =>
  (await peopleOf(browser)).people.find((person) => person.id === id);

describe('A person whose roles are changed', () => {
  it('may do what they let them from the next call on, also by a script, and no more', async () => {
    const { browser: administrator } = await administratorOf(alice);
    const browser = openBrowser(testApp);
    const { me } = await settleIn(testApp, browser, somebody({ roles: ['analyst'] }));
    const { token } = await browser.post<{ token: string }>('/api/me/tokens', {
      ...{ label: 'nightly', days: 30 },
    });
    const script = { headers: { authorization: `Bearer ${token}` } };
    const statuses = async () => [
      (await browser.call('/api/hexes?resolution=11')).status,
      (await testApp.call('/api/hexes?resolution=11', script)).status,
    ];
    expect(await statuses()).toEqual([200, 200]);
    const changed = await administrator.send('PATCH', `/api/people/${me.id}`, {
      roles: ['reader', 'street', 'reader'],
    });
    // each once, in the order of the list
    expect(await changed.json()).toMatchObject({ id: me.id, roles: ['street', 'reader'] });
    expect(await statuses()).toEqual([403, 403]);
    expect((await browser.get<Me>('/api/me')).roles).toEqual(['street', 'reader']);
    await administrator.send('PATCH', `/api/people/${me.id}`, { roles: ['analyst'] });
    expect(await statuses()).toEqual([200, 200]);
    for (const roles of [[], ['emperor'], 'administrator'])
      expect(
        (await refusal(administrator.send('PATCH', `/api/people/${me.id}`, { roles }))).code,
      ).toBe('invalid_input');
  });

  it('cannot make themself more than they are, nor can an administrator of another agency', async () => {
    const browser = openBrowser(testApp);
    const { me } = await settleIn(testApp, browser, somebody({ roles: ['analyst'] }));
    const promotion = { roles: ['administrator'] };
    const own = browser.send('PATCH', `/api/people/${me.id}`, promotion);
    expect((await refusal(own)).code).toBe('not_allowed');
    const { browser: police } = await administratorOf(bob);
    for (const [method, path, value] of [
      ['PATCH', `/api/people/${me.id}`, promotion],
      ['POST', `/api/people/${me.id}/end`, undefined],
      ['POST', `/api/people/${me.id}/disable`, undefined],
      ['POST', `/api/people/${me.id}/reset`, undefined],
    ] as const)
      expect([path, (await refusal(police.send(method, path, value))).code]).toEqual([
        path,
        'not_found',
      ]);
    expect((await browser.get<Me>('/api/me')).roles).toEqual(['analyst']);
    expect(await factsOf(police, me.id)).toBeUndefined();
    const { browser: council } = await administratorOf(alice);
    expect(await factsOf(council, me.id)).toMatchObject({ roles: ['analyst'], ended_at: null });
  });

  it('is changed by an administrator who has just signed in, and by nobody else', async () => {
    const { browser: administrator } = await administratorOf(alice);
    const { me } = await settleIn(testApp, openBrowser(testApp), somebody());
    const { token } = await administrator.post<{ token: string }>('/api/me/tokens', {
      ...{ label: 'nightly', days: 30 },
    });
    later(testApp, 600);
    const late = administrator.send('PATCH', `/api/people/${me.id}`, { roles: ['reader'] });
    expect((await refusal(late)).code).toBe('sign_in_again');
    for (const [method, path, value] of [
      ['PATCH', `/api/people/${me.id}`, { roles: ['reader'] }],
      ['POST', `/api/people/${me.id}/enable`, undefined],
      ['POST', `/api/people/${me.id}/reset`, undefined],
      ['POST', '/api/people/invitations', { email: 'a@b.example', name: 'A', roles: ['reader'] }],
      ['POST', '/api/scripts', { label: 'another', days: 1, roles: ['reader'] }],
      ['POST', '/api/me/tokens', { label: 'another', days: 1 }],
      ['POST', '/api/me/agency', { agency: alice.agency }],
      ['PUT', '/api/me/ways/password', { password: 'seven other unrelated nouns' }],
      ['DELETE', '/api/me/sessions', undefined],
    ] as const) {
      const answer = testApp.call(path, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(value === undefined ? {} : { body: JSON.stringify(value) }),
      });
      expect([path, (await refusal(answer)).code]).toEqual([path, 'browser_only']);
    }
    expect(await factsOf(administrator, me.id)).toMatchObject({ roles: ['analyst'] });
  });
});

describe('A person who leaves', () => {
  it('is nobody on the next call, in the browser that is open and by the script’s token, and cannot come back', async () => {
    const { browser: administrator } = await administratorOf(alice);
    const person = somebody();
    const browser = openBrowser(testApp);
    const { me, secret } = await settleIn(testApp, browser, person);
    const { token } = await browser.post<{ token: string }>('/api/me/tokens', {
      ...{ label: 'nightly', days: 30 },
    });
    const script = { headers: { authorization: `Bearer ${token}` } };
    expect((await testApp.call('/api/me', script)).status).toBe(200);
    expect(await isIn(browser)).toBe(true);
    const ended = await administrator.post<PersonFacts>(`/api/people/${me.id}/end`);
    expect(ended.ended_at).toBe(testApp.now().toISOString());
    expect(await isIn(browser)).toBe(false);
    expect((await testApp.call('/api/me', script)).status).toBe(401);
    await expect(signInBy(testApp, openBrowser(testApp), person, secret)).rejects.toThrow(/401/);
    // they are still among those who were, so that the audit's names are somebody's
    expect(await factsOf(administrator, me.id)).toMatchObject({ name: person.name });
    const again = administrator.send('POST', `/api/people/${me.id}/end`);
    expect((await refusal(again)).code).toBe('not_found');
    const anew = administrator.send('POST', `/api/people/${me.id}/reset`);
    expect((await refusal(anew)).code).toBe('not_found');
  });

  it('and is disabled is signed out everywhere; enabled again, they sign in as before', async () => {
    const { browser: administrator } = await administratorOf(alice);
    const person = somebody();
    const browser = openBrowser(testApp);
    const { me, secret } = await settleIn(testApp, browser, person);
    await administrator.post(`/api/people/${me.id}/disable`);
    expect(await isIn(browser)).toBe(false);
    await expect(signInBy(testApp, openBrowser(testApp), person, secret)).rejects.toThrow(/401/);
    await administrator.post(`/api/people/${me.id}/enable`);
    // the sessions of before stay ended
    expect(await isIn(browser)).toBe(false);
    later(testApp, 60);
    expect(await signInBy(testApp, browser, person, secret)).toMatchObject({ next: 'signed_in' });
  });
});

describe('The last administrator of an agency', () => {
  it('cannot leave, be disabled, or become anything else; of two, one can', async () => {
    const { browser, me } = await administratorOf(bob);
    const changes = (id: string) =>
      [
        () => browser.send('PATCH', `/api/people/${id}`, { roles: ['analyst'] }),
        () => browser.send('POST', `/api/people/${id}/end`),
        () => browser.send('POST', `/api/people/${id}/disable`),
      ] as const;
    const others = (await peopleOf(browser)).people.filter(
      ({ id, roles }) => id !== me.id && roles.includes('administrator'),
    );
    for (const { id } of others) await browser.post(`/api/people/${id}/end`);
    for (const change of changes(me.id))
      expect((await refusal(change())).code).toBe('last_administrator');
    // more beside it is no loss
    const both = { roles: ['administrator', 'analyst'] };
    expect((await browser.send('PATCH', `/api/people/${me.id}`, both)).status).toBe(200);

    const second = await administratorOf(bob);
    expect((await second.browser.send('POST', `/api/people/${me.id}/end`)).status).toBe(200);
    expect(await isIn(browser)).toBe(false);
    const alone = second.browser.send('POST', `/api/people/${second.me.id}/disable`);
    expect((await refusal(alone)).code).toBe('last_administrator');
  });

  it('is not a program that has the role: it cannot let anybody in', async () => {
    const { browser, me } = await administratorOf(bob);
    const others = (await peopleOf(browser)).people.filter(
      ({ id, email }) => id !== me.id && email,
    );
    for (const { id, ended_at } of others)
      if (!ended_at) await browser.post(`/api/people/${id}/end`);
    await browser.post('/api/scripts', { label: 'audit', days: 30, roles: ['administrator'] });
    const leave = browser.send('POST', `/api/people/${me.id}/end`);
    expect((await refusal(leave)).code).toBe('last_administrator');
  });

  it('is there still when two put each other out at the same moment, whichever way', async () => {
    type Change = readonly ['POST' | 'PATCH', string, unknown];
    const ways: readonly ((id: string) => Change)[] = [
      (id) => ['POST', `/api/people/${id}/end`, undefined],
      (id) => ['POST', `/api/people/${id}/disable`, undefined],
      (id) => ['PATCH', `/api/people/${id}`, { roles: ['reader'] }],
    ];
    for (const one of ways)
      for (const other of ways) {
        await asOwner(
          testApp.database,
          (tx) => tx`
            update membership
            set ended_at = ${testApp.now()}
            where agency_id = ${testApp.agencyId(chelsea)}
              and 'administrator' = any (roles)`,
        );
        const [first, second] = [await administratorOf(chelsea), await administratorOf(chelsea)];
        const answers = await Promise.all([
          first.browser.send(...one(second.me.id)),
          second.browser.send(...other(first.me.id)),
        ]);
        const left = await asOwner(
          testApp.database,
          (tx) => tx<{ name: string }[]>`
            select account.name
            from membership
            join account on account.id = membership.account_id
            where agency_id = ${testApp.agencyId(chelsea)}
              and 'administrator' = any (roles)
              and ended_at is null
              and disabled_at is null
            order by account.name`,
        );
        const about = [
          one('x').join(' '),
          other('x').join(' '),
          answers.map(({ status }) => status),
        ];
        expect([...about, left.length]).toEqual([...about, 1]);
      }
  });
});
