/** The certified OpenID provider (npm oidc-provider) on loopback http, in this process, and a person's browser there. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface OpenIdProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Goes where our server sent the browser, signs in there as `login` (`NAME@TENANT`) and consents.
   *  Returns the address the provider sends the browser back to, without going there. */
  signIn(url: string, login: string): Promise<URL>;
  /** The same person, who changes their mind there. */
  refuse(url: string): Promise<URL>;
  close(): Promise<void>;
}

/** @param redirectUris where our server says that browsers come back to */
export async function openIdProvider(redirectUris: readonly string[]): Promise<OpenIdProvider> {
  let answer: RequestListener = (_request, response) => response.end();
  const server = createServer((request, response) => {
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo; // as: it listens on a port
  const issuer = `http://127.0.0.1:${port}`;
  const [clientId, clientSecret] = [
    'common-ground',
    'a secret of forty-three characters or so, long',
  ];
  // it warns that its development pages and keys are for development
  const { warn, info } = console;
  Object.assign(console, { warn: () => undefined, info: () => undefined });
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [...redirectUris],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    pkce: { required: () => true },
    cookies: { keys: ['only for tests'] },
    // the ID token itself carries what the scope openid is worth, as Microsoft's does
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'tid', 'email', 'email_verified'] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => {
        const [name = '', tenant = ''] = id.split('@');
        return {
          sub: id,
          tid: tenant,
          email: `${name}@severnside.example`,
          email_verified: true,
        };
      },
    }),
    ttl: {
      AccessToken: 60,
      AuthorizationCode: 60,
      IdToken: 300,
      Interaction: 600,
      Session: 600,
      Grant: 600,
    },
  });
  answer = provider.callback() as RequestListener; // as: Koa's is one
  Object.assign(console, { warn, info });

  const visitor = () => {
    const cookies = new Map<string, string>();
    return async (address: string | URL, form?: Record<string, string>): Promise<URL> => {
      const headers = new Headers();
      if (cookies.size > 0)
        headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
      const response = await fetch(address, {
        redirect: 'manual',
        headers,
        ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
      });
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      }
      const location = response.headers.get('location');
      await response.arrayBuffer();
      if (location === null) throw new Error(`${String(address)} answered ${response.status}`);
      return new URL(location, address);
    };
  };
  const isHere = (url: URL) => url.origin === issuer;

  return {
    issuer,
    clientId,
    clientSecret,
    async signIn(url, login) {
      const visit = visitor();
      let at = await visit(url);
      for (let steps = 0; isHere(at) && steps < 10; steps++) {
        const isPage = at.pathname.startsWith('/interaction/');
        const prompt = steps < 2 ? 'login' : 'consent';
        at = isPage ? await visit(at, { prompt, login, password: 'x' }) : await visit(at);
      }
      return at;
    },
    async refuse(url) {
      const visit = visitor();
      let at = await visit(url);
      at = await visit(`${at.href}/abort`);
      while (isHere(at)) at = await visit(at);
      return at;
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => {
          done();
        });
      }),
  };
}
