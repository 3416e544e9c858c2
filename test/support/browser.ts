/** A browser as far as the API can tell: it keeps cookies, and says where its page is from. */
import { TOTP, Secret } from 'otpauth';
import type { InvitationBegun, Me, SignInStep, WaysIn } from '#api/contract/sign_in.ts';
import type { Role } from '#api/contract/permissions.ts';
import { makeLink } from '#api/auth/invitations/links.ts';
import { asOwner } from '#api/db/as_agency.ts';
import type { TestApp } from '#test/support/test_app.ts';
import { alice, type Person } from '#test/support/people.ts';

export interface Browser {
  readonly origin: string;
  readonly cookies: Map<string, string>;
  call(path: string, init?: RequestInit): Promise<Response>;
  /** Sends JSON, or nothing. */
  send(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    value?: unknown,
  ): Promise<Response>;
  get<T>(path: string): Promise<T>;
  /** The same, read. Throws with the body in its message when the status is not 2xx. */
  post<T>(path: string, value?: unknown): Promise<T>;
}

export interface BrowserOptions {
  /** the address it calls from */
  readonly from?: string;
  readonly origin?: string;
  readonly headers?: Record<string, string>;
}

export function openBrowser(testApp: TestApp, options: BrowserOptions = {}): Browser {
  const origin = options.origin ?? 'http://localhost:8080';
  const cookies = new Map<string, string>();
  const keep = (line: string) => {
    const [pair = '', ...attributes] = line.split('; ');
    const name = pair.slice(0, pair.indexOf('='));
    if (attributes.includes('Max-Age=0')) cookies.delete(name);
    else cookies.set(name, pair.slice(name.length + 1));
  };
  const read = async <T>(path: string, answer: Response): Promise<T> => {
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T; // as: the test says what it requested
  };
  const browser: Browser = {
    origin,
    cookies,
    async call(path, init = {}) {
      const headers = new Headers({
        host: new URL(origin).host,
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        ...options.headers,
      });
      for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
      if (cookies.size > 0)
        headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
      if (init.method && init.method !== 'GET') headers.set('origin', origin);
      const answer = await testApp.call(path, { ...init, headers }, options.from);
      for (const line of answer.headers.getSetCookie()) keep(line);
      return answer;
    },
    send: (method, path, value) =>
      browser.call(path, {
        method,
        ...(value === undefined
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }),
      }),
    get: async (path) => read(path, await browser.call(path)),
    post: async (path, value) => read(path, await browser.send('POST', path, value)),
  };
  return browser;
}

/** A person with an account, as tests of signing in need them. */
export interface Somebody {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly agency: Person;
  readonly roles: readonly Role[];
}

let count = 0;
/** An analyst of Alice's agency unless the test says otherwise; another one each time, since tests of a file share a testApp
 *  and its throttle. */
export const somebody = (about: Partial<Somebody> = {}): Somebody => {
  count++;
  return {
    name: `Person ${count}`,
    email: `person${count}@severnside.example`,
    password: `maple tractor ${count} lemons`,
    agency: alice,
    roles: ['analyst'],
    ...about,
  };
};

/** Whether the server knows who is at this browser. */
export const isIn = async (browser: Browser): Promise<boolean> =>
  (await browser.get<WaysIn>('/api/sign-in')).me !== null;

/** The token of a link for somebody, as their administrator would have made it. */
export const linkFor = (testApp: TestApp, somebody: Somebody): Promise<string> =>
  asOwner(testApp.database, async (tx) => {
    const { link } = await makeLink(testApp, tx, new URL('http://localhost:8080'), {
      kind: 'person',
      agencyId: testApp.agencyId(somebody.agency),
      email: somebody.email,
      name: somebody.name,
      roles: somebody.roles,
      invitedBy: null,
    });
    return new URL(link).hash.slice(1);
  });

/** What the app on somebody's phone shows at `at`. */
export const codeOf = (secret: string, at: Date): string =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: at.getTime() });

/** Opens the link and sets up a password and an app. Returns the app's secret. */
export async function acceptLink(
  testApp: TestApp,
  browser: Browser,
  token: string,
  { name, password }: Pick<Somebody, 'name' | 'password'>,
): Promise<{ secret: string; me: Me }> {
  const begun = await browser.post<InvitationBegun>('/api/invitations/begin', { token });
  const { attempt, totp } = begun;
  const code = codeOf(totp.secret, testApp.now());
  const me = await browser.post<Me>('/api/invitations/accept', {
    ...{ token, attempt, name, password, code },
  });
  return { secret: totp.secret, me };
}

/** The whole way in: link, password, app. The clock moves on, so that the app shows another code. */
export async function settleIn(
  testApp: TestApp,
  browser: Browser,
  somebody: Somebody,
): Promise<{ secret: string; me: Me }> {
  const settled = await acceptLink(testApp, browser, await linkFor(testApp, somebody), somebody);
  later(testApp, 60);
  return settled;
}

export const later = (testApp: TestApp, seconds: number): void => {
  testApp.setClock(new Date(testApp.now().getTime() + seconds * 1000).toISOString());
};

/** Signs in by password, with the app's present code when a secret is given. */
export const signInBy = (
  testApp: TestApp,
  browser: Browser,
  { email, password }: Pick<Somebody, 'email' | 'password'>,
  secret?: string,
): Promise<SignInStep> =>
  browser.post<SignInStep>('/api/sign-in/password', {
    email,
    password,
    ...(secret === undefined ? {} : { code: codeOf(secret, testApp.now()) }),
  });
