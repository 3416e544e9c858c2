/** OpenID Connect as a client (Core 1.0, code flow): PKCE S256, state, nonce, the issuer of the answer (RFC 9207), the
 *  issuer exactly as configured, and one tenant. A person is (issuer, subject) and never an e-mail address: those are
 *  reused for the next person. */
import * as client from 'openid-client';
import { isLoopback } from '../../http/address.ts';
import { OutgoingRefused, type OutgoingFetch } from '../../http/outgoing_fetch.ts';
import { SignInRefused } from '../attempts/sign_in_refused.ts';

export interface Provider {
  /** Exactly as in its discovery document. */
  readonly issuer: string;
  readonly clientId: string;
  /** null: a public client, which has PKCE alone. */
  readonly clientSecret: string | null;
  /** The `tid` every token must have; null where the issuer is one organisation's own. */
  readonly tenant: string | null;
}

/** What the callback must match: stored once, for ten minutes. */
export interface Journey {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** The person must have signed in at the provider within so many seconds; null: its own session will do. */
  readonly maxAge: number | null;
}

export interface Subject {
  readonly issuer: string;
  readonly subject: string;
}

const TIMEOUT = 10;

/** https, or http to this very machine, for a provider that is being tried out. */
export const isSafeIssuer = (issuer: string): boolean => {
  if (!URL.canParse(issuer)) return false;
  const url = new URL(issuer);
  if (url.username || url.password || url.search || url.hash) return false;
  return isSafe(url);
};

const isSafe = (url: URL): boolean =>
  url.protocol === 'https:' ||
  (url.protocol === 'http:' && isLoopback(url.hostname.replace(/^\[|\]$/g, '')));

/** Reads the provider's own description. @param fetch every call to the provider goes through it, the later ones too
 *  @param timeout for each call to it, in seconds. Throws SignInRefused. */
export async function discover(
  provider: Provider,
  fetch: OutgoingFetch,
  timeout = TIMEOUT,
): Promise<client.Configuration> {
  if (!isSafeIssuer(provider.issuer)) throw new SignInRefused('issuer is not https');
  const server = new URL(provider.issuer);
  const found = await client
    .discovery(
      server,
      provider.clientId,
      {},
      provider.clientSecret === null ? client.None() : secretAs(provider.clientSecret),
      {
        timeout,
        [client.customFetch]: fetch,
        // signatures are checked although the token comes straight from the provider: a proxy may stand between
        execute: [
          client.enableNonRepudiationChecks,
          ...(server.protocol === 'http:' ? [client.allowInsecureRequests] : []),
        ],
      },
    )
    .catch(refuse('discovery'));
  const metadata = found.serverMetadata();
  // the library forgives a trailing slash, and Microsoft's and B2C's templates for any tenant
  if (metadata.issuer !== provider.issuer) throw new SignInRefused('discovery: other issuer');
  const { authorization_endpoint: authorization, token_endpoint: token, jwks_uri: keys } = metadata;
  for (const address of [authorization, token, keys])
    if (!address || !URL.canParse(address) || !isSafe(new URL(address)))
      throw new SignInRefused('discovery: an endpoint is missing or not https');
  return found;
}

/** By header, unless the provider takes the secret in the body only (Core 9; absent means by header). */
const secretAs =
  (secret: string): client.ClientAuth =>
  (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const authentication = methods.includes('client_secret_basic')
      ? client.ClientSecretBasic
      : client.ClientSecretPost;
    authentication(secret)(server, ...rest);
  };

/** Where to send the browser. @param redirectUri of this provider alone: an answer of one never counts for another */
export async function startJourney(
  found: client.Configuration,
  redirectUri: string,
  maxAge: number | null,
): Promise<Journey & { readonly url: string }> {
  const state = client.randomState();
  const nonce = client.randomNonce();
  const verifier = client.randomPKCECodeVerifier();
  const url = client.buildAuthorizationUrl(found, {
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(maxAge === null ? {} : { max_age: String(maxAge) }),
  });
  return { state, nonce, verifier, maxAge, url: url.href };
}

/** Exchanges the code and checks everything. @param cameBackTo the whole address, with the provider's answer in it.
 *  Throws SignInRefused. */
export async function finishJourney(
  found: client.Configuration,
  provider: Provider,
  cameBackTo: URL,
  journey: Journey,
): Promise<Subject> {
  const tokens = await client
    .authorizationCodeGrant(found, cameBackTo, {
      expectedState: journey.state,
      expectedNonce: journey.nonce,
      pkceCodeVerifier: journey.verifier,
      idTokenExpected: true,
      ...(journey.maxAge === null ? {} : { maxAge: journey.maxAge }),
    })
    .catch(refuse('answer'));
  const claims = tokens.claims();
  if (!claims) throw new SignInRefused('answer: no ID token');
  if (claims.iss !== provider.issuer) throw new SignInRefused('answer: other issuer');
  if (provider.tenant !== null && claims['tid'] !== provider.tenant)
    throw new SignInRefused('answer: other tenant');
  return { issuer: claims.iss, subject: claims.sub };
}

/** The library's codes and the names of claims; nothing that was sent. */
const refuse =
  (when: string) =>
  (error: unknown): never => {
    throw new SignInRefused(`${when}: ${reasonOf(error)}`, { cause: error });
  };

function reasonOf(error: unknown): string {
  const refused = outgoingRefusal(error);
  if (refused) return refused.code;
  if (error instanceof client.AuthorizationResponseError) return wordOf(error.error);
  if (error instanceof client.ResponseBodyError) return wordOf(error.error);
  if (error instanceof client.ClientError) {
    // “ID Token "nonce" claim missing”, “unexpected JWT "aud" (audience) claim value”: the library's words
    const message = error.cause instanceof Error ? error.cause.message : '';
    const claim = /"(\w+)"/.exec(message)?.[1] ?? '';
    return [wordOf(error.code ?? 'unreachable'), wordOf(claim)].filter(Boolean).join(' ');
  }
  return error instanceof Error && 'code' in error ? wordOf(String(error.code)) : 'unreachable';
}

/** The library wraps what its fetch throws. */
function outgoingRefusal(error: unknown): OutgoingRefused | null {
  for (let one = error; one instanceof Error; one = one.cause)
    if (one instanceof OutgoingRefused) return one;
  return null;
}

/** What a provider calls its error, without whatever else it might write there. */
const wordOf = (text: string): string => text.replaceAll(/[^A-Za-z0-9_]/g, '').slice(0, 60);
