/** Setting up a second factor: an authenticator app's secret and a passkey's challenge are offered together, and whichever
 *  the person answers with is kept. */
import type { Context } from 'hono';
import type { InvitationAccept, InvitationBegun } from '../../contract/sign_in.ts';
import type { OwnerTx } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { Problem } from '../../http/problem.ts';
import { beginAttempt, type Opened } from '../attempts/attempts.ts';
import { baseUrl } from '../../http/base_url.ts';
import {
  registrationOptions,
  relyingParty,
  verifyRegistration,
  type RelyingParty,
} from './passkey.ts';
import { insertPasskey, listPasskeys } from './passkey_queries.ts';
import { SignInRefused } from '../attempts/sign_in_refused.ts';
import { newTotpSecret, stepOfCode, totpUri } from './totp.ts';
import { putTotp } from './totp_queries.ts';

/** Null where passkeys cannot be used at this address. */
export function partyOrNull(services: AuthServices, c: Context): RelyingParty | null {
  try {
    return relyingParty(baseUrl(services, c));
  } catch (error) {
    if (error instanceof Problem && error.code === 'passkey_impossible') return null;
    throw error;
  }
}

export const totpPlace = (accountId: string): string => `totp.secret ${accountId}`;

/** A device that has a passkey already gets no second one; with a link all old ones go. */
const known = async (tx: OwnerTx, accountId: string, about: { readonly invitationId?: number }) =>
  about.invitationId === undefined ? listPasskeys(tx, accountId) : [];

export async function beginEnrolment(
  services: AuthServices,
  c: Context,
  tx: OwnerTx,
  person: { readonly accountId: string; readonly email: string; readonly name: string },
  about: { readonly accountId?: string; readonly invitationId?: number },
): Promise<InvitationBegun> {
  const totp = newTotpSecret();
  const party = partyOrNull(services, c);
  const options =
    party && (await registrationOptions(party, person, await known(tx, person.accountId, about)));
  const attempt = await beginAttempt(services, tx, 'enrol', about, {
    accountId: person.accountId,
    totp,
    challenge: options?.challenge ?? null,
  });
  return { attempt, totp: { secret: totp, uri: totpUri(totp, person.email) }, passkey: options };
}

/** Keeps the app or the passkey. Throws Problem `invalid_input`, beside the field. */
export async function finishEnrolment(
  services: AuthServices,
  c: Context,
  tx: OwnerTx,
  { secrets }: Opened<'enrol'>,
  answer: Pick<InvitationAccept, 'code' | 'passkey'>,
): Promise<void> {
  const { accountId, totp, challenge } = secrets;
  const now = services.now();
  if (answer.code !== undefined) {
    const lastStep = stepOfCode(totp, answer.code, now, null);
    if (lastStep === null) throw wrong('code', WRONG_CODE);
    const secret = services.secretEncryption.encrypt(totp, totpPlace(accountId));
    await putTotp(tx, accountId, { secret, lastStep, now });
  }
  if (answer.passkey) {
    const { label, response } = answer.passkey;
    const party = relyingParty(baseUrl(services, c));
    if (challenge === null) throw new Problem('attempt_over');
    const passkey = await verifyRegistration(
      party,
      challenge,
      response as Parameters<typeof verifyRegistration>[2], // as: the contract's shape is the browser's
    ).catch((error: unknown) => {
      if (error instanceof SignInRefused) throw wrong('passkey', WRONG_PASSKEY);
      throw error;
    });
    await insertPasskey(tx, accountId, { ...passkey, label, now });
  }
}

const WRONG_CODE =
  'That is not the app’s present code. Check that the phone’s clock is right, and type the newest one.';
const WRONG_PASSKEY = 'The device’s answer could not be checked. Try again, or set up an app.';

const wrong = (path: string, message: string) =>
  new Problem('invalid_input', { fields: [{ path, message }] });
