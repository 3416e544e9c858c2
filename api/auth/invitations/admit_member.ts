/** What a link does when it is opened: makes the account, or gives an old one new ways of signing in. */
import { randomUUID } from 'node:crypto';
import { auditAs } from '../../audit/queries.ts';
import { onBehalfOf, type OwnerTx } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { Problem } from '../../http/problem.ts';
import { insertAccount, putMembership } from '../people/account_queries.ts';
import { forgetDevices } from '../devices/queries.ts';
import { endAttemptsOf } from '../attempts/queries.ts';
import { spendInvitation, readInvitationById, type Invitation } from './queries.ts';
import { hasMember, personById, setPassword } from '../people/person_queries.ts';
import type { Subject } from '../providers/openid.ts';
import { dropPasskeys } from '../second_factor/passkey_queries.ts';
import {
  accountOfIdentity,
  dropIdentities,
  insertIdentity,
  type StoredProvider,
} from '../providers/queries.ts';
import { SignInRefused } from '../attempts/sign_in_refused.ts';
import { endSessionsAt, endSessionsOf } from '../sessions/queries.ts';
import { dropTotp } from '../second_factor/totp_queries.ts';

/** Makes the account that a link is for, and its membership. Another agency's account under the same address is no obstacle:
 *  an invitation proves nothing about whose an address is, so it must not keep it from the person's own agency, nor say who
 *  knows it. Throws Problem `account_exists` where this agency has, or had, the person. */
export async function makeAccount(
  tx: OwnerTx,
  invitation: Invitation,
  person: { readonly id: string; readonly name: string; readonly email: string },
  now: Date,
): Promise<void> {
  const { agencyId } = invitation;
  if (agencyId === null || (await hasMember(tx, agencyId, person.email)))
    throw new Problem('account_exists');
  await insertAccount(tx, person);
  await join(tx, invitation, person.id, now);
}

/** Adds the membership that a link is for. Throws Problem `link_spent` for somebody who has it meanwhile: their roles are
 *  an administrator's to change. */
export async function join(
  tx: OwnerTx,
  { id, agencyId, roles }: Invitation,
  accountId: string,
  now: Date,
): Promise<void> {
  if (agencyId === null || roles === null) throw new Error('the link is for a person');
  const known = await personById(tx, accountId);
  if (known?.memberships.some((one) => one.agencyId === agencyId)) throw new Problem('link_spent');
  // whoever left and comes back begins anew: a token they had then was forgotten by everybody but its bearer
  await endSessionsAt(tx, accountId, agencyId, now);
  await onBehalfOf(tx, { accountId, agencyId });
  await putMembership(tx, { accountId, agencyId, roles });
  await auditAs(
    tx,
    { accountId, agencyId },
    { event: 'person.joined', outcome: 'done', about: { invitation: id, roles } },
  );
}

/** A reset changes the whole account, so it is an agency's to give only while nobody else depends on it. Throws Problem
 *  `works_elsewhere`. */
export async function mustBeOursAlone(
  tx: OwnerTx,
  accountId: string,
  agencyId: number,
): Promise<void> {
  const known = await personById(tx, accountId);
  if (known?.memberships.some((one) => one.agencyId !== agencyId))
    throw new Problem('works_elsewhere');
}

/** Removes all ways of signing in, every session, and every sign-in that has begun: what was lost, or became known to
 *  somebody else, ends. */
export async function clearWays(
  services: AuthServices,
  tx: OwnerTx,
  accountId: string,
): Promise<void> {
  await setPassword(tx, accountId, null);
  await dropTotp(tx, accountId);
  await dropPasskeys(tx, accountId);
  await dropIdentities(tx, accountId);
  await endSessionsOf(tx, accountId, services.now());
  await endAttemptsOf(tx, accountId, services.now());
  await forgetDevices(tx, accountId);
}

/** A link opened through the agency's own provider: the account is linked to whom the provider means. Returns the
 *  account. Throws SignInRefused. */
export async function admitByProvider(
  services: AuthServices,
  tx: OwnerTx,
  invitationId: number,
  provider: StoredProvider,
  { issuer, subject }: Subject,
): Promise<string> {
  const now = services.now();
  const invitation = await readInvitationById(tx, invitationId, now);
  if (!invitation || invitation.agencyId !== provider.agencyId)
    throw new SignInRefused('link is spent');
  await spendInvitation(tx, invitation.id, now);
  const linked = await accountOfIdentity(tx, issuer, subject);
  if (invitation.kind === 'reset') {
    const { accountId } = invitation;
    if (accountId === null) throw new Error('a reset is somebody’s');
    if (linked !== undefined && linked !== accountId)
      throw new SignInRefused('linked to somebody else');
    await mustBeOursAlone(tx, accountId, provider.agencyId);
    await clearWays(services, tx, accountId);
    await insertIdentity(tx, { issuer, subject, accountId, now });
    return accountId;
  }
  const { name, email } = invitation;
  if (linked !== undefined) {
    const known = await personById(tx, linked);
    // a shared computer, where somebody else is signed in at the provider
    if (known?.email !== email) throw new SignInRefused('link is for somebody else');
    await join(tx, invitation, linked, now);
    return linked;
  }
  if (name === null || email === null) throw new SignInRefused('link without a person');
  if (await hasMember(tx, provider.agencyId, email)) throw new SignInRefused('account exists');
  const accountId = randomUUID();
  await makeAccount(tx, invitation, { id: accountId, name, email }, now);
  await insertIdentity(tx, { issuer, subject, accountId, now });
  return accountId;
}
