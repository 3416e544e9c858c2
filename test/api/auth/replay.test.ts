/** What somebody has overheard, sent again to a server that listens: codes of an app and answers of a passkey, at once, from
 *  another session, to another challenge. */
import { afterAll, describe, expect, it } from 'vitest';
import type { InvitationBegun, SignInStep } from '#api/contract/sign_in.ts';
import { serverOf } from '#api/http/listen.ts';
import { createApp } from '#api/main/app.ts';
import { listening } from '#test/api/http/wire.ts';
import { codeOf, later, linkFor, somebody, type Somebody } from '#test/support/browser.ts';
import { passkeyDevice, type PasskeyDevice } from '#test/support/passkey_device.ts';
import { withTestApp } from '#test/support/test_app.ts';

const testApp = await withTestApp();
const server = serverOf(
  createApp(testApp, { uploads: testApp.uploads, web: null, hosts: null }).fetch,
  testApp.log,
);
const origin = `http://localhost:${await listening(server)}`;
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Somebody with nothing but what they send: each call is a session of its own unless it brings a cookie. */
interface Said {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly cookies: string;
}
async function send(path: string, body: unknown = {}, cookie = ''): Promise<Said> {
  const answer = await fetch(new URL(path, origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, ...(cookie && { cookie }) },
    body: JSON.stringify(body),
  });
  return {
    status: answer.status,
    body: (await answer.json()) as Record<string, unknown>, // as: each of these routes answers with an object
    cookies: answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; '),
  };
}
const sessionsIn = (answers: readonly Said[]): number =>
  answers.filter(({ cookies }) => cookies.includes('-session=')).length;
const codesOf = (answers: readonly Said[]): unknown[] =>
  answers.map(({ status, body }) => (status === 200 ? 'in' : body['code'])).toSorted();

/** Joins with a password and an app. */
async function withApp(person: Somebody): Promise<string> {
  const token = await linkFor(testApp, person);
  const begun = (await send('/api/invitations/begin', { token })).body as InvitationBegun; // as: the contract
  const { name, password } = person;
  const code = codeOf(begun.totp.secret, testApp.now());
  const taken = await send('/api/invitations/accept', {
    ...{ token, attempt: begun.attempt, name, password, code },
  });
  expect(taken.status).toBe(200);
  later(testApp, 60);
  return begun.totp.secret;
}
async function firstStep({ email, password }: Somebody): Promise<string> {
  const step = (await send('/api/sign-in/password', { email, password })).body as SignInStep; // as: the contract
  if (step.next !== 'code') throw new Error('a code is needed');
  return step.attempt;
}

describe('A code of an app, overheard', () => {
  it('lets one in of ten who bring it at the same moment, by either way', async () => {
    const person = somebody();
    const code = codeOf(await withApp(person), testApp.now());
    const { email, password } = person;
    const attempts = [await firstStep(person), await firstStep(person)];
    const answers = await Promise.all([
      ...attempts.map((attempt) => send('/api/sign-in/second-factor', { attempt, code })),
      ...attempts.map((attempt) => send('/api/sign-in/second-factor', { attempt, code })),
      send('/api/sign-in/password', { email, password, code }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(sessionsIn(answers)).toBe(1);
  });

  it('is worth nothing afterwards, however it is written, and nor is the one before it', async () => {
    const person = somebody();
    const secret = await withApp(person);
    const before = codeOf(secret, new Date(testApp.now().getTime() - 30_000));
    const code = codeOf(secret, testApp.now());
    const first = await firstStep(person);
    expect((await send('/api/sign-in/second-factor', { attempt: first, code })).status).toBe(200);
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
    const answers: Said[] = [];
    for (const one of [code, spaced, ` ${code} `, before])
      answers.push(
        await send('/api/sign-in/second-factor', { attempt: await firstStep(person), code: one }),
      );
    // the step that has served serves no more either
    later(testApp, 30);
    answers.push(
      await send('/api/sign-in/second-factor', {
        ...{ attempt: first, code: codeOf(secret, testApp.now()) },
      }),
    );
    expect(codesOf(answers)).toEqual(['attempt_over', ...Array<string>(4).fill('sign_in_refused')]);
    expect(sessionsIn(answers)).toBe(0);
  });
});

interface Begun {
  readonly attempt: string;
  readonly options: { readonly challenge: string; readonly rpId: string };
}
const begin = async (): Promise<Begun> =>
  (await send('/api/sign-in/passkey/begin')).body as unknown as Begun; // as: the contract
const answerTo = (attempt: string, response: unknown) =>
  send('/api/sign-in/passkey', { attempt, response });

/** Joins with a passkey alone. */
async function withPasskey(): Promise<PasskeyDevice> {
  const device = passkeyDevice();
  const person = somebody();
  const token = await linkFor(testApp, person);
  const begun = (await send('/api/invitations/begin', { token })).body as InvitationBegun; // as: the contract
  const options = begun.passkey as Parameters<PasskeyDevice['register']>[0]; // as: what navigator.credentials.create takes
  const response = device.register(options, origin);
  const taken = await send('/api/invitations/accept', {
    ...{ token, attempt: begun.attempt, name: person.name },
    passkey: { label: 'Key', response },
  });
  expect(taken.status).toBe(200);
  return device;
}

describe('An answer of a passkey, overheard', () => {
  it('lets one in of five who bring it at the same moment', async () => {
    const device = await withPasskey();
    const { attempt, options } = await begin();
    const response = device.signIn(options, origin);
    const answers = await Promise.all(Array.from({ length: 5 }, () => answerTo(attempt, response)));
    expect(codesOf(answers)).toEqual([...Array<string>(4).fill('attempt_over'), 'in']);
    expect(sessionsIn(answers)).toBe(1);
  });

  it('serves no other challenge, and nor does it with the other’s challenge written into it', async () => {
    const device = await withPasskey();
    const first = await begin();
    const captured = device.signIn(first.options, origin);
    expect((await answerTo(first.attempt, captured)).status).toBe(200);
    const answers = [await answerTo(first.attempt, captured)];
    const second = await begin();
    answers.push(await answerTo(second.attempt, captured));
    const third = await begin();
    const client = { type: 'webauthn.get', challenge: third.options.challenge, origin };
    answers.push(
      await answerTo(third.attempt, {
        ...captured,
        response: {
          ...captured.response,
          clientDataJSON: Buffer.from(JSON.stringify(client)).toString('base64url'),
        },
      }),
    );
    // a challenge is good for one answer: the right one comes too late
    const late = device.signIn(second.options, origin);
    answers.push(await answerTo(second.attempt, late));
    expect(codesOf(answers)).toEqual([
      ...['attempt_over', 'attempt_over', 'sign_in_refused', 'sign_in_refused'],
    ]);
    expect(sessionsIn(answers)).toBe(0);
  });

  it('of a copy is refused when its counter does not grow: also of two at the same moment one at most is let in', async () => {
    const device = await withPasskey();
    const [one, two] = [await begin(), await begin()];
    const copiedAt = device.counter;
    const owner = device.signIn(one.options, origin);
    device.counter = copiedAt;
    const copy = device.signIn(two.options, origin);
    const answers = await Promise.all([answerTo(one.attempt, owner), answerTo(two.attempt, copy)]);
    expect(codesOf(answers)).toEqual(['in', 'sign_in_refused']);
    for (const back of [0, 1]) {
      const next = await begin();
      device.counter = copiedAt - back;
      answers.push(await answerTo(next.attempt, device.signIn(next.options, origin)));
    }
    expect(sessionsIn(answers)).toBe(1);
  });

  it('adds no passkey, and a registration that was overheard none to anybody', async () => {
    const device = await withPasskey();
    const person = somebody();
    const token = await linkFor(testApp, person);
    const begun = (await send('/api/invitations/begin', { token })).body as InvitationBegun; // as: the contract
    const { options } = await begin();
    const shown = device.signIn(options, origin);
    const tried = await send('/api/invitations/accept', {
      ...{ token, attempt: begun.attempt, name: person.name },
      passkey: {
        label: 'Key',
        response: { ...shown, response: { ...shown.response, attestationObject: 'AAAA' } },
      },
    });
    expect(tried.status).not.toBe(200);
    expect(sessionsIn([tried])).toBe(0);
  });
});
