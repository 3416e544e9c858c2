/** How the browser tests come in: on the sample's server as one of its one-click people, on the empty one as its first
 *  administrator. */
import { randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { BrowserContext } from 'playwright-core';
import type { InvitationBegun, Me, WaysIn } from '#api/contract/sign_in.ts';
import { readHolder } from '#api/db/lock.ts';
import { SAMPLE_PEOPLE } from '#data/people.ts';
import type { RunningServer } from './servers.ts';

/** By the names that data/people.ts gives them. */
export type SamplePersonName = (typeof SAMPLE_PEOPLE)[number]['name'];

/** Analyst and administrator of the agency that runs the sample installation. */
export const HOST_ANALYST = 'Morgan Hale';
/** Analyst and administrator of the police. */
export const POLICE_ANALYST = 'Lee Barker';
/** Analyst and administrator of the hospital, which shares counts only. */
export const HOSPITAL_ANALYST = 'Nia Rowe';
/** Analyst of the fire service, which has not sent July to September 2025. */
export const FIRE_ANALYST = 'Pat Flint';
export const TASKING = 'Sam Okafor';
/** Of the outreach team: logs finds and sees their own. */
export const STREET_WORKER = 'Ash Finch';
export const READER = 'Toby Marsh';

/** A session as the browser holds it. */
export interface SessionCookie {
  readonly name: string;
  readonly value: string;
}

const RUNS_IT = {
  slug: 'first-council',
  name: 'First Council',
  kind: 'council',
} as const;

export interface Account {
  readonly email: string;
  readonly password: string;
  /** of the authenticator app, base32 */
  readonly secret: string;
}

/** What the authenticator app shows. @param ahead in steps of 30 seconds: a code is good once, and the next one may be
 *  shown early */
export const codeOf = (secret: string, ahead = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.now() + ahead * 30_000,
  });

/** A password that nobody would guess. */
export const newPassword = (): string => `otter ${randomUUID()} lantern`;

async function post<T>(url: string, body: unknown, cookie = ''): Promise<[T, Response]> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie && { cookie }) },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return [(await answer.json()) as T, answer]; // as: the contract
}

const sessionOf = (response: Response): SessionCookie => {
  const [, name, value] =
    /(?:^|, )([\w-]*session)=([^;]+)/.exec(response.headers.get('set-cookie') ?? '') ?? [];
  if (!name || !value) throw new Error('The response signs nobody in.');
  return { name, value };
};

/** A link for the first administrator, asked for by whoever may read the server's folder. */
export async function firstLink({ url, folder }: RunningServer): Promise<string> {
  const answer = await fetch(`${url}/api/first-administrator`, {
    method: 'POST',
    headers: { authorization: `Bearer ${readHolder(folder)?.operator ?? ''}` },
  });
  const { link } = (await answer.json()) as { link: string | null }; // as: the contract
  if (!link) throw new Error(`${url} has an administrator.`);
  return link;
}

/** Opens such a link, with a password and an app. */
export async function becomeFirstAdministrator(
  server: RunningServer,
): Promise<{ account: Account; session: SessionCookie }> {
  const token = new URL(await firstLink(server)).hash.slice(1);
  const email = 'ada@first.example';
  const password = newPassword();
  const [begun] = await post<InvitationBegun>(`${server.url}/api/invitations/begin`, {
    token,
    email,
    name: 'Ada Archer',
  });
  const { secret } = begun.totp;
  const [, answer] = await post(`${server.url}/api/invitations/accept`, {
    token,
    attempt: begun.attempt,
    name: 'Ada Archer',
    email,
    agency: RUNS_IT,
    password,
    code: codeOf(secret),
  });
  return { account: { email, password, secret }, session: sessionOf(answer) };
}

/** With password and app; where somebody was in with this half-minute's code already, with the next. */
export async function signInAgain(
  url: string,
  { email, password, secret }: Account,
): Promise<SessionCookie> {
  const enter = (ahead: number) =>
    post(`${url}/api/sign-in/password`, { email, password, code: codeOf(secret, ahead) });
  const [, answer] = await enter(0).catch(() => enter(1));
  return sessionOf(answer);
}

/** The number of one of the sample's people, from the response that lists how to sign in here. */
function idAmong(waysIn: { status: number; text: string }, who: string): string {
  if (waysIn.status !== 200) throw new Error(`/api/sign-in: ${waysIn.status} ${waysIn.text}`);
  const ways = JSON.parse(waysIn.text) as WaysIn; // as: the contract
  const person = ways.sample_people?.find(({ name }) => name === who);
  if (!person) throw new Error(`${who} is not among the one-click people: ${waysIn.text}`);
  return person.id;
}

/** Signs a browser in as one of the sample's people, by the call that the page makes. */
export async function enterAs(context: BrowserContext, who: SamplePersonName): Promise<void> {
  const waysIn = await context.request.get('/api/sign-in');
  const id = idAmong({ status: waysIn.status(), text: await waysIn.text() }, who);
  const answer = await context.request.post('/api/sign-in/sample', { data: { id } });
  if (!answer.ok()) throw new Error(`${who} was not let in: ${await answer.text()}`);
}

/** The same without a browser. */
export async function signInAs(url: string, who: SamplePersonName): Promise<SessionCookie> {
  const waysIn = await fetch(`${url}/api/sign-in`);
  const id = idAmong({ status: waysIn.status, text: await waysIn.text() }, who);
  const [, response] = await post(`${url}/api/sign-in/sample`, { id });
  return sessionOf(response);
}

/** Longer than any journey takes. */
const JOURNEY_MS = 5 * 60_000;

/** Whether the server lets the session do what is delicate for as long as a journey takes, by its own clock: it asks
 *  whoever came in longer ago than ten minutes to sign in again. */
export async function isRecent(url: string, { name, value }: SessionCookie): Promise<boolean> {
  const response = await fetch(`${url}/api/me`, { headers: { cookie: `${name}=${value}` } });
  if (!response.ok) return false;
  const { recent_until: until } = (await response.json()) as Me; // as: the contract
  const now = Date.parse(response.headers.get('date') ?? '');
  return until !== null && Date.parse(until) - now > JOURNEY_MS;
}

/** Gives a browser a session that was begun elsewhere. */
export const carryOn = (
  context: BrowserContext,
  address: string,
  { name, value }: SessionCookie,
): Promise<void> =>
  context.addCookies([{ name, value, url: address, httpOnly: true, sameSite: 'Lax' }]);
