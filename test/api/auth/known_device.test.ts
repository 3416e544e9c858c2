/** Wrong passwords from elsewhere lock nobody out at a device of theirs, and guessing from everywhere stays as slow as it
 *  was. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '#test/support/seed.ts';
import { readSampling } from '#test/support/matrix_sample.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { refusal } from '#test/api/http/calls.ts';
import {
  acceptLink,
  codeOf,
  isIn,
  later,
  linkFor,
  openBrowser,
  settleIn,
  signInBy,
  somebody,
  type Browser,
  type Somebody,
} from '#test/support/browser.ts';
import { passkeyDevice } from '#test/support/passkey_device.ts';
import { withTestApp } from '#test/support/test_app.ts';

const testApp = await withTestApp();
const DEVICE = 'commonground-device';
const WINDOW_SECONDS = 15 * 60;
const WRONG = 'not the right password';

async function settle(about: Partial<Somebody> = {}, from = '192.0.2.1') {
  const person = somebody(about);
  const browser = openBrowser(testApp, { from });
  const settled = await settleIn(testApp, browser, person);
  return { person, browser, ...settled };
}
/** Signed out, as at the end of a day: what stays in the browser is its device. */
const home = async ({ browser }: { readonly browser: Browser }) => {
  await browser.send('POST', '/api/sign-out');
  return browser;
};
/** Another browser with a copy of the cookies: an attacker who has them, or one that shares them. */
const withCookies = (cookies: ReadonlyMap<string, string>, from: string): Browser => {
  const browser = openBrowser(testApp, { from });
  for (const [name, value] of cookies) browser.cookies.set(name, value);
  return browser;
};
const guess = async (browser: Browser, email: string, password = WRONG, code?: string) =>
  (await browser.send('POST', '/api/sign-in/password', { email, password, code })).status;
/** Guesses from `addresses` strangers until none is checked any more. Returns how many were. */
async function flood(email: string, addresses = 4, each = 6): Promise<number> {
  let checked = 0;
  for (let n = 0; n < addresses; n++)
    for (let k = 0; k < each; k++)
      if ((await guess(openBrowser(testApp, { from: `203.0.113.${n}` }), email)) === 401) checked++;
  return checked;
}
const devicesOf = (accountId: string) =>
  asOwner(testApp.database, async (tx) => {
    const rows = await tx<{ hash: Buffer }[]>`
      select token_hash as hash
      from known_device
      where account_id = ${accountId}`;
    return rows.length;
  });

describe('Somebody whose password strangers guess', () => {
  it('signs in at a device of theirs, and no guess of the strangers is given back by it', async () => {
    const owner = await settle();
    const browser = await home(owner);
    expect(await flood(owner.person.email)).toBe(10);
    await signInBy(testApp, browser, owner.person, owner.secret);
    expect(await isIn(browser)).toBe(true);
    expect(await flood(owner.person.email)).toBe(0);
    // a stranger is who has no such device, also with the right password
    const elsewhere = openBrowser(testApp, { from: '192.0.2.77' });
    await expect(signInBy(testApp, elsewhere, owner.person)).rejects.toThrow(/429/);
  });

  it('has the other half of the tries at a new device where one address alone has guessed', async () => {
    const owner = await settle();
    expect(await flood(owner.person.email, 1, 12)).toBe(5);
    const elsewhere = openBrowser(testApp, { from: '192.0.2.78' });
    expect(await signInBy(testApp, elsewhere, owner.person)).toMatchObject({ next: 'code' });
  });

  it('has a second factor of their own, too, where the password is known', async () => {
    const owner = await settle();
    const browser = await home(owner);
    const mallory = openBrowser(testApp, { from: '203.0.113.50' });
    const { email, password } = owner.person;
    const said: number[] = [];
    for (let n = 0; n < 7; n++) {
      said.push(await guess(mallory, email, password, '000000'));
      later(testApp, 1);
    }
    expect(said.filter((status) => status === 401).length).toBeLessThanOrEqual(6);
    expect(said).toContain(429);
    await signInBy(testApp, browser, owner.person, owner.secret);
    expect(await isIn(browser)).toBe(true);
    // in two steps as well
    await browser.send('POST', '/api/sign-out');
    later(testApp, 60);
    const step = await signInBy(testApp, browser, owner.person);
    if (step.next !== 'code') throw new Error('a code is needed');
    await browser.post('/api/sign-in/second-factor', {
      ...{ attempt: step.attempt, code: codeOf(owner.secret, testApp.now()) },
    });
    expect(await isIn(browser)).toBe(true);
  });

  it('has ten tries at the device, and a device of somebody else counts as none', async () => {
    const [owner, mallory] = [await settle(), await settle({}, '192.0.2.9')];
    const browser = await home(owner);
    const said: number[] = [];
    for (let n = 0; n < 11; n++) said.push(await guess(browser, owner.person.email));
    expect(said).toEqual([...Array<number>(10).fill(401), 429]);
    later(testApp, WINDOW_SECONDS);
    const hers = await home(mallory);
    let checked = 0;
    for (let n = 0; n < 12; n++) if ((await guess(hers, owner.person.email)) === 401) checked++;
    expect(checked).toBe(5);
  });
});

describe('An address where somebody tries without end', () => {
  it('stops no passkey, provider or link of people who are known', async () => {
    const from = '198.51.100.60';
    const owner = await settle({}, from);
    const device = passkeyDevice();
    const begun = await owner.browser.post<{ attempt: string; passkey: unknown }>(
      '/api/me/ways/begin',
    );
    const options = begun.passkey as Parameters<typeof device.register>[0]; // as: what navigator.credentials.create takes
    const response = device.register(options, owner.browser.origin);
    await owner.browser.post('/api/me/ways', {
      ...{ attempt: begun.attempt, passkey: { label: 'Key', response } },
    });
    const browser = await home(owner);
    const joiner = somebody();
    const link = await linkFor(testApp, joiner);
    for (let n = 0; n < 301; n++)
      await openBrowser(testApp, { from }).send('POST', '/api/sign-in/passkey/begin');
    for (let n = 0; n < 101; n++)
      await openBrowser(testApp, { from }).send('POST', '/api/invitations/look', {
        token: `cgi_${'x'.repeat(43)}`,
      });
    const stranger = openBrowser(testApp, { from });
    expect((await stranger.send('POST', '/api/sign-in/passkey/begin')).status).toBe(429);
    const challenge = await browser.post<{
      attempt: string;
      options: { challenge: string; rpId: string };
    }>('/api/sign-in/passkey/begin');
    await browser.post('/api/sign-in/passkey', {
      attempt: challenge.attempt,
      response: device.signIn(challenge.options, browser.origin),
    });
    expect(await isIn(browser)).toBe(true);
    // a link that opens is counted by itself
    await acceptLink(testApp, stranger, link, joiner);
    expect(await isIn(stranger)).toBe(true);
  });
});

describe('A device', () => {
  it('is sent to nobody who was not let in, and says nothing about who has an account', async () => {
    const owner = await settle();
    const mallory = openBrowser(testApp, { from: '203.0.113.60' });
    for (const email of [owner.person.email, 'nobody@nowhere.example']) await guess(mallory, email);
    await signInBy(testApp, mallory, owner.person);
    expect(mallory.cookies.has(DEVICE)).toBe(false);
    for (const planted of [
      '',
      'x',
      `cgd_${'A'.repeat(43)}`,
      owner.browser.cookies.get('commonground-session') ?? '',
    ]) {
      mallory.cookies.set(DEVICE, planted);
      const said = await mallory.send('POST', '/api/sign-in/password', {
        ...{ email: owner.person.email, password: WRONG },
      });
      expect(said.headers.getSetCookie()).toEqual([]);
    }
  });

  it('opens nothing by itself, is kept through signing out, and is over after half a year', async () => {
    const owner = await settle();
    const browser = await home(owner);
    expect(browser.cookies.has(DEVICE)).toBe(true);
    expect(await isIn(browser)).toBe(false);
    const bearer = browser.cookies.get(DEVICE) ?? '';
    const answer = await testApp.call('/api/me', {
      headers: { authorization: `Bearer ${bearer}` },
    });
    expect(answer.status).toBe(401);
    later(testApp, 181 * 24 * 3600);
    await flood(owner.person.email);
    expect(await guess(browser, owner.person.email)).toBe(429);
  });

  it('that was planted in a browser is worth nothing to whoever planted it', async () => {
    const [owner, mallory] = [await settle(), await settle({}, '203.0.113.61')];
    const planted = mallory.browser.cookies.get(DEVICE) ?? '';
    const browser = openBrowser(testApp, { from: '192.0.2.5' });
    browser.cookies.set(DEVICE, planted);
    await signInBy(testApp, browser, owner.person, owner.secret);
    expect(browser.cookies.get(DEVICE)).not.toBe(planted);
    await flood(owner.person.email);
    expect(await guess(mallory.browser, owner.person.email)).toBe(429);
    // two people at one browser are both known there
    expect(await guess(browser, owner.person.email)).toBe(401);
    await flood(mallory.person.email);
    expect(await guess(browser, mallory.person.email)).toBe(401);
  });

  it('is forgotten when the person signs out everywhere else, changes a way in, or is disabled', async () => {
    const owner = await settle();
    later(testApp, 60);
    const other = openBrowser(testApp, { from: '192.0.2.6' });
    await signInBy(testApp, other, owner.person, owner.secret);
    expect(await devicesOf(owner.me.id)).toBe(2);
    await owner.browser.call('/api/me/sessions', { method: 'DELETE' });
    expect(await devicesOf(owner.me.id)).toBe(1);
    await flood(owner.person.email);
    expect(await guess(other, owner.person.email)).toBe(429);
    expect(await guess(owner.browser, owner.person.email)).toBe(401);
  });

  it('is one of ten: a person has no endless number of them', async () => {
    const reader = somebody({ roles: ['reader'] });
    const browser = openBrowser(testApp);
    const token = await linkFor(testApp, reader);
    const { attempt } = await browser.post<{ attempt: string }>('/api/invitations/begin', {
      token,
    });
    const { name, password } = reader;
    const me = await browser.post<{ id: string }>('/api/invitations/accept', {
      ...{ token, attempt, name, password },
    });
    for (let n = 0; n < 12; n++) {
      later(testApp, 1);
      await signInBy(testApp, openBrowser(testApp, { from: `192.0.2.${100 + n}` }), reader);
    }
    expect(await devicesOf(me.id)).toBe(10);
  });
});

describe('Whatever the order of guesses and sign-ins', () => {
  const { full } = readSampling(process.env);

  it('the owner gets in at her device, and strangers have ten guesses a window', async () => {
    const step = fc.oneof(
      {
        weight: 8,
        arbitrary: fc.record({ by: fc.constant('stranger' as const), from: fc.nat(5) }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ by: fc.constant('owner' as const), right: fc.boolean() }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ by: fc.constant('clock' as const), minutes: fc.nat(9) }),
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 45 }), async (steps) => {
        const owner = await settle({ roles: ['reader'] });
        const browser = withCookies(owner.browser.cookies, '203.0.113.1');
        browser.cookies.delete('commonground-session');
        const { email, password } = owner.person;
        const guessed: number[] = [];
        const tried: number[] = [];
        for (const one of steps) {
          if (one.by === 'clock') later(testApp, one.minutes * 60);
          if (one.by === 'stranger') {
            const stranger = openBrowser(testApp, { from: `203.0.113.${one.from}` });
            if ((await guess(stranger, email)) === 401) guessed.push(testApp.now().getTime());
          }
          if (one.by !== 'owner') continue;
          // her own tries are counted too: she makes eight in two windows at most
          const now = testApp.now().getTime();
          if (tried.filter((at) => at > now - 2 * WINDOW_SECONDS * 1000).length >= 8) continue;
          tried.push(now);
          const status = await guess(browser, email, one.right ? password : WRONG);
          expect(status).toBe(one.right ? 200 : 401);
          browser.cookies.delete('commonground-session');
        }
        // a window begins with its first guess, so any 15 minutes touch two of them at most
        for (const at of guessed) {
          const near = guessed.filter((other) => other >= at && other < at + WINDOW_SECONDS * 1000);
          expect(near.length).toBeLessThanOrEqual(20);
        }
        const spread = (guessed.at(-1) ?? 0) - (guessed[0] ?? 0);
        const windows = Math.floor(spread / (WINDOW_SECONDS * 1000)) + 1;
        expect(guessed.length).toBeLessThanOrEqual(10 * windows);
      }),
      { numRuns: full ? 40 : 3 },
    );
  }, 600_000);
});

describe('Passwords being checked', () => {
  it('a crowd of strangers fills its own queue, and not that of people at their devices', async () => {
    const owner = await settle({ roles: ['reader'] });
    const browser = await home(owner);
    const crowd = Array.from({ length: 40 }, (_, n) =>
      openBrowser(testApp, { from: `198.18.0.${n}` }).send('POST', '/api/sign-in/password', {
        ...{ email: `crowd${n}@nowhere.example`, password: WRONG },
      }),
    );
    const mine = guess(browser, owner.person.email, owner.person.password);
    const said = await Promise.all(crowd);
    const [busy] = said.filter(({ status }) => status === 503);
    if (!busy) throw new Error('the queue was never full');
    expect((await refusal(busy)).code).toBe('busy');
    expect(await mine).toBe(200);
  });
});
