/** /api/people: an agency's own people, by its administrators. */
import { z } from '@hono/zod-openapi';
import { access, route } from '../../http/access.ts';
import { audit, auditAs } from '../../audit/queries.ts';
import { IdParam } from '../../contract/common.ts';
import {
  InvitationLink,
  NewInvitation,
  People,
  PersonFacts,
  PersonParam,
  RolesChange,
} from '../../contract/people.ts';
import { ROLES, type Role } from '../../contract/permissions.ts';
import { asOwner, type OwnerTx } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { body, json, router } from '../../http/router.ts';
import { Problem } from '../../http/problem.ts';
import { asViewer } from '../../http/transaction.ts';
import { forgetDevices } from '../devices/queries.ts';
import { endAttemptsOf } from '../attempts/queries.ts';
import { listInvitations, withdrawInvitation } from '../invitations/queries.ts';
import { peopleByEmail } from './person_queries.ts';
import { firstAdministratorLink, linkFor } from '../invitations/links.ts';
import {
  endMembership,
  listPeople,
  lockAdministrators,
  setDisabled,
  setRoles,
  type ListedPerson,
} from './queries.ts';
import type { Principal } from '../../http/principal.ts';
import { callerIn, recentAdministratorIn } from '../sessions/recent.ts';
import { endSessionsOf } from '../sessions/queries.ts';
import { mustBeOursAlone } from '../invitations/admit_member.ts';
import { baseUrl } from '../../http/base_url.ts';

// An administrator may remove access at any time. Giving access needs a recent sign-in in a browser: a leaked script's token
// must not be able to make itself a person.
const OURS = access('people.manage', 'own_agency');
const after = (description: string) => ({ 200: json(PersonFacts, description) });

const people = route(OURS, {
  method: 'get',
  path: '/people',
  operationId: 'listPeople',
  tags: ['people'],
  responses: { 200: json(People, 'Members first, then those who were; and links still open') },
});
const invite = route(OURS, {
  method: 'post',
  path: '/people/invitations',
  operationId: 'invitePerson',
  tags: ['people'],
  request: { body: body(NewInvitation) },
  responses: { 201: json(InvitationLink, 'A link for that person, shown this once') },
});
const withdraw = route(OURS, {
  method: 'delete',
  path: '/people/invitations/{id}',
  operationId: 'withdrawInvitation',
  tags: ['people'],
  request: { params: IdParam },
  responses: { 204: { description: 'The link is worth nothing any more' } },
});
const changeRoles = route(OURS, {
  method: 'patch',
  path: '/people/{id}',
  operationId: 'changePersonRoles',
  tags: ['people'],
  request: { params: PersonParam, body: body(RolesChange) },
  responses: after('In these roles from the next call on'),
});
const end = route(OURS, {
  method: 'post',
  path: '/people/{id}/end',
  operationId: 'endMembership',
  tags: ['people'],
  request: { params: PersonParam },
  responses: after('No member any more from the next call on'),
});
const disable = route(OURS, {
  method: 'post',
  path: '/people/{id}/disable',
  operationId: 'disablePerson',
  tags: ['people'],
  request: { params: PersonParam },
  responses: after('Signed out everywhere, and cannot sign in'),
});
const enable = route(OURS, {
  method: 'post',
  path: '/people/{id}/enable',
  operationId: 'enablePerson',
  tags: ['people'],
  request: { params: PersonParam },
  responses: after('May sign in again'),
});
const reset = route(OURS, {
  method: 'post',
  path: '/people/{id}/reset',
  operationId: 'resetPersonSignIn',
  tags: ['people'],
  request: { params: PersonParam },
  responses: { 201: json(InvitationLink, 'A link to set up signing in anew, shown this once') },
});
const first = route(access('partnership.manage', 'none'), {
  method: 'post',
  path: '/first-administrator',
  operationId: 'inviteFirstAdministrator',
  tags: ['people'],
  responses: {
    201: json(
      z.object({ link: z.string().nullable() }),
      'The operator’s only. null: there is an administrator',
    ),
  },
});

export const peopleRoutes = (services: AuthServices) => {
  const one = async (tx: OwnerTx, { agencyId }: Principal, id: string) => {
    const [person] = await listPeople(tx, agencyId, id);
    if (!person) throw new Problem('not_found');
    return person;
  };
  const read = (principal: Principal, id: string): Promise<PersonFacts> =>
    asOwner(services.database, async (tx) => shown(await one(tx, principal, id)));
  const write = (
    tx: OwnerTx,
    principal: Principal,
    event: string,
    about: Record<string, string | number | readonly string[]>,
  ) => auditAs(tx, principal, { event, outcome: 'done', about });

  return router()
    .openapi(people, async (c) => {
      const { agencyId } = callerIn(c);
      const found = await asOwner(services.database, async (tx) => ({
        people: await listPeople(tx, agencyId, null),
        invitations: await listInvitations(tx, agencyId, services.now()),
      }));
      return c.json(
        {
          people: found.people.map(shown),
          invitations: found.invitations.map((invitation) => ({
            ...invitation,
            roles: [...invitation.roles],
            created_at: invitation.created_at.toISOString(),
            expires_at: invitation.expires_at.toISOString(),
          })),
        },
        200,
      );
    })
    .openapi(invite, async (c) => {
      const wanted = c.req.valid('json');
      const principal = recentAdministratorIn(services, c);
      const { agencyId, accountId } = atAnAgency(principal);
      const { email, name } = wanted;
      const roles = inOrder(wanted.roles);
      const made = await asOwner(services.database, async (tx) => {
        const kind = 'person';
        const invitedBy = accountId;
        const known = (await peopleByEmail(tx, email)).find(({ memberships }) =>
          memberships.some((one) => one.agencyId === agencyId),
        );
        if (known) throw worksHere(known.name);
        const link = await linkFor(services, c, tx, {
          kind,
          agencyId,
          email,
          name,
          roles,
          invitedBy,
        });
        await write(tx, principal, 'person.invited', { invitation: link.id, email, roles });
        return link;
      });
      return c.json(made, 201);
    })
    .openapi(withdraw, async (c) => {
      const { id } = c.req.valid('param');
      const principal = callerIn(c);
      await asOwner(services.database, async (tx) => {
        await withdrawInvitation(tx, principal.agencyId, id, services.now());
        await write(tx, principal, 'invitation.withdrawn', { invitation: id });
      });
      return c.body(null, 204);
    })
    .openapi(changeRoles, async (c) => {
      const { id } = c.req.valid('param');
      const roles = inOrder(c.req.valid('json').roles);
      const principal = recentAdministratorIn(services, c);
      await asViewer(services, c, async (tx, agencyId) => {
        const administrators = await lockAdministrators(tx, agencyId);
        if (!roles.includes('administrator')) mustNotBeLast(administrators, id);
        await setRoles(tx, id, roles);
        const about = { person: id, roles };
        await audit(tx, { event: 'person.roles_changed', outcome: 'done', about });
      });
      return c.json(await read(principal, id), 200);
    })
    .openapi(end, async (c) => {
      const { id } = c.req.valid('param');
      const principal = callerIn(c);
      await asViewer(services, c, async (tx, agencyId) => {
        mustNotBeLast(await lockAdministrators(tx, agencyId), id);
        await endMembership(tx, id, services.now());
        await audit(tx, { event: 'person.left', outcome: 'done', about: { person: id } });
      });
      return c.json(await read(principal, id), 200);
    })
    .openapi(disable, async (c) => {
      const { id } = c.req.valid('param');
      const principal = callerIn(c);
      const now = services.now();
      await asOwner(services.database, async (tx) => {
        mustNotBeLast(await lockAdministrators(tx, principal.agencyId), id);
        await one(tx, principal, id);
        await mustBeOursAlone(tx, id, principal.agencyId);
        await setDisabled(tx, id, now);
        await endSessionsOf(tx, id, now);
        await forgetDevices(tx, id);
        await write(tx, principal, 'person.disabled', { person: id });
      });
      return c.json(await read(principal, id), 200);
    })
    .openapi(enable, async (c) => {
      const { id } = c.req.valid('param');
      const principal = recentAdministratorIn(services, c);
      await asOwner(services.database, async (tx) => {
        await one(tx, principal, id);
        await mustBeOursAlone(tx, id, principal.agencyId);
        await setDisabled(tx, id, null);
        await write(tx, principal, 'person.enabled', { person: id });
      });
      return c.json(await read(principal, id), 200);
    })
    .openapi(reset, async (c) => {
      const { id } = c.req.valid('param');
      const principal = recentAdministratorIn(services, c);
      const { agencyId } = principal;
      const made = await asOwner(services.database, async (tx) => {
        const person = await one(tx, principal, id);
        // somebody who has left is invited again
        if (person.ended_at) throw new Problem('not_found');
        await mustBeOursAlone(tx, id, agencyId);
        await endSessionsOf(tx, id, services.now());
        await endAttemptsOf(tx, id, services.now());
        await forgetDevices(tx, id);
        const invitedBy = principal.accountId;
        const wanted = { kind: 'reset', agencyId, accountId: id, invitedBy } as const;
        const link = await linkFor(services, c, tx, wanted);
        await write(tx, principal, 'person.reset', { invitation: link.id, person: id });
        return link;
      });
      return c.json(made, 201);
    })
    .openapi(first, async (c) => {
      if (callerIn(c).kind !== 'operator') throw new Problem('not_allowed');
      return c.json(
        { link: await firstAdministratorLink(services, baseUrl(services, c), false) },
        201,
      );
    });
};

/** As the list of roles has them, each once. */
const inOrder = (roles: readonly Role[]): Role[] => ROLES.filter((role) => roles.includes(role));

/** A link would change what they may do, past the checks on changing it. */
const worksHere = (name: string) =>
  new Problem('invalid_input', {
    fields: [{ path: 'email', message: `${name} works here already. Change their roles instead.` }],
  });

/** The operator of a partnership without agencies acts for none. */
function atAnAgency(principal: Principal): Principal {
  if (principal.agencyId === 0) throw new Problem('unknown_agency');
  return principal;
}

function mustNotBeLast(administrators: readonly { accountId: string }[], id: string): void {
  if (administrators.length === 1 && administrators[0]?.accountId === id)
    throw new Problem('last_administrator');
}

const shown = (person: ListedPerson): PersonFacts => {
  const { password, totp, passkeys, provider, ...rest } = person;
  return {
    ...rest,
    roles: [...person.roles],
    since: person.since.toISOString(),
    ended_at: person.ended_at?.toISOString() ?? null,
    disabled_at: person.disabled_at?.toISOString() ?? null,
    last_seen_at: person.last_seen_at?.toISOString() ?? null,
    ways: { password, totp, passkeys, provider },
  };
};
