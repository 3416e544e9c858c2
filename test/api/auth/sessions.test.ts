/** Browsers and scripts that are signed in: their owner sees them all, and ends any of them; so does an administrator those
 *  of the agency's people, and nobody else's. */
import { describe, expect, it } from 'vitest';
import type { Me, ScriptToken, SessionFacts, Sessions } from '#api/contract/sign_in.ts';
import type { People } from '#api/contract/people.ts';
import type { z } from 'zod';
import { refusal, sentences } from '#test/api/http/calls.ts';
import {
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
import { alice, bob } from '#test/support/people.ts';

const testApp = await withTestApp();
type Token = z.infer<typeof ScriptToken>;

async function settle(about: Partial<Somebody> = {}) {
  const person = somebody(about);
  const browser = openBrowser(testApp);
  return { person, browser, ...(await settleIn(testApp, browser, person)) };
}
const mine = async (browser: Browser): Promise<readonly SessionFacts[]> =>
  (await browser.get<z.infer<typeof Sessions>>('/api/me/sessions')).sessions;
const theirs = async (browser: Browser): Promise<readonly SessionFacts[]> =>
  (await browser.get<z.infer<typeof Sessions>>('/api/sessions')).sessions;
const makeToken = (browser: Browser, label: string, days = 30) =>
  browser.post<Token>('/api/me/tokens', { label, days });
const by = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const scripted = async (token: string): Promise<number> =>
  (await testApp.call('/api/me', by(token))).status;

describe('A person’s own sessions', () => {
  it('are listed, the last used first, each by what it is, and without a token', async () => {
    const { person, browser, secret } = await settle();
    const phone = openBrowser(testApp, {
      headers: {
        'user-agent':
          'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
      },
    });
    await signInBy(testApp, phone, person, secret);
    later(testApp, 120);
    const { token } = await makeToken(browser, 'nightly report');
    await isIn(browser);
    const listed = await mine(browser);
    expect(listed.map(({ kind, label, current }) => [kind, label, current]).toSorted()).toEqual([
      ['browser', 'Firefox on Linux', true],
      ['browser', 'Safari on iPhone', false],
      ['script', 'nightly report', false],
    ]);
    expect(listed.map(({ last_seen_at }) => last_seen_at)).toEqual(
      listed
        .map(({ last_seen_at }) => last_seen_at)
        .toSorted()
        .toReversed(),
    );
    const text = JSON.stringify(listed);
    for (const secret of [token, ...browser.cookies.values(), ...phone.cookies.values()])
      expect(text).not.toContain(secret);
    // one that nobody has used for half an hour is no session any more
    later(testApp, 29 * 60);
    await isIn(browser);
    expect((await mine(browser)).map(({ label }) => label)).not.toContain('Safari on iPhone');
  });

  it('are ended one by one, or all the others at once', async () => {
    const { person, browser, secret } = await settle();
    const others = [openBrowser(testApp), openBrowser(testApp)];
    for (const other of others) {
      await signInBy(testApp, other, person, secret);
      later(testApp, 60);
    }
    const [one, two] = others;
    if (!one || !two) throw new Error('there are two');
    const { token } = await makeToken(browser, 'nightly');
    const current = (await mine(one)).find((session) => session.current);
    const path = `/api/sessions/${current?.id ?? ''}`;
    expect((await browser.send('DELETE', path)).status).toBe(204);
    expect([await isIn(one), await isIn(two), await isIn(browser)]).toEqual([false, true, true]);
    expect((await refusal(browser.send('DELETE', path))).code).toBe('not_found');
    expect((await browser.send('DELETE', '/api/me/sessions')).status).toBe(200);
    expect([await isIn(two), await isIn(browser), await scripted(token)]).toEqual([
      false,
      true,
      401,
    ]);
    expect(await mine(browser)).toMatchObject([{ current: true }]);
  });

  it('are nobody else’s to see or end, but for an administrator of the agency they act for', async () => {
    const { browser, me } = await settle();
    const { browser: colleague } = await settle();
    const { browser: council } = await settle({ roles: ['administrator'] });
    const { browser: police } = await settle({ agency: bob, roles: ['administrator'] });
    const [own] = await mine(browser);
    if (!own) throw new Error('there is one');
    const path = `/api/sessions/${own.id}`;
    expect((await mine(colleague)).map(({ id }) => id)).not.toContain(own.id);
    expect((await refusal(colleague.call('/api/sessions'))).code).toBe('not_allowed');
    expect((await theirs(police)).map(({ id }) => id)).not.toContain(own.id);
    for (const other of [colleague, police])
      expect((await refusal(other.send('DELETE', path))).code).toBe('not_found');
    expect(await isIn(browser)).toBe(true);
    expect(await theirs(council)).toContainEqual(
      expect.objectContaining({ id: own.id, person: { id: me.id, name: me.name }, current: false }),
    );
    expect((await council.send('DELETE', path)).status).toBe(204);
    expect(await isIn(browser)).toBe(false);
    const gone = council.send('DELETE', '/api/sessions/0c8b4d2e-5a55-4b8e-9d53-1d53f0a0b1c2');
    expect((await refusal(gone)).code).toBe('not_found');
  });
});

describe('A script’s token', () => {
  it('is shown once, does what its person may, and is over at its hour or when it is revoked', async () => {
    const { browser, me } = await settle();
    const short = await makeToken(browser, 'a day', 1);
    const long = await makeToken(browser, 'a year', 365);
    expect(short.token).toMatch(/^cgt_[\w-]{43}$/);
    expect(short.session).toMatchObject({ kind: 'script', label: 'a day', person: { id: me.id } });
    expect(Date.parse(short.session.expires_at) - testApp.now().getTime()).toBe(24 * 3600_000);
    const answer = await testApp.call('/api/me', by(short.token));
    expect(await answer.json()).toMatchObject({
      ...{ name: me.name, kind: 'script', roles: ['analyst'], recent_until: null },
    });
    later(testApp, 24 * 3600 - 1);
    expect([await scripted(short.token), await scripted(long.token)]).toEqual([200, 200]);
    later(testApp, 1);
    expect([await scripted(short.token), await scripted(long.token)]).toEqual([401, 200]);
    // in an address, or without its word, it is nothing
    const query = await testApp.call(`/api/me?access_token=${long.token}&token=${long.token}`);
    expect(query.status).toBe(401);
    expect((await testApp.call('/api/me', { headers: { authorization: long.token } })).status).toBe(
      401,
    );
    const ended = await testApp.call(`/api/sessions/${long.session.id}`, {
      method: 'DELETE',
      ...by(long.token),
    });
    expect(ended.status).toBe(204);
    expect(await scripted(long.token)).toBe(401);
  });

  it('is made in a browser, for at most a year, under a name', async () => {
    const { browser } = await settle();
    for (const [given, path] of [
      [{ label: 'x', days: 366 }, 'days'],
      [{ label: 'x', days: 0 }, 'days'],
      [{ label: 'x', days: 1.5 }, 'days'],
      [{ label: '  ', days: 1 }, 'label'],
    ] as const) {
      const refused = await refusal(browser.send('POST', '/api/me/tokens', given));
      expect(Object.keys(sentences(refused))).toEqual([path]);
    }
    later(testApp, 600);
    const late = browser.send('POST', '/api/me/tokens', { label: 'x', days: 1 });
    expect((await refusal(late)).code).toBe('sign_in_again');
  });

  it('of a program of the agency’s own has its own roles, stands among the people, and ends like one', async () => {
    const { browser: administrator } = await settle({ roles: ['administrator'] });
    const made = await administrator.post<Token>('/api/scripts', {
      ...{ label: 'nightly export', days: 30, roles: ['analyst'] },
    });
    const { id } = made.session.person;
    const answer = await testApp.call('/api/me', by(made.token));
    expect(await answer.json()).toMatchObject({
      ...{ id, name: 'nightly export', kind: 'script', roles: ['analyst'] },
      agency: { slug: alice.agency },
    });
    const { people } = await administrator.get<z.infer<typeof People>>('/api/people');
    expect(people).toContainEqual(
      expect.objectContaining({ id, email: null, roles: ['analyst'], ended_at: null }),
    );
    // it is no person: nothing that a password or an e-mail address opens
    expect(people.find((one) => one.id === id)?.ways).toEqual({
      ...{ password: false, totp: false, passkeys: 0, provider: false },
    });
    expect((await administrator.send('POST', `/api/people/${id}/end`)).status).toBe(200);
    expect(await scripted(made.token)).toBe(401);
    const analyst = await settle();
    const own = analyst.browser.send('POST', '/api/scripts', {
      ...{ label: 'mine', days: 1, roles: ['administrator'] },
    });
    expect((await refusal(own)).code).toBe('not_allowed');
    expect(await analyst.browser.get<Me>('/api/me')).toMatchObject({ roles: ['analyst'] });
  });
});
