/** Trying things out at the sign-in: other people's steps, codes that have served, answers given again and again. */
import { describe, expect, it } from 'vitest';
import type { InvitationBegun, MyWays } from '#api/contract/sign_in.ts';
import { storedKey } from '#api/auth/rate_limit/rate_limit.ts';
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
import { withTestApp } from '#test/support/test_app.ts';
import { passkeyDevice, type PasskeyDevice } from '#test/support/passkey_device.ts';

const testApp = await withTestApp();
type Creation = Parameters<PasskeyDevice['register']>[0];

async function settle(about: Partial<Somebody> = {}) {
  const person = somebody(about);
  const browser = openBrowser(testApp);
  return { person, browser, ...(await settleIn(testApp, browser, person)) };
}
/** The token of the first step. */
async function firstStep(browser: Browser, person: Somebody): Promise<string> {
  const step = await signInBy(testApp, browser, person);
  if (step.next !== 'code') throw new Error('a code is needed');
  return step.attempt;
}
const secondStep = (browser: Browser, attempt: string, code: string) =>
  browser.send('POST', '/api/sign-in/second-factor', { attempt, code });
const codes = async (answers: readonly Promise<Response>[]): Promise<string[]> => {
  const found: string[] = [];
  for (const answer of answers) {
    const one = await answer;
    found.push(one.ok ? 'in' : (await refusal(one)).code);
  }
  return found;
};
const refusals = async (): Promise<number> => {
  const [row] = await asOwner(
    testApp.database,
    (tx) => tx<{ n: number }[]>`
      select count(*)::int as n
      from audit_event
      where event = 'sign_in.refused'`,
  );
  return row?.n ?? 0;
};

describe('A code of the app', () => {
  it('that has served once serves nowhere: not in the other step, another browser, or where it was set up', async () => {
    const person = somebody();
    const token = await linkFor(testApp, person);
    // the code that set the app up is used by that
    const { secret } = await acceptLink(testApp, openBrowser(testApp), token, person);
    const code = codeOf(secret, testApp.now());
    const mallory = openBrowser(testApp);
    const attempt = await firstStep(mallory, person);
    const { email, password } = person;
    expect(
      await codes([
        secondStep(mallory, attempt, code),
        mallory.send('POST', '/api/sign-in/password', { email, password, code }),
      ]),
    ).toEqual(['sign_in_refused', 'sign_in_refused']);
    later(testApp, 60);
    const next = codeOf(secret, testApp.now());
    expect((await secondStep(openBrowser(testApp), attempt, next)).status).toBe(200);
    const other = await firstStep(mallory, person);
    expect(
      await codes([
        secondStep(mallory, other, next),
        mallory.send('POST', '/api/sign-in/password', { email, password, code: next }),
        // nor an older one, however it is written
        secondStep(mallory, other, `${code.slice(0, 3)} ${code.slice(3)}`),
      ]),
    ).toEqual(['sign_in_refused', 'sign_in_refused', 'sign_in_refused']);
    expect(await isIn(mallory)).toBe(false);
  });

  it('is tried six times for one person, over however many first steps, addresses and routes', async () => {
    const { person, secret } = await settle();
    const { email, password } = person;
    const wrong = '000000';
    const answers: string[] = [];
    for (const from of ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4']) {
      const browser = openBrowser(testApp, { from });
      const attempt = await firstStep(browser, person);
      answers.push(
        ...(await codes([
          secondStep(browser, attempt, wrong),
          browser.send('POST', '/api/sign-in/password', { email, password, code: wrong }),
        ])),
      );
    }
    expect(answers).toEqual([
      ...Array<string>(6).fill('sign_in_refused'),
      ...Array<string>(2).fill('too_many_attempts'),
    ]);
    // the right one has to wait, too
    await expect(signInBy(testApp, openBrowser(testApp), person, secret)).rejects.toThrow(/429/);
    later(testApp, 15 * 60);
    expect(await signInBy(testApp, openBrowser(testApp), person, secret)).toMatchObject({
      next: 'signed_in',
    });
  });
});

describe('The first step of one person', () => {
  it('takes the second of nobody else, and is no step of another kind', async () => {
    const [alice, mallory] = [await settle(), await settle()];
    const browser = openBrowser(testApp);
    const attempt = await firstStep(browser, alice.person);
    const hers = codeOf(mallory.secret, testApp.now());
    const response = passkeyDevice().signIn({ challenge: 'AAAA', rpId: 'localhost' }, 'x');
    expect(
      await codes([
        // Mallory's own app, after Alice's password
        secondStep(browser, attempt, hers),
        browser.send('POST', '/api/sign-in/enrol', { attempt, code: hers }),
        browser.send('POST', '/api/sign-in/passkey', { attempt, response }),
        mallory.browser.send('POST', '/api/me/ways', { attempt, code: hers }),
        browser.send('POST', '/api/sign-in/second-factor', {
          ...{ attempt, code: hers, account_id: mallory.me.id, email: mallory.person.email },
        }),
      ]),
    ).toEqual([
      ...['sign_in_refused', 'attempt_over', 'attempt_over', 'attempt_over', 'sign_in_refused'],
    ]);
    // what Mallory begins for herself is no step of Alice's sign-in
    const begun = await mallory.browser.post<InvitationBegun>('/api/me/ways/begin');
    const own = codeOf(begun.totp.secret, testApp.now());
    expect(await codes([secondStep(browser, begun.attempt, own)])).toEqual(['attempt_over']);
    expect(await isIn(browser)).toBe(false);
    expect((await secondStep(browser, attempt, codeOf(alice.secret, testApp.now()))).status).toBe(
      200,
    );
    expect(await browser.get('/api/me')).toMatchObject({ name: alice.person.name });
  });
});

describe('A passkey of somebody else', () => {
  it('does not become one’s own, nor lets one in as another account than its own', async () => {
    const [alice, mallory] = [await settle(), await settle()];
    const device = passkeyDevice();
    const add = async ({ browser }: typeof alice) => {
      const begun = await browser.post<InvitationBegun>('/api/me/ways/begin');
      const response = device.register(begun.passkey as Creation, browser.origin); // as: what navigator.credentials.create takes
      return browser.send('POST', '/api/me/ways', {
        ...{ attempt: begun.attempt, passkey: { label: 'Key', response } },
      });
    };
    expect((await add(alice)).status).toBe(200);
    expect((await refusal(add(mallory))).code).toBe('passkey_known');
    expect((await mallory.browser.get<MyWays>('/api/me/ways')).passkeys).toEqual([]);
    // the device now gives Mallory's handle with Alice's credential
    const browser = openBrowser(testApp);
    interface BegunPasskey {
      readonly attempt: string;
      readonly options: { readonly challenge: string; readonly rpId: string };
    }
    const begun = await browser.post<BegunPasskey>('/api/sign-in/passkey/begin');
    const response = device.signIn(begun.options, browser.origin);
    const answer = { attempt: begun.attempt, response };
    expect((await refusal(browser.send('POST', '/api/sign-in/passkey', answer))).code).toBe(
      'sign_in_refused',
    );
    expect(await isIn(browser)).toBe(false);
  });

  it('is checked once for each that was begun: nobody fills the audit with one', async () => {
    const browser = openBrowser(testApp, { from: '198.51.100.20' });
    const begun = await browser.post<{ attempt: string; options: { challenge: string } }>(
      '/api/sign-in/passkey/begin',
    );
    const response = passkeyDevice().signIn(begun.options, browser.origin);
    const answer = { attempt: begun.attempt, response };
    const before = await refusals();
    const said = await codes(
      [1, 2, 3].map(() => browser.send('POST', '/api/sign-in/passkey', answer)),
    );
    // the three come at once
    expect(said.toSorted()).toEqual(['attempt_over', 'attempt_over', 'sign_in_refused']);
    expect(await refusals()).toBe(before + 1);
  });
});

describe('An address', () => {
  it('that begins passkeys, or opens links, without end is stopped', async () => {
    const stopsAfter = async (from: string, path: string, value?: unknown) => {
      for (let n = 0; n <= 310; n++) {
        const answer = await openBrowser(testApp, { from }).send('POST', path, value);
        if (answer.status === 429) {
          expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
          return n;
        }
      }
      return null;
    };
    expect(await stopsAfter('198.51.100.30', '/api/sign-in/passkey/begin')).toBe(300);
    const token = `cgi_${'x'.repeat(43)}`;
    expect(await stopsAfter('198.51.100.31', '/api/invitations/look', { token })).toBe(100);
  });

  it('has no try taken back by somebody who only changes agencies, or was let in by a link', async () => {
    const from = '198.51.100.40';
    const insider = somebody();
    const browser = openBrowser(testApp, { from });
    const guesses = () =>
      asOwner(testApp.database, async (tx) => {
        const [row] = await tx<{ attempts: number }[]>`
          select attempts
          from throttle
          where counted = 'address'
            and key = ${storedKey(from)}`;
        return row?.attempts ?? 0;
      });
    const guess = () =>
      browser.send('POST', '/api/sign-in/password', {
        ...{ email: somebody().email, password: 'not the right password' },
      });
    for (let n = 0; n < 3; n++) expect((await guess()).status).toBe(401);
    const { secret } = await acceptLink(testApp, browser, await linkFor(testApp, insider), insider);
    expect(await guesses()).toBe(3);
    for (let n = 0; n < 3; n++)
      await browser.post('/api/me/agency', { agency: insider.agency.agency });
    expect(await guesses()).toBe(3);
    // what was counted for them, and was no guess, is taken back
    later(testApp, 60);
    await signInBy(testApp, browser, insider, secret);
    expect(await guesses()).toBe(3);
    expect((await guess()).status).toBe(401);
    expect(await guesses()).toBe(4);
  });
});
