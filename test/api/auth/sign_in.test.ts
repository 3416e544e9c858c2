/** Signing in by password and app: what lets somebody in, what does not, and for how long. */
import { argon2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Me, SignInStep } from '#api/contract/sign_in.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { refusal } from '#test/api/http/calls.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { bob } from '#test/support/people.ts';
import {
  codeOf,
  isIn,
  later,
  linkFor,
  openBrowser,
  settleIn,
  signInBy,
  somebody,
} from '#test/support/browser.ts';

const testApp = await withTestApp();
const { sql } = testApp.database;

const lines = (event: string) =>
  sql<{ about: Record<string, unknown>; account_id: string | null; outcome: string }[]>`
    select about, account_id, outcome
    from ${sql(testApp.database.schema)}.audit_event
    where event = ${event}
    order by id`;

describe('With a password and an app', () => {
  it('a person is let in in one step, and the cookie is for the server’s eyes only', async () => {
    const person = somebody();
    const { secret } = await settleIn(testApp, openBrowser(testApp), person);
    const browser = openBrowser(testApp);
    const answer = await browser.send('POST', '/api/sign-in/password', {
      email: person.email.toUpperCase(),
      password: person.password,
      code: codeOf(secret, testApp.now()),
    });
    expect(answer.status).toBe(200);
    const step = (await answer.json()) as SignInStep; // as: checked here
    expect(step).toMatchObject({
      next: 'signed_in',
      me: {
        name: person.name,
        email: person.email,
        agency: { slug: 'severnside-council' },
        roles: ['analyst'],
        kind: 'browser',
        others: [],
      },
    });
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^commonground-session=cgs_[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
      ),
      expect.stringMatching(
        /^commonground-device=cgd_[\w-]{43}; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax$/,
      ),
    ]);
    expect(await browser.get<Me>('/api/me')).toMatchObject({ name: person.name });
    expect((await browser.call('/api/partnership')).status).toBe(200);
    const stored = await sql<{ token_hash: Buffer; label: string }[]>`
      select token_hash, label
      from ${sql(testApp.database.schema)}.session
      order by created_at desc
      limit 1`;
    // only a hash of it is stored
    expect(stored[0]?.token_hash.toString('latin1')).not.toContain('cgs_');
    expect(stored[0]?.label).toBe('Firefox on Linux');
  });

  it('or in two steps, of which the first lets nobody see anything', async () => {
    const person = somebody();
    const { secret } = await settleIn(testApp, openBrowser(testApp), person);
    const browser = openBrowser(testApp);
    const first = await signInBy(testApp, browser, person);
    if (first.next !== 'code') throw new Error('a code is needed');
    expect(await isIn(browser)).toBe(false);
    // the token of a sign-in under way is no session, whichever way it is shown
    browser.cookies.set('commonground-session', first.attempt);
    expect(await isIn(browser)).toBe(false);
    browser.cookies.clear();
    const code = codeOf(secret, testApp.now());
    const wrong = code === '000000' ? '000001' : '000000';
    const refused = await browser.send('POST', '/api/sign-in/second-factor', {
      attempt: first.attempt,
      code: wrong,
    });
    expect((await refusal(refused)).code).toBe('sign_in_refused');
    expect(await isIn(browser)).toBe(false);
    await browser.post('/api/sign-in/second-factor', { attempt: first.attempt, code });
    expect(await isIn(browser)).toBe(true);
    later(testApp, 60);
    const again = await openBrowser(testApp).send('POST', '/api/sign-in/second-factor', {
      attempt: first.attempt,
      code: codeOf(secret, testApp.now()),
    });
    expect((await refusal(again)).code).toBe('attempt_over');
  });

  it('the second step has five minutes', async () => {
    const person = somebody();
    const { secret } = await settleIn(testApp, openBrowser(testApp), person);
    const browser = openBrowser(testApp);
    const first = await signInBy(testApp, browser, person);
    if (first.next !== 'code') throw new Error('a code is needed');
    later(testApp, 5 * 60);
    const late = await browser.send('POST', '/api/sign-in/second-factor', {
      attempt: first.attempt,
      code: codeOf(secret, testApp.now()),
    });
    expect((await refusal(late)).code).toBe('attempt_over');
  });

  it('a code that somebody looked at over the shoulder is worth nothing once used', async () => {
    const person = somebody();
    const { secret } = await settleIn(testApp, openBrowser(testApp), person);
    await signInBy(testApp, openBrowser(testApp), person, secret);
    const mallory = openBrowser(testApp);
    await expect(signInBy(testApp, mallory, person, secret)).rejects.toThrow(/sign_in_refused/);
    later(testApp, 30);
    expect(await signInBy(testApp, mallory, person, secret)).toMatchObject({ next: 'signed_in' });
  });

  it('two who bring the same code at once: one is let in', async () => {
    const person = somebody();
    const { secret } = await settleIn(testApp, openBrowser(testApp), person);
    const attempts = await Promise.allSettled([
      signInBy(testApp, openBrowser(testApp), person, secret),
      signInBy(testApp, openBrowser(testApp), person, secret),
    ]);
    expect(attempts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('a reader needs no app; an analyst is not let in without, and sets one up on the way', async () => {
    const reader = somebody({ roles: ['reader'] });
    const browser = openBrowser(testApp);
    const token = await linkFor(testApp, reader);
    const { attempt } = await browser.post<{ attempt: string }>('/api/invitations/begin', {
      token,
    });
    const { name, password } = reader;
    await browser.post('/api/invitations/accept', { token, attempt, name, password });
    expect(await isIn(browser)).toBe(true);
    const mine = await browser.get<Me>('/api/me');

    // made an analyst, by whatever way: what a password alone carried is over at once
    await sql`
      update ${sql(testApp.database.schema)}.membership
      set roles = array['analyst']
      where account_id = ${mine.id}`;
    expect(await isIn(browser)).toBe(false);

    const step = await signInBy(testApp, browser, reader);
    if (step.next !== 'enrol') throw new Error('a second factor is needed');
    expect(step.totp.uri).toContain(encodeURIComponent(reader.email));
    expect(await isIn(browser)).toBe(false);
    const guess = await browser.send('POST', '/api/sign-in/enrol', {
      attempt: step.attempt,
      code: '000000',
    });
    expect((await refusal(guess)).fields?.[0]?.path).toBe('code');
    const code = codeOf(step.totp.secret, testApp.now());
    await browser.post('/api/sign-in/enrol', { attempt: step.attempt, code });
    expect(await isIn(browser)).toBe(true);
    // from now on the app is needed
    expect(await signInBy(testApp, openBrowser(testApp), reader)).toMatchObject({ next: 'code' });
  });
});

describe('Whoever is not let in', () => {
  it('hears the same, whether the account is there, the password wrong, the person gone or disabled', async () => {
    const [there, gone, off] = [somebody(), somebody(), somebody()];
    for (const person of [there, gone, off]) await settleIn(testApp, openBrowser(testApp), person);
    await sql`
      update ${sql(testApp.database.schema)}.membership
      set ended_at = now()
      where account_id = (select id from ${sql(testApp.database.schema)}.account where email = ${gone.email})`;
    await sql`
      update ${sql(testApp.database.schema)}.account
      set disabled_at = now()
      where email = ${off.email}`;
    const answers = await Promise.all(
      [
        { ...there, password: 'not the right password' },
        { ...somebody(), password: 'not the right password' },
        gone,
        off,
      ].map(async ({ email, password }) => {
        const answer = await openBrowser(testApp).send('POST', '/api/sign-in/password', {
          email,
          password,
        });
        const { reference, ...rest } = await refusal(answer);
        expect(reference).toMatch(/^[0-9a-f-]{36}$/);
        return { rest, headers: [...answer.headers.keys()].toSorted() };
      }),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.rest.status).toBe(401);
    // the reason is for the audit, under the reference
    const reasons = (await lines('sign_in.refused')).map(({ about }) => about['reason']);
    expect(reasons.slice(-4).toSorted()).toEqual([
      'disabled',
      'no membership',
      'password',
      'unknown account',
    ]);
  });

  it('is stopped after five attempts for one account from one address and ten in all, known or not, and the answer says for how long', async () => {
    const known = somebody();
    const { secret } = await settleIn(testApp, openBrowser(testApp), known);
    for (const email of [known.email, 'nobody@nowhere.example']) {
      const statuses: number[] = [];
      let wait = 0;
      for (let n = 0; n < 12; n++) {
        const from = `192.0.2.${n % 2}`;
        const answer = await openBrowser(testApp, { from }).send('POST', '/api/sign-in/password', {
          email,
          password: 'not the right password',
        });
        statuses.push(answer.status);
        wait = Number(answer.headers.get('retry-after'));
      }
      const another = await openBrowser(testApp, { from: '192.0.2.3' }).send(
        ...([
          'POST',
          '/api/sign-in/password',
          { email, password: 'not the right password' },
        ] as const),
      );
      statuses.push(another.status);
      expect([email, statuses]).toEqual([email, [...Array<number>(10).fill(401), 429, 429, 429]]);
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(15 * 60);
    }
    // also with the right password, until the time is over
    await expect(signInBy(testApp, openBrowser(testApp), known, secret)).rejects.toThrow(/429/);
    later(testApp, 15 * 60);
    expect(await signInBy(testApp, openBrowser(testApp), known, secret)).toMatchObject({
      next: 'signed_in',
    });
  });

  it('a thousand at once are counted one by one', async () => {
    const person = somebody();
    const answers = await Promise.all(
      Array.from({ length: 15 }, () =>
        openBrowser(testApp).send('POST', '/api/sign-in/password', {
          email: person.email,
          password: 'not the right password',
        }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  });

  it('gets six attempts at the app’s code, however often the password was right', async () => {
    const person = somebody();
    await settleIn(testApp, openBrowser(testApp), person);
    const statuses: number[] = [];
    for (let n = 0; n < 7; n++) {
      const from = `192.0.2.${n % 2}`;
      const answer = await openBrowser(testApp, { from }).send('POST', '/api/sign-in/password', {
        email: person.email,
        password: person.password,
        code: '000000',
      });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...Array<number>(6).fill(401), 429]);
  });

  it('from one address is stopped after many accounts, and cannot say it is another', async () => {
    const from = '198.51.100.7';
    const { schema } = testApp.database;
    const { createHash } = await import('node:crypto');
    const key = createHash('sha256').update(from).digest();
    await sql`
      insert into ${sql(schema)}.throttle (counted, key, attempts, since)
      values ('address', ${key}, 299, ${testApp.now()})`;
    const guess = (headers: Record<string, string> = {}) =>
      openBrowser(testApp, { from, headers }).send('POST', '/api/sign-in/password', {
        email: somebody().email,
        password: 'not the right password',
      });
    expect((await guess()).status).toBe(401);
    expect((await guess()).status).toBe(429);
    expect((await guess({ 'x-forwarded-for': '203.0.113.99' })).status).toBe(429);
    // others are not held up
    const other = await openBrowser(testApp, { from: '198.51.100.8' }).send(
      'POST',
      '/api/sign-in/password',
      { email: somebody().email, password: 'not the right password' },
    );
    expect(other.status).toBe(401);
  });

  it('from another site’s page is refused before anything is checked', async () => {
    const answer = await openBrowser(testApp, {
      headers: { 'sec-fetch-site': 'cross-site' },
    }).send('POST', '/api/sign-in/password', { email: 'a@b.example', password: 'x' });
    expect((await refusal(answer)).code).toBe('wrong_origin');
  });
});

describe('A session', () => {
  it('is a new one at each sign-in, and the one before is worth nothing', async () => {
    const person = somebody();
    const browser = openBrowser(testApp);
    const { secret } = await settleIn(testApp, browser, person);
    const before = browser.cookies.get('commonground-session') ?? '';
    // planted by somebody, or left from before
    await signInBy(testApp, browser, person, secret);
    const after = browser.cookies.get('commonground-session') ?? '';
    expect(after).not.toBe(before);
    expect(await isIn(browser)).toBe(true);
    const old = openBrowser(testApp);
    old.cookies.set('commonground-session', before);
    expect(await isIn(old)).toBe(false);
  });

  it('that nobody uses for half an hour is over; used, it lasts twelve hours and no longer', async () => {
    const person = somebody();
    const idle = openBrowser(testApp);
    await settleIn(testApp, idle, person);
    // a minute has passed already
    later(testApp, 28 * 60);
    expect(await isIn(idle)).toBe(true);
    later(testApp, 30 * 60);
    expect(await isIn(idle)).toBe(false);
    expect((await idle.call('/api/me')).status).toBe(401);

    const busy = openBrowser(testApp);
    await settleIn(testApp, busy, somebody());
    for (let minutes = 0; minutes < 11 * 60 + 50; minutes += 25) {
      later(testApp, 25 * 60);
      if (minutes + 25 < 12 * 60 - 1) expect([minutes, await isIn(busy)]).toEqual([minutes, true]);
    }
    later(testApp, 20 * 60);
    expect(await isIn(busy)).toBe(false);
  });

  it('ends when the person signs out, here and on the server', async () => {
    const browser = openBrowser(testApp);
    await settleIn(testApp, browser, somebody());
    const token = browser.cookies.get('commonground-session') ?? '';
    expect((await browser.send('POST', '/api/sign-out')).status).toBe(204);
    expect(browser.cookies.has('commonground-session')).toBe(false);
    browser.cookies.set('commonground-session', token);
    expect(await isIn(browser)).toBe(false);
    // and whoever is not signed in may say so, too
    expect((await openBrowser(testApp).send('POST', '/api/sign-out')).status).toBe(204);
  });

  it('ends when the account is disabled or the membership ends, on the next call', async () => {
    for (const change of [
      (id: string) => sql`
        update ${sql(testApp.database.schema)}.account set disabled_at = now() where id = ${id}`,
      (id: string) => sql`
        update ${sql(testApp.database.schema)}.membership set ended_at = now() where account_id = ${id}`,
    ]) {
      const browser = openBrowser(testApp);
      const { me } = await settleIn(testApp, browser, somebody());
      expect(await isIn(browser)).toBe(true);
      await change(me.id);
      expect(await isIn(browser)).toBe(false);
    }
  });
});

describe('A stored password', () => {
  it('of lower cost is replaced at the next sign-in', async () => {
    const person = somebody({ agency: bob, roles: ['reader'] });
    const browser = openBrowser(testApp);
    const { secret, me } = await settleIn(testApp, browser, person);
    const salt = Buffer.alloc(16, 7);
    const hash = argon2Sync('argon2id', {
      message: person.password,
      nonce: salt,
      parallelism: 1,
      memory: 8192,
      passes: 1,
      tagLength: 32,
    });
    const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
    const old = `$argon2id$v=19$m=8192,t=1,p=1$${text(salt)}$${text(hash)}`;
    const { schema } = testApp.database;
    const stored = async () => {
      const rows = await sql<{ password_hash: string }[]>`
        select password_hash from ${sql(schema)}.account where id = ${me.id}`;
      return rows[0]?.password_hash;
    };
    await sql`update ${sql(schema)}.account set password_hash = ${old} where id = ${me.id}`;
    await signInBy(testApp, openBrowser(testApp), person, secret);
    expect(await stored()).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    later(testApp, 60);
    expect(await signInBy(testApp, openBrowser(testApp), person, secret)).toMatchObject({
      next: 'signed_in',
    });
  });
});

describe('The audit', () => {
  it('has each sign-in and each refusal, and nothing that was typed', async () => {
    const person = somebody();
    const { secret, me } = await settleIn(testApp, openBrowser(testApp), person);
    await signInBy(testApp, openBrowser(testApp), person, secret);
    await signInBy(testApp, openBrowser(testApp), {
      ...person,
      password: 'a wrong password!',
    }).catch(() => undefined);
    const done = (await lines('sign_in.done')).filter(({ account_id }) => account_id === me.id);
    expect(done.map(({ about }) => about['way'])).toEqual(['link', 'password']);
    const refused = (await lines('sign_in.refused')).filter(
      ({ account_id }) => account_id === me.id,
    );
    expect(refused).toHaveLength(1);
    const all = await asOwner(
      testApp.database,
      (tx) => tx<{ text: string }[]>`
        select coalesce(string_agg(about::text, ' '), '') as text from audit_event`,
    );
    for (const secretText of ['a wrong password!', person.password, secret, 'cgs_', 'cga_', 'cgi_'])
      expect(all[0]?.text).not.toContain(secretText);
  });
});
