/** Nobody learns which addresses have an account: the answer is the same, and so is what is done for it. What is done is
 *  compared (every statement to the database, every password hashed), and not how long it took. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { InvitationBegun } from '#api/contract/sign_in.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { refusal } from '#test/api/http/calls.ts';
import { linkFor, openBrowser, settleIn, somebody } from '#test/support/browser.ts';
import { passkeyDevice } from '#test/support/passkey_device.ts';

/** What each password was hashed at. The work itself is done. */
const hashed: unknown[] = [];
vi.doMock('node:crypto', async (importOriginal) => {
  const crypto = await importOriginal<typeof import('node:crypto')>();
  const argon2: typeof crypto.argon2 = (algorithm, parameters, callback) => {
    const { memory, passes, parallelism, tagLength, nonce } = parameters;
    const salt = (nonce as Uint8Array).length; // as: password_hash.ts gives a Buffer
    hashed.push({ algorithm, memory, passes, parallelism, tagLength, salt });
    crypto.argon2(algorithm, parameters, callback);
  };
  return { ...crypto, argon2, default: { ...crypto, argon2 } };
});
// the app is loaded anew, with this hash; other files of the worker get it without
vi.resetModules();
const { withTestApp } = await import('#test/support/test_app.ts');
afterAll(() => {
  vi.doUnmock('node:crypto');
  vi.resetModules();
});

const testApp = await withTestApp();
const statements: string[] = [];
testApp.database.sql.options.debug = (_connection, text) => {
  statements.push(text.replace(/\s+/g, ' '));
};

const WRONG = 'not the right password';
interface Tried {
  readonly answer: unknown;
  readonly headers: readonly string[];
  readonly statements: readonly string[];
  readonly hashed: readonly unknown[];
}
/** A sign-in from beginning to end, alone. */
async function tried(email: string, password: string): Promise<Tried> {
  const browser = openBrowser(testApp);
  statements.length = 0;
  hashed.length = 0;
  const answer = await browser.send('POST', '/api/sign-in/password', { email, password });
  const done = { statements: [...statements], hashed: [...hashed] };
  // but for the reference, which is another one each time
  const said = { ...(await refusal(answer)), reference: undefined };
  return { answer: said, headers: [...answer.headers.keys()].toSorted(), ...done };
}

const there = somebody();
const ended = somebody();
const disabled = somebody();
const withoutPassword = somebody();
beforeAll(async () => {
  for (const person of [there, ended, disabled])
    await settleIn(testApp, openBrowser(testApp), person);
  const browser = openBrowser(testApp);
  const token = await linkFor(testApp, withoutPassword);
  const begun = await browser.post<InvitationBegun>('/api/invitations/begin', { token });
  const options = begun.passkey as Parameters<ReturnType<typeof passkeyDevice>['register']>[0]; // as: what navigator.credentials.create takes
  await browser.post('/api/invitations/accept', {
    ...{ token, attempt: begun.attempt },
    passkey: { label: 'Phone', response: passkeyDevice().register(options, browser.origin) },
  });
  await asOwner(testApp.database, async (tx) => {
    await tx`
      update membership
      set ended_at = now()
      where account_id = (select id from account where email = ${ended.email})`;
    await tx`
      update account
      set disabled_at = now()
      where email = ${disabled.email}`;
  });
});

describe('A wrong password', () => {
  it('costs the same and is answered the same, whether or not there is an account', async () => {
    const known = await tried(there.email, WRONG);
    expect(known.answer).toMatchObject({ status: 401, code: 'sign_in_refused' });
    // one password hashed, at today's cost
    expect(known.hashed).toEqual([
      {
        ...{ algorithm: 'argon2id', memory: 19_456, passes: 2, parallelism: 1 },
        ...{ tagLength: 32, salt: 16 },
      },
    ]);
    expect(known.statements.filter((text) => text.includes('from account'))).toHaveLength(1);
    expect(known.statements.filter((text) => text.includes('write_audit'))).toHaveLength(1);
    for (const [who, email] of [
      ['a stranger', 'nobody@nowhere.example'],
      ['whoever has no password', withoutPassword.email],
      ['whoever has left', ended.email],
      ['whoever is disabled', disabled.email],
    ] as const)
      expect([who, await tried(email, WRONG)]).toEqual([who, known]);
  });
});

describe('The right password', () => {
  it('of somebody who has left, or is disabled, is answered as a wrong one, for the same work', async () => {
    const wrong = await tried('nobody.else@nowhere.example', WRONG);
    for (const person of [ended, disabled])
      expect([person.name, await tried(person.email, person.password)]).toEqual([
        person.name,
        wrong,
      ]);
  });
});

describe('Too many attempts', () => {
  it('are stopped alike, before anything is looked up or hashed', async () => {
    const stopped = async (email: string) => {
      let last = await tried(email, WRONG);
      for (let n = 0; n < 12 && last.hashed.length > 0; n++) last = await tried(email, WRONG);
      return last;
    };
    const known = await stopped(there.email);
    expect(known.answer).toMatchObject({ status: 429, code: 'too_many_attempts' });
    expect(known.hashed).toEqual([]);
    expect(known.statements.filter((text) => text.includes('from account'))).toEqual([]);
    expect(await stopped('somebody@nowhere.example')).toEqual(known);
  });
});
