/** Signing in with a passkey, without a name; the device here is software (passkey_device.ts). */
import { describe, expect, it } from 'vitest';
import type { InvitationBegun, MyWays, SignInStep, WaysIn } from '#api/contract/sign_in.ts';
import { refusal, sentences } from '#test/api/http/calls.ts';
import {
  codeOf,
  isIn,
  later,
  linkFor,
  openBrowser,
  settleIn,
  signInBy,
  somebody,
  type Browser,
} from '#test/support/browser.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { passkeyDevice, type PasskeyDevice } from '#test/support/passkey_device.ts';

const testApp = await withTestApp();

interface Creation {
  readonly challenge: string;
  readonly rp: { readonly id: string };
  readonly user: { readonly id: string };
  readonly excludeCredentials: readonly { readonly id: string }[];
}

/** Accepts a link with a passkey and no password. */
async function joined(device: PasskeyDevice = passkeyDevice()) {
  const browser = openBrowser(testApp);
  const token = await linkFor(testApp, somebody());
  const begun = await browser.post<InvitationBegun>('/api/invitations/begin', { token });
  const options = begun.passkey as Creation; // as: what navigator.credentials.create takes
  await browser.post('/api/invitations/accept', {
    token,
    attempt: begun.attempt,
    passkey: { label: 'My phone', response: device.register(options, browser.origin) },
  });
  return { browser, device };
}
interface BegunPasskey {
  readonly attempt: string;
  readonly options: { readonly challenge: string; readonly rpId: string };
}
const ask = (browser: Browser) => browser.post<BegunPasskey>('/api/sign-in/passkey/begin');

describe('A person with a passkey', () => {
  it('joins with it alone, and signs in by it without saying who they are', async () => {
    const { browser, device } = await joined();
    expect(await isIn(browser)).toBe(true);
    const again = openBrowser(testApp);
    const { attempt, options } = await ask(again);
    const response = device.signIn(options, again.origin);
    const step = await again.post<SignInStep>('/api/sign-in/passkey', { attempt, response });
    expect(step).toMatchObject({ next: 'signed_in', me: { roles: ['analyst'] } });
    expect(await isIn(again)).toBe(true);
    // the same answer, again: of a challenge that has served
    const thief = openBrowser(testApp);
    const replay = await thief.send('POST', '/api/sign-in/passkey', { attempt, response });
    expect((await refusal(replay)).code).toBe('attempt_over');
    expect(await isIn(thief)).toBe(false);
  });

  it('needs the server’s name: at an address in digits the answer names it', async () => {
    const there = openBrowser(testApp, { origin: 'http://127.0.0.1:8080' });
    const ways = await there.get<WaysIn>('/api/sign-in');
    expect(ways.passkeys).toMatch(/http:\/\/localhost:8080$/);
    const answer = await there.send('POST', '/api/sign-in/passkey/begin');
    expect((await refusal(answer)).code).toBe('passkey_impossible');
    expect((await openBrowser(testApp).get<WaysIn>('/api/sign-in')).passkeys).toBeNull();
    // and a link is offered the app alone
    const token = await linkFor(testApp, somebody());
    const begun = await there.post<InvitationBegun>('/api/invitations/begin', { token });
    expect(begun.passkey).toBeNull();
  });
});

describe('A passkey', () => {
  it('for another challenge, from another page, without the device’s check or of nobody lets nobody in', async () => {
    const { device } = await joined();
    for (const lies of [
      { challenge: 'AAAAAAAAAAAAAAAAAAAAAA' },
      { origin: 'http://localhost:8081' },
      { rpId: 'evil.example' },
      { userVerified: false },
    ]) {
      const browser = openBrowser(testApp);
      const { attempt, options } = await ask(browser);
      const response = device.signIn(options, browser.origin, lies);
      const answer = await browser.send('POST', '/api/sign-in/passkey', { attempt, response });
      expect([lies, (await refusal(answer)).code]).toEqual([lies, 'sign_in_refused']);
      expect(await isIn(browser)).toBe(false);
    }
    const browser = openBrowser(testApp);
    const { attempt, options } = await ask(browser);
    const stranger = passkeyDevice().signIn(options, browser.origin);
    const answer = await browser.send('POST', '/api/sign-in/passkey', {
      attempt,
      response: stranger,
    });
    expect((await refusal(answer)).code).toBe('sign_in_refused');
  });

  it('that was copied is noticed by its counter, once the first has been used', async () => {
    const { device } = await joined();
    const signIn = async () => {
      const browser = openBrowser(testApp);
      const { attempt, options } = await ask(browser);
      const response = device.signIn(options, browser.origin);
      return browser.send('POST', '/api/sign-in/passkey', { attempt, response });
    };
    const copiedAt = device.counter;
    expect((await signIn()).status).toBe(200);
    device.counter = copiedAt;
    expect((await refusal(signIn())).code).toBe('sign_in_refused');
  });

  it('has five minutes', async () => {
    const { device } = await joined();
    const browser = openBrowser(testApp);
    const { attempt, options } = await ask(browser);
    later(testApp, 300);
    const response = device.signIn(options, browser.origin);
    const answer = await browser.send('POST', '/api/sign-in/passkey', { attempt, response });
    expect((await refusal(answer)).code).toBe('attempt_over');
  });
});

describe('One’s own ways of signing in', () => {
  it('a passkey is added and removed by somebody who has just signed in, and everyone else is signed out', async () => {
    const person = somebody();
    const browser = openBrowser(testApp);
    const { secret } = await settleIn(testApp, browser, person);
    const elsewhere = openBrowser(testApp);
    await signInBy(testApp, elsewhere, person, secret);
    const device = passkeyDevice();
    const begun = await browser.post<InvitationBegun>('/api/me/ways/begin');
    const ways = await browser.post<MyWays>('/api/me/ways', {
      attempt: begun.attempt,
      passkey: {
        label: 'Security key',
        response: device.register(begun.passkey as Creation, browser.origin), // as: see above
      },
    });
    expect(ways).toMatchObject({
      password: true,
      totp: true,
      passkeys: [{ label: 'Security key', last_used_at: null }],
    });
    expect(await isIn(browser)).toBe(true);
    expect(await isIn(elsewhere)).toBe(false);
    // a device that has one gets no second
    const second = await browser.post<InvitationBegun>('/api/me/ways/begin');
    expect((second.passkey as Creation).excludeCredentials).toMatchObject([
      { id: device.credential },
    ]);
    const id = ways.passkeys[0]?.id ?? 0;
    const left = await browser.send('DELETE', `/api/me/ways/passkeys/${id}`);
    expect(await left.json()).toMatchObject({ passkeys: [] });
    // another person's is not there to take
    const { browser: other } = await joined();
    const theirs = await other.get<MyWays>('/api/me/ways');
    const answer = await browser.send(
      'DELETE',
      `/api/me/ways/passkeys/${theirs.passkeys[0]?.id ?? 0}`,
    );
    expect((await refusal(answer)).code).toBe('not_found');
    expect((await other.get<MyWays>('/api/me/ways')).passkeys).toHaveLength(1);
  });

  it('the last way of signing in cannot be removed', async () => {
    const { browser } = await joined();
    const { passkeys } = await browser.get<MyWays>('/api/me/ways');
    const answer = await browser.send('DELETE', `/api/me/ways/passkeys/${passkeys[0]?.id ?? 0}`);
    expect((await refusal(answer)).code).toBe('last_way_in');
    const analyst = openBrowser(testApp);
    await settleIn(testApp, analyst, somebody());
    expect((await refusal(analyst.send('DELETE', '/api/me/ways/totp'))).code).toBe('last_way_in');
    const reader = openBrowser(testApp);
    await settleIn(testApp, reader, somebody({ roles: ['reader'] }));
    expect((await reader.send('DELETE', '/api/me/ways/totp')).status).toBe(200);
  });

  it('a password is changed under the same rules, and the old one is worth nothing', async () => {
    const person = somebody();
    const browser = openBrowser(testApp);
    const { secret } = await settleIn(testApp, browser, person);
    const easy = await browser.send('PUT', '/api/me/ways/password', {
      password: 'passwordpassword',
    });
    expect(sentences(await refusal(easy))['password']).toMatch(/easy to guess/);
    const password = 'seven other unrelated nouns';
    expect((await browser.send('PUT', '/api/me/ways/password', { password })).status).toBe(200);
    expect(await isIn(browser)).toBe(true);
    await expect(signInBy(testApp, openBrowser(testApp), person, secret)).rejects.toThrow(/401/);
    const changed = { ...person, password };
    expect(await signInBy(testApp, openBrowser(testApp), changed, secret)).toMatchObject({
      next: 'signed_in',
    });
  });

  it('another app replaces the one before', async () => {
    const person = somebody();
    const browser = openBrowser(testApp);
    const { secret } = await settleIn(testApp, browser, person);
    const begun = await browser.post<InvitationBegun>('/api/me/ways/begin');
    const code = codeOf(begun.totp.secret, testApp.now());
    await browser.post('/api/me/ways', { attempt: begun.attempt, code });
    later(testApp, 60);
    await expect(signInBy(testApp, openBrowser(testApp), person, secret)).rejects.toThrow(/401/);
    expect(await signInBy(testApp, openBrowser(testApp), person, begun.totp.secret)).toMatchObject({
      next: 'signed_in',
    });
  });

  it('ten minutes after signing in, one signs in again first; a script never changes them', async () => {
    const person = somebody();
    const browser = openBrowser(testApp);
    const { secret } = await settleIn(testApp, browser, person);
    const password = 'seven other unrelated nouns';
    const { token } = await browser.post<{ token: string }>('/api/me/tokens', {
      label: 'nightly',
      days: 30,
    });
    later(testApp, 9 * 60);
    const late = browser.send('PUT', '/api/me/ways/password', { password });
    expect((await refusal(late)).code).toBe('sign_in_again');
    const script = await testApp.call('/api/me/ways/password', {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ password }),
    });
    expect((await refusal(script)).code).toBe('browser_only');
    await signInBy(testApp, browser, person, secret);
    expect((await browser.send('PUT', '/api/me/ways/password', { password })).status).toBe(200);
  });

  it('another person’s attempt is worth nothing here', async () => {
    const [one, two] = [openBrowser(testApp), openBrowser(testApp)];
    await settleIn(testApp, one, somebody());
    await settleIn(testApp, two, somebody());
    const begun = await one.post<InvitationBegun>('/api/me/ways/begin');
    const code = codeOf(begun.totp.secret, testApp.now());
    const answer = await two.send('POST', '/api/me/ways', { attempt: begun.attempt, code });
    expect((await refusal(answer)).code).toBe('attempt_over');
    // nor is it a way in
    const stranger = openBrowser(testApp);
    const enrol = await stranger.send('POST', '/api/sign-in/enrol', {
      attempt: begun.attempt,
      code,
    });
    expect((await refusal(enrol)).code).toBe('sign_in_refused');
  });
});
