/** Codes of an authenticator app (RFC 6238): SHA-1, six digits, 30 seconds, which is what every such app can do. */
import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Chance } from '../tokens/token.ts';

const ALGORITHM = 'SHA1';
const DIGITS = 6;
const PERIOD = 30;
/** Steps of PERIOD that a clock may be off either way. */
const WINDOW = 1;
/** RFC 4226 4: 160 bits. */
const SECRET_BYTES = 20;

/** A new secret in base32, as people type it. */
export const newTotpSecret = (chance: Chance = randomBytes): string =>
  new Secret({ buffer: new Uint8Array(chance(SECRET_BYTES)).buffer }).base32;

/** What the QR code holds: otpauth://totp/… @param account the sign-in name, so that an app can show two of them apart */
export const totpUri = (secret: string, account: string, issuer = 'Common Ground'): string =>
  new TOTP({
    issuer,
    label: account,
    secret: Secret.fromBase32(secret),
    algorithm: ALGORITHM,
    digits: DIGITS,
    period: PERIOD,
  }).toString();

/** The time step the code belongs to, or null when it is wrong, or of a step not after `lastStep`: a code works once, so
 *  the caller stores the step (ASVS 6.5.1). Compares in constant time. Spaces, as apps show them, are ignored. */
export function stepOfCode(
  secret: string,
  code: string,
  at: Date,
  lastStep: number | null,
): number | null {
  const token = code.replaceAll(/\s/g, '');
  if (!/^[0-9]{6}$/.test(token)) return null;
  const timestamp = at.getTime();
  const delta = TOTP.validate({
    token,
    secret: Secret.fromBase32(secret),
    algorithm: ALGORITHM,
    digits: DIGITS,
    period: PERIOD,
    timestamp,
    window: WINDOW,
  });
  if (delta === null) return null;
  const step = TOTP.counter({ period: PERIOD, timestamp }) + delta;
  return lastStep !== null && step <= lastStep ? null : step;
}
