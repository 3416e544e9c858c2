/** Passkeys (WebAuthn level 3): made with the person's account as user handle, so that signing in needs no name, and
 *  always with the device's own check of who holds it (fingerprint, face, PIN): that makes one both factors at once. */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { isIP } from 'node:net';
import { Problem } from '../../http/problem.ts';
import { SignInRefused } from '../attempts/sign_in_refused.ts';

/** The relying party, as the browser sees it. */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

export interface Passkey {
  /** base64url, as the browser names it */
  readonly credential: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** 0: this device does not count */
  readonly counter: number;
  readonly transports: readonly string[];
}

/** How long a person has to find their phone or their key, in milliseconds. */
const TIMEOUT = 5 * 60_000;

/** @param base how the browser reached us. Throws Problem `passkey_impossible` with the address to use instead. */
export function relyingParty(base: URL): RelyingParty {
  const name = base.hostname.replace(/^\[|\]$/g, '');
  if (isIP(name)) {
    const here = name === '::1' || name.startsWith('127.');
    throw new Problem('passkey_impossible', {
      detail: here
        ? `Passkeys belong to a name, not to an address in digits. Open the page at ${base.protocol}//localhost:${base.port}`
        : 'Passkeys belong to a name, not to an address in digits. Open the page under the server’s name.',
    });
  }
  if (base.protocol !== 'https:' && name !== 'localhost' && !name.endsWith('.localhost'))
    throw new Problem('passkey_impossible', {
      detail:
        'Browsers allow passkeys on https only. Ask the operator to put TLS in front (PUBLIC_URL).',
    });
  return { id: name, origin: base.origin };
}

export const registrationOptions = (
  party: RelyingParty,
  person: { accountId: string; email: string; name: string },
  known: readonly Pick<Passkey, 'credential' | 'transports'>[],
) =>
  generateRegistrationOptions({
    rpName: 'Common Ground',
    rpID: party.id,
    userID: handleOf(person.accountId),
    userName: person.email,
    userDisplayName: person.name,
    timeout: TIMEOUT,
    attestationType: 'none',
    excludeCredentials: known.map(({ credential, transports }) => ({
      id: credential,
      transports: [...transports],
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });

export const authenticationOptions = (party: RelyingParty) =>
  // no list of credentials: the device shows the ones it has, and nobody learns which accounts there are
  generateAuthenticationOptions({
    rpID: party.id,
    timeout: TIMEOUT,
    userVerification: 'required',
  });

/** Throws SignInRefused. */
export async function verifyRegistration(
  party: RelyingParty,
  challenge: string,
  response: RegistrationResponseJSON,
): Promise<Passkey> {
  const verdict = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
  }).catch(refuse);
  if (!verdict.verified) throw new SignInRefused('passkey not verified');
  const { id, publicKey, counter, transports } = verdict.registrationInfo.credential;
  return { credential: id, publicKey, counter, transports: transports ?? [] };
}

/** The counter to store. Throws SignInRefused, also for a counter that did not grow (a copied key). */
export async function verifyAuthentication(
  party: RelyingParty,
  challenge: string,
  response: AuthenticationResponseJSON,
  stored: Passkey & { readonly accountId: string },
): Promise<number> {
  const { userHandle } = response.response;
  if (userHandle && userHandle !== Buffer.from(handleOf(stored.accountId)).toString('base64url'))
    throw new SignInRefused('passkey of another account');
  const verdict = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    credential: { id: stored.credential, publicKey: stored.publicKey, counter: stored.counter },
    requireUserVerification: true,
  }).catch(refuse);
  if (!verdict.verified) throw new SignInRefused('passkey not verified');
  return verdict.authenticationInfo.newCounter;
}

/** The account's uuid as 16 bytes: nothing that identifies the person. */
const handleOf = (accountId: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(accountId.replaceAll('-', ''), 'hex'));

/** The library refuses by throwing, with what it compared in the message: only the kind of error is kept. */
function refuse(error: unknown): never {
  const message = error instanceof Error ? error.message : '';
  const reason = /counter/i.test(message)
    ? 'passkey counter'
    : /challenge/i.test(message)
      ? 'passkey challenge'
      : /origin|RP ID/i.test(message)
        ? 'passkey origin'
        : /verif/i.test(message)
          ? 'passkey without user verification'
          : 'passkey unreadable';
  throw new SignInRefused(reason, { cause: error });
}
