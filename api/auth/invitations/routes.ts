/** /api/invitations: a link opened. The token comes in the body, never in an address. */
import type { Context } from 'hono';
import { access, route } from '../../http/access.ts';
import {
  InvitationAccept,
  InvitationBegin,
  InvitationBegun,
  InvitationFacts,
  InvitationToken,
  Me,
  OpenIdJourney,
} from '../../contract/sign_in.ts';
import { asOwner } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { body, json, router } from '../../http/router.ts';
import { listAgencies } from '../../agencies/queries.ts';
import { Problem } from '../../http/problem.ts';
import { accept, beginAccepting, openLink, rolesOf } from './accept.ts';
import { sendToProvider } from '../providers/send_to_provider.ts';
import { readHost } from '../people/host_queries.ts';
import { findInvitation, spendInvitation } from './queries.ts';
import { hashOfToken } from '../tokens/token.ts';
import { personById } from '../people/person_queries.ts';
import { meOf } from '../sessions/me.ts';
import type { ProviderCache } from '../providers/provider_cache.ts';
import { providerOf } from '../providers/queries.ts';
import { personIn } from '../sessions/recent.ts';
import { orRefuse } from '../attempts/answer_refusal.ts';
import { needsSecondFactor } from '../second_factor/second_factor.ts';
import { applyRateLimit } from '../rate_limit/rate_limit.ts';
import { join } from './admit_member.ts';

const ANYONE = access('anyone', 'none');

const look = route(ANYONE, {
  method: 'post',
  path: '/invitations/look',
  operationId: 'readInvitation',
  tags: ['invitations'],
  request: { body: body(InvitationToken) },
  responses: { 200: json(InvitationFacts, 'What the link is for') },
});
const begin = route(ANYONE, {
  method: 'post',
  path: '/invitations/begin',
  operationId: 'beginInvitation',
  tags: ['invitations'],
  request: { body: body(InvitationBegin) },
  responses: { 200: json(InvitationBegun, 'What an app and a passkey need') },
});
const take = route(ANYONE, {
  method: 'post',
  path: '/invitations/accept',
  operationId: 'acceptInvitation',
  tags: ['invitations'],
  request: { body: body(InvitationAccept) },
  responses: { 200: json(Me, 'Accepted; signed in') },
});
const byOpenId = route(ANYONE, {
  method: 'post',
  path: '/invitations/openid',
  operationId: 'acceptInvitationAtProvider',
  tags: ['invitations'],
  request: { body: body(InvitationToken) },
  responses: { 200: json(OpenIdJourney, 'Where to send the browser') },
});
const joinToo = route(access('signed_in', 'self'), {
  method: 'post',
  path: '/invitations/join',
  operationId: 'joinByInvitation',
  tags: ['invitations'],
  request: { body: body(InvitationToken) },
  responses: { 200: json(Me, 'Joined one more agency with the account one has') },
});

/** A link that opens something is counted by itself: others behind the same address cannot use up its tries. */
async function limitLink(services: AuthServices, c: Context, token: string): Promise<void> {
  const id = await asOwner(services.database, (tx) =>
    findInvitation(tx, hashOfToken(token), services.now()),
  );
  await applyRateLimit(services, c, { what: 'link', opens: id === null ? null : `link ${id}` });
}

export const invitationRoutes = (services: AuthServices, providers: ProviderCache) =>
  router()
    .openapi(look, async (c) => {
      const { token } = c.req.valid('json');
      await limitLink(services, c, token);
      const facts = await asOwner(services.database, async (tx) => {
        const invitation = await openLink(services, tx, token);
        const { kind, agencyId, accountId, slug, agency, name, email } = invitation;
        const known = accountId === null ? undefined : await personById(tx, accountId);
        const live = known?.memberships.find((one) => one.agencyId === agencyId)?.roles ?? null;
        const roles = [...rolesOf(invitation, live)];
        const provider = agencyId === null ? undefined : await providerOf(tx, { agencyId });
        const free = kind === 'first_administrator' && (await readHost(tx)) === null;
        const agencies = free ? await listAgencies(tx) : [];
        return {
          kind,
          agency: slug === null || agency === null ? null : { slug, name: agency },
          roles,
          name,
          email,
          invited_by: invitation.invitedBy,
          expires_at: invitation.expiresAt.toISOString(),
          second_factor: needsSecondFactor(roles),
          openid: provider?.enabled ?? false,
          names_agency: free,
          agencies: agencies.map((one) => ({ slug: one.slug, name: one.name })),
        };
      });
      return c.json(facts, 200);
    })
    .openapi(begin, async (c) => {
      const given = c.req.valid('json');
      await limitLink(services, c, given.token);
      return c.json(await beginAccepting(services, c, given), 200);
    })
    .openapi(take, async (c) => {
      const given = c.req.valid('json');
      await limitLink(services, c, given.token);
      return c.json(await orRefuse(services, c, 'link', () => accept(services, c, given)), 200);
    })
    .openapi(byOpenId, async (c) => {
      const { token } = c.req.valid('json');
      await limitLink(services, c, token);
      const { slug, id } = await asOwner(services.database, (tx) => openLink(services, tx, token));
      if (slug === null) throw new Problem('not_found');
      const url = await orRefuse(services, c, 'openid', () =>
        sendToProvider(services, c, providers, { slug, invitationId: id }),
      );
      return c.json({ url }, 200);
    })
    .openapi(joinToo, async (c) => {
      const { token } = c.req.valid('json');
      const person = personIn(c);
      const now = services.now();
      const me = await asOwner(services.database, async (tx) => {
        const invitation = await openLink(services, tx, token);
        const known = await personById(tx, person.accountId);
        if (invitation.kind !== 'person' || !known || known.email !== invitation.email)
          throw new Problem('other_person');
        await spendInvitation(tx, invitation.id, now);
        await join(tx, invitation, person.accountId, now);
        return meOf(tx, person, now);
      });
      return c.json(me, 200);
    });
