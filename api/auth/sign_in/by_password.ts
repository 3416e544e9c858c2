/** Signing in with a password, and what it takes beside it. The answer, and the work behind it, is the same for an account
 *  that is not there. */
import type { Context } from 'hono';
import type { SignInStep } from '../../contract/sign_in.ts';
import { asOwner, type OwnerTx } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { deviceIn } from '../devices/known_device.ts';
import { knownAccounts } from '../devices/queries.ts';
import { beginAttempt, openAttempt } from '../attempts/attempts.ts';
import { spendAttempt } from '../attempts/queries.ts';
import { beginEnrolment, finishEnrolment, totpPlace } from '../second_factor/enrolment.ts';
import { startSession } from '../sessions/start_session.ts';
import {
  peopleByEmail,
  personById,
  setPassword,
  type KnownPerson,
} from '../people/person_queries.ts';
import { hashPassword, saltFor, verifyPasswords } from '../passwords/password_hash.ts';
import { SignInRefused } from '../attempts/sign_in_refused.ts';
import { needsSecondFactor } from '../second_factor/second_factor.ts';
import { stepOfCode } from '../second_factor/totp.ts';
import { readTotp, setLastStep } from '../second_factor/totp_queries.ts';
import { applyRateLimit, mayTryAsStranger } from '../rate_limit/rate_limit.ts';

interface Given {
  readonly email: string;
  readonly password: string;
  readonly code?: string | undefined;
}

/** Throws SignInRefused, Problem `too_many_attempts`, `busy`. */
export async function byPassword(
  services: AuthServices,
  c: Context,
  given: Given,
): Promise<SignInStep> {
  const { email } = given;
  const { isKnown } = await applyRateLimit(services, c, { what: 'password', email });
  const found = await asOwner(services.database, (tx) => peopleByEmail(tx, email));
  const withPassword = found.flatMap((known) =>
    known.passwordHash === null ? [] : [{ known, stored: known.passwordHash }],
  );
  // no transaction is open meanwhile: the embedded database has one connection for everybody
  const verdicts = await verifyPasswords(
    given.password,
    withPassword.map(({ stored }) => stored),
    isKnown,
  );
  const right = withPassword
    .map(({ known }, n) => ({ known, outdated: verdicts[n]?.outdated, right: verdicts[n]?.right }))
    .filter((one) => one.right);
  const [match] = isKnown ? await reachable(services, c, email, right) : right;
  const known = match?.known ?? found[0];
  if (!known) throw new SignInRefused('unknown account');
  const who = { accountId: known.accountId, agencyId: known.memberships[0]?.agencyId ?? null };
  if (!match) throw new SignInRefused('password', { who });
  if (known.disabled) throw new SignInRefused('disabled', { who });
  if (known.memberships.length === 0) throw new SignInRefused('no membership', { who });
  if (match.outdated) await storeAnew(services, known, given.password);
  return next(services, c, known, given.code);
}

/** Of the accounts whose password it is, those that a known device may try. Its own count is for the accounts it is known for.
 *  Others under the same name are tried as by a stranger, and that is counted whether or not there are any: an agency could
 *  otherwise invite the address of somebody else's person, and guess at that person's password, or learn of them, from
 *  devices it knows. */
async function reachable<Match extends { readonly known: KnownPerson }>(
  services: AuthServices,
  c: Context,
  email: string,
  right: readonly Match[],
): Promise<readonly Match[]> {
  const own = await asOwner(services.database, (tx) =>
    knownAccounts(tx, deviceIn(services, c), services.now()),
  );
  const mine = right.filter(({ known }) => own.includes(known.accountId));
  if (mine.length > 0) return mine;
  return (await mayTryAsStranger(services, c, email)) ? right : [];
}

async function next(
  services: AuthServices,
  c: Context,
  known: KnownPerson,
  code: string | undefined,
): Promise<SignInStep> {
  const needed = known.memberships.some(({ roles }) => needsSecondFactor(roles));
  const { accountId } = known;
  if (known.totp) {
    if (code !== undefined) return signedIn(await withCode(services, c, accountId, code));
    const attempt = await asOwner(services.database, (tx) =>
      beginAttempt(services, tx, 'second_factor', { accountId }, {}),
    );
    return { next: 'code', attempt };
  }
  if (!needed) {
    const entrant = {
      known,
      way: 'password',
      agencyId: null,
      strong: false,
      vouchedBy: null,
    } as const;
    return signedIn(await startSession(services, c, async () => entrant));
  }
  if (known.passkeys > 0) return { next: 'passkey' };
  const person = { accountId, email: known.email ?? '', name: known.name };
  const begun = await asOwner(services.database, (tx) =>
    beginEnrolment(services, c, tx, person, { accountId }),
  );
  return { next: 'enrol', ...begun };
}

const signedIn = (me: Awaited<ReturnType<typeof startSession>>): SignInStep => ({
  next: 'signed_in',
  me,
});

/** The second step, with the token of the first. Throws SignInRefused, Problem `attempt_over`, `too_many_attempts`. */
export async function bySecondFactor(
  services: AuthServices,
  c: Context,
  { attempt: token, code }: { readonly attempt: string; readonly code: string },
): Promise<SignInStep> {
  const { accountId } = await asOwner(services.database, (tx) =>
    openAttempt(services, tx, 'second_factor', token),
  );
  if (accountId === null) throw new Error('a second factor is somebody’s');
  return signedIn(
    await withCode(services, c, accountId, code, async (tx) => {
      const { id } = await openAttempt(services, tx, 'second_factor', token);
      await spendAttempt(tx, id, services.now());
    }),
  );
}

async function withCode(
  services: AuthServices,
  c: Context,
  accountId: string,
  code: string,
  alsoSpend: (tx: OwnerTx) => Promise<void> = async () => undefined,
) {
  await applyRateLimit(services, c, { what: 'second_factor', accountId });
  return startSession(services, c, async (tx) => {
    const totp = await readTotp(tx, accountId);
    const known = await personById(tx, accountId);
    if (!known || !totp) throw new SignInRefused('unknown account');
    const secret = services.secretEncryption.decrypt(totp.secret, totpPlace(accountId));
    const step = stepOfCode(secret, code, services.now(), totp.lastStep);
    const who = { accountId, agencyId: known.memberships[0]?.agencyId ?? null };
    if (step === null) throw new SignInRefused('code', { who });
    await setLastStep(tx, accountId, step);
    await alsoSpend(tx);
    return { known, way: 'password', agencyId: null, strong: true, vouchedBy: null };
  });
}

/** The second step where a second factor had to be set up first. Throws Problem `attempt_over`, `invalid_input`,
 *  `too_many_attempts`. */
export async function byEnrolment(
  services: AuthServices,
  c: Context,
  answer: Parameters<typeof finishEnrolment>[4] & { readonly attempt: string },
): Promise<SignInStep> {
  await applyRateLimit(services, c, { what: 'nameless' });
  const me = await startSession(services, c, async (tx) => {
    const attempt = await openAttempt(services, tx, 'enrol', answer.attempt);
    // a link's enrolment has no account yet, and a change of one's own ways has a session of its own
    const known = attempt.accountId === null ? undefined : await personById(tx, attempt.accountId);
    if (!known || known.totp || known.passkeys > 0) throw new SignInRefused('enrolment');
    await finishEnrolment(services, c, tx, attempt, answer);
    await spendAttempt(tx, attempt.id, services.now());
    return { known, way: 'password', agencyId: null, strong: true, vouchedBy: null };
  });
  return signedIn(me);
}

async function storeAnew(
  services: AuthServices,
  known: KnownPerson,
  password: string,
): Promise<void> {
  const hash = await hashPassword(password, saltFor(services, known.email ?? ''));
  await asOwner(services.database, (tx) =>
    setPassword(tx, known.accountId, hash, known.passwordHash),
  );
}
