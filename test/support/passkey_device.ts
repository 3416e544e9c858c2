/** A passkey in software, as a phone or a security key makes one: ES256, attestation “none” (WebAuthn level 3, 6.1 and
 *  6.5). It answers what a browser's navigator.credentials would, and can lie where a test wants it to. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';

export interface Lies {
  readonly challenge?: string;
  readonly origin?: string;
  readonly rpId?: string;
  /** false: the person was there but did not say who they are */
  readonly userVerified?: boolean;
  readonly userHandle?: string;
}

export interface PasskeyDevice {
  readonly credential: string;
  /** What it has counted to; a copied device counts for itself. */
  counter: number;
  register(
    options: { challenge: string; rp: { id?: string }; user: { id: string } },
    origin: string,
    lies?: Lies,
  ): RegistrationResponseJSON;
  signIn(
    options: { challenge: string; rpId?: string },
    origin: string,
    lies?: Lies,
  ): AuthenticationResponseJSON;
}

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const ATTESTED = 0x40;

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest();
const text64 = (bytes: Buffer) => bytes.toString('base64url');

/** CBOR heads (RFC 8949) for what is needed here: major type, and a length or value below 2^16. */
const head = (major: number, n: number): Buffer =>
  n < 24
    ? Buffer.from([(major << 5) | n])
    : n < 256
      ? Buffer.from([(major << 5) | 24, n])
      : Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
const cborBytes = (bytes: Buffer) => Buffer.concat([head(2, bytes.length), bytes]);
const cborText = (word: string) => Buffer.concat([head(3, word.length), Buffer.from(word)]);
const cborInt = (n: number) => (n < 0 ? head(1, -1 - n) : head(0, n));

export function passkeyDevice(): PasskeyDevice {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  let handle = '';

  const clientData = (type: string, challenge: string, origin: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const authenticatorData = (rpId: string, flags: number, counter: number, more: Buffer) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, more]);
  };
  const flagsOf = (lies: Lies) => USER_PRESENT | (lies.userVerified === false ? 0 : USER_VERIFIED);
  const envelope = {
    id: text64(id),
    rawId: text64(id),
    type: 'public-key' as const,
    clientExtensionResults: {},
  };

  return {
    credential: text64(id),
    counter: 0,
    register(options, origin, lies = {}) {
      handle = options.user.id;
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      // COSE_Key: kty EC2, alg ES256, crv P-256, x, y
      const cose = Buffer.concat([
        head(5, 5),
        ...[cborInt(1), cborInt(2), cborInt(3), cborInt(-7), cborInt(-1), cborInt(1)],
        ...[cborInt(-2), cborBytes(Buffer.from(x, 'base64url'))],
        ...[cborInt(-3), cborBytes(Buffer.from(y, 'base64url'))],
      ]);
      const length = Buffer.from([id.length >> 8, id.length & 255]);
      const attested = Buffer.concat([Buffer.alloc(16), length, id, cose]);
      const data = authenticatorData(
        lies.rpId ?? options.rp.id ?? '',
        flagsOf(lies) | ATTESTED,
        this.counter,
        attested,
      );
      const attestation = Buffer.concat([
        head(5, 3),
        ...[cborText('fmt'), cborText('none'), cborText('attStmt'), head(5, 0)],
        ...[cborText('authData'), cborBytes(data)],
      ]);
      const client = clientData(
        'webauthn.create',
        lies.challenge ?? options.challenge,
        lies.origin ?? origin,
      );
      return {
        ...envelope,
        response: {
          clientDataJSON: text64(client),
          attestationObject: text64(attestation),
          transports: ['internal'],
        },
      };
    },
    signIn(options, origin, lies = {}) {
      this.counter++;
      const data = authenticatorData(
        lies.rpId ?? options.rpId ?? '',
        flagsOf(lies),
        this.counter,
        Buffer.alloc(0),
      );
      const client = clientData(
        'webauthn.get',
        lies.challenge ?? options.challenge,
        lies.origin ?? origin,
      );
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
      return {
        ...envelope,
        response: {
          clientDataJSON: text64(client),
          authenticatorData: text64(data),
          signature: text64(signature),
          userHandle: lies.userHandle ?? handle,
        },
      };
    },
  };
}
