/** An OpenID provider that can lie in any one thing: what the certified one that other tests use will not do. It answers
 *  on loopback http, in this process. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ProviderLies {
  /** Claims of the ID token that replace the true ones; undefined leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Fields of the discovery document. */
  readonly discovery?: Readonly<Record<string, unknown>>;
  readonly signature?: 'another key' | 'none';
  /** Answers nothing at all to a token request. */
  readonly silent?: boolean;
  /** An address that answers without an end: its path. */
  readonly endless?: string;
  /** One that sends the caller elsewhere. */
  readonly redirect?: { readonly path: string; readonly to: string };
}

export interface LyingProvider {
  readonly issuer: string;
  /** What it does from now on. */
  lie(lies: ProviderLies): void;
  /** Signs somebody in at once and gives the address the browser comes back to. */
  comeBack(authorizationUrl: string): URL;
  close(): Promise<void>;
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

export async function lyingProvider(): Promise<LyingProvider> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const others = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const codes = new Map<string, { clientId: string; nonce: string; challenge: string }>();
  let lies: ProviderLies = {};
  let issuer = '';

  const idToken = (claims: Record<string, unknown>) => {
    const alg = lies.signature === 'none' ? 'none' : 'RS256';
    const text = `${part({ alg, kid: 'one', typ: 'JWT' })}.${part(claims)}`;
    if (alg === 'none') return `${text}.`;
    const key = lies.signature === 'another key' ? others.privateKey : keys.privateKey;
    return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
  };

  const answerToken = async (request: IncomingMessage) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const form = new URLSearchParams(text);
    const code = form.get('code') ?? '';
    const requested = codes.get(code);
    codes.delete(code);
    const verifier = createHash('sha256').update(form.get('code_verifier') ?? '');
    if (!requested || verifier.digest('base64url') !== requested.challenge)
      return { status: 400, body: { error: 'invalid_grant' } };
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      sub: 'alice-at-the-provider',
      aud: requested.clientId,
      nonce: requested.nonce,
      iat: now,
      exp: now + 300,
      auth_time: now,
      ...lies.claims,
    };
    return {
      status: 200,
      body: { access_token: 'x', token_type: 'Bearer', id_token: idToken(claims) },
    };
  };

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', issuer).pathname;
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (path === lies.endless) {
      const more = () => {
        while (response.write(' '.repeat(65_536)));
        if (!response.destroyed) response.once('drain', more);
      };
      response.writeHead(200, { 'content-type': 'application/json' });
      more();
    } else if (path === lies.redirect?.path) {
      response.writeHead(307, { location: lies.redirect.to });
      response.end();
    } else if (path === '/.well-known/openid-configuration')
      send(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        authorization_response_iss_parameter_supported: true,
        ...lies.discovery,
      });
    else if (path === '/keys')
      send(200, {
        keys: [
          { ...keys.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' },
        ],
      });
    else if (path === '/token' && !lies.silent)
      void answerToken(request).then(({ status, body }) => {
        send(status, body);
      });
    else if (path !== '/token') send(404, {});
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // as: it listens on a port

  return {
    issuer,
    lie(next) {
      lies = next;
    },
    comeBack(authorizationUrl) {
      const requested = new URL(authorizationUrl).searchParams;
      const code = createHash('sha256').update(authorizationUrl).digest('hex');
      codes.set(code, {
        clientId: requested.get('client_id') ?? '',
        nonce: requested.get('nonce') ?? '',
        challenge: requested.get('code_challenge') ?? '',
      });
      const back = new URL(requested.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', requested.get('state') ?? '');
      back.searchParams.set('iss', issuer);
      return back;
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
