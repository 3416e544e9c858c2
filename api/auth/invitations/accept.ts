/** A link, opened by somebody who sets up a password, an app or a passkey. */
import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { InvitationAccept, InvitationBegun, Me } from '../../contract/sign_in.ts';
import { asOwner, type OwnerTx } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { addAgency, listAgencies } from '../../agencies/queries.ts';
import { Problem } from '../../http/problem.ts';
import { setHost } from '../people/account_queries.ts';
import { deviceIn } from '../devices/known_device.ts';
import { isKnownDevice } from '../devices/queries.ts';
import { openAttempt, type Opened } from '../attempts/attempts.ts';
import { spendAttempt } from '../attempts/queries.ts';
import { beginEnrolment, finishEnrolment } from '../second_factor/enrolment.ts';
import { startSession } from '../sessions/start_session.ts';
import { readHost } from '../people/host_queries.ts';
import { readInvitation as readLink, spendInvitation, type Invitation } from './queries.ts';
import { hasAdministrator, personById, setPassword } from '../people/person_queries.ts';
import { hashPassword, saltFor } from '../passwords/password_hash.ts';
import { faultOfPassword } from '../passwords/password_rules.ts';
import { needsSecondFactor } from '../second_factor/second_factor.ts';
import { hashOfToken } from '../tokens/token.ts';
import { clearWays, makeAccount, mustBeOursAlone } from './admit_member.ts';

/** The roles a link gives: those of a first administrator let them look at what they have set up, too. */
export const rolesOf = (invitation: Invitation, live: Invitation['roles']) =>
  invitation.kind === 'first_administrator'
    ? (['administrator', 'analyst'] as const)
    : (invitation.roles ?? live ?? []);

/** What a link is for. Throws Problem `link_spent`, also for a first administrator's when there is one by now. */
export async function openLink(
  services: AuthServices,
  tx: OwnerTx,
  token: string,
): Promise<Invitation> {
  const invitation = await readLink(tx, hashOfToken(token), services.now());
  if (invitation.kind === 'first_administrator' && (await hasAdministrator(tx)))
    throw new Problem('link_spent');
  return invitation;
}

type Given = Pick<InvitationAccept, 'email' | 'name' | 'password' | 'agency'>;

/** A secret for the app and a challenge for the passkey. Throws Problem `link_spent`. */
export const beginAccepting = (
  services: AuthServices,
  c: Context,
  given: Given & { readonly token: string },
): Promise<InvitationBegun> =>
  asOwner(services.database, async (tx) => {
    const invitation = await openLink(services, tx, given.token);
    const faults = await faultsOfPassword(invitation, given);
    if (faults.length > 0) throw new Problem('invalid_input', { fields: faults });
    if (invitation.kind === 'first_administrator' && given.agency) await mayHost(tx, given.agency);
    const person = {
      accountId: invitation.accountId ?? randomUUID(),
      email: invitation.email ?? given.email ?? 'administrator',
      name: given.name ?? invitation.name ?? 'Administrator',
    };
    return beginEnrolment(services, c, tx, person, { invitationId: invitation.id });
  });

/** Throws Problem `link_spent`, `attempt_over`, `invalid_input`, `account_exists`, `works_elsewhere`. */
export async function accept(
  services: AuthServices,
  c: Context,
  given: InvitationAccept,
): Promise<Me> {
  const { invitation, needed } = await asOwner(services.database, async (tx) => {
    const found = await openLink(services, tx, given.token);
    const attempt = await openAttempt(services, tx, 'enrol', given.attempt);
    if (attempt.invitationId !== found.id) throw new Problem('attempt_over');
    const roles = rolesOf(found, await liveRoles(tx, found));
    return { invitation: found, needed: needsSecondFactor(roles) };
  });
  await check(invitation, given, needed);
  // hashed while no transaction is open
  const email = invitation.email ?? given.email ?? '';
  if (invitation.kind !== 'reset') await mustNotHaveAccount(services, c, email);
  const password =
    given.password === undefined
      ? null
      : await hashPassword(given.password, saltFor(services, email));
  const strong = given.code !== undefined || given.passkey !== undefined;
  return startSession(services, c, async (tx) => {
    const attempt = await openAttempt(services, tx, 'enrol', given.attempt);
    // again: hashing took its time
    await openLink(services, tx, given.token);
    await spendInvitation(tx, invitation.id, services.now());
    await spendAttempt(tx, attempt.id, services.now());
    const agencyId = await settle(services, tx, invitation, given, attempt);
    const { accountId } = attempt.secrets;
    if (password !== null) await setPassword(tx, accountId, password);
    await finishEnrolment(services, c, tx, attempt, given);
    const known = await personById(tx, accountId);
    if (!known) throw new Error('the account was just made');
    return { known, way: 'link', agencyId, strong, vouchedBy: null };
  });
}

/** Somebody at a device of theirs is told of the account they have, so that they do not make another. Nobody else is: it
 *  would say who is known to other agencies. Throws Problem `account_exists`. */
async function mustNotHaveAccount(services: AuthServices, c: Context, email: string) {
  const whose = { email, accountId: null, provedToUs: true };
  const isTheirs = await asOwner(services.database, (tx) =>
    isKnownDevice(tx, deviceIn(services, c), whose, services.now()),
  );
  if (isTheirs) throw new Problem('account_exists');
}

const liveRoles = async (tx: OwnerTx, { accountId, agencyId }: Invitation) =>
  accountId === null
    ? null
    : ((await personById(tx, accountId))?.memberships.find((one) => one.agencyId === agencyId)
        ?.roles ?? null);

/** What is missing, field by field, all at once. */
async function check(invitation: Invitation, given: InvitationAccept, needed: boolean) {
  const fields = await faultsOfPassword(invitation, given);
  const addFault = (path: string, message: string) => fields.push({ path, message });
  const email = invitation.email ?? given.email;
  const name = given.name ?? invitation.name ?? undefined;
  if (email === undefined) addFault('email', 'Write the e-mail address you want to sign in with.');
  if (name === undefined) addFault('name', 'Write your name.');
  if (given.password === undefined && given.passkey === undefined)
    addFault('password', 'Choose a password, or set up a passkey.');
  if (given.password !== undefined && needed && given.code === undefined && !given.passkey)
    addFault(
      'code',
      'Your role needs a second factor: type the app’s six digits, or set up a passkey.',
    );
  if (fields.length > 0) throw new Problem('invalid_input', { fields });
}

async function faultsOfPassword(
  invitation: Invitation,
  { password, ...given }: Given,
): Promise<{ path: string; message: string }[]> {
  if (password === undefined) return [];
  const described = given.agency && 'name' in given.agency ? given.agency.name : '';
  const message = await faultOfPassword(password, {
    name: given.name ?? invitation.name ?? '',
    email: invitation.email ?? given.email ?? '',
    agency: invitation.agency ?? described,
  });
  return message === null ? [] : [{ path: 'password', message }];
}

/** Makes what the link is for. Returns the agency to act for. */
async function settle(
  services: AuthServices,
  tx: OwnerTx,
  invitation: Invitation,
  given: InvitationAccept,
  { secrets: { accountId } }: Opened<'enrol'>,
): Promise<number> {
  const email = invitation.email ?? given.email ?? '';
  const name = given.name ?? invitation.name ?? '';
  switch (invitation.kind) {
    case 'reset': {
      const { agencyId } = invitation;
      if (agencyId === null) throw new Error('a reset is an agency’s');
      await mustBeOursAlone(tx, accountId, agencyId);
      await clearWays(services, tx, accountId);
      return agencyId;
    }
    case 'person': {
      const { agencyId } = invitation;
      if (agencyId === null) throw new Error('a person joins an agency');
      await makeAccount(tx, invitation, { id: accountId, name, email }, services.now());
      return agencyId;
    }
    case 'first_administrator': {
      const agencyId = await hostFor(tx, given.agency);
      const roles = rolesOf(invitation, null);
      const whole = { ...invitation, agencyId, roles };
      await makeAccount(tx, whole, { id: accountId, name, email }, services.now());
      return agencyId;
    }
  }
}

/** The host agency: the one there is; else the one that was named or described, which becomes it. */
async function hostFor(tx: OwnerTx, wanted: InvitationAccept['agency']): Promise<number> {
  const host = await readHost(tx);
  if (host !== null) return host;
  if (!wanted)
    throw new Problem('invalid_input', {
      fields: [{ path: 'agency', message: 'Say which agency runs this installation.' }],
    });
  const there = await mayHost(tx, wanted);
  const agencyId = there ?? ('name' in wanted ? await addAgency(tx, wanted) : 0);
  await setHost(tx, agencyId);
  return agencyId;
}

/** The id of the agency that was named, or null for a new one. Throws Problem `unknown_agency`, and `invalid_input` for a
 *  new one whose name is taken. */
async function mayHost(
  tx: OwnerTx,
  wanted: NonNullable<InvitationAccept['agency']>,
): Promise<number | null> {
  const there = (await listAgencies(tx)).find(({ slug }) => slug === wanted.slug);
  if (!('name' in wanted)) {
    if (!there) throw new Problem('unknown_agency');
    return there.id;
  }
  if (there) throw nameTaken(wanted.slug);
  return null;
}

const nameTaken = (slug: string) =>
  new Problem('invalid_input', {
    fields: [{ path: 'agency.slug', message: `There is already an agency called “${slug}”.` }],
  });
