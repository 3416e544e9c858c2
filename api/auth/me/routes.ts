/** /api/me, /api/sessions: the caller, their browsers, phones and scripts, and the agency they act for. */
import { z } from '@hono/zod-openapi';
import { access, mayOf, route } from '../../http/access.ts';
import { auditAs } from '../../audit/queries.ts';
import {
  AgencySwitch,
  Me,
  NewScriptToken,
  ScriptToken,
  Sessions,
  type SessionFacts,
} from '../../contract/sign_in.ts';
import { asOwner } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { body, json, router } from '../../http/router.ts';
import { Problem } from '../../http/problem.ts';
import { deviceIn } from '../devices/known_device.ts';
import { forgetDevices } from '../devices/queries.ts';
import { startSession } from '../sessions/start_session.ts';
import { personById } from '../people/person_queries.ts';
import { endSessionById, listSessions } from '../sessions/listed_session_queries.ts';
import { meOf } from '../sessions/me.ts';
import { callerIn, personIn, recentPersonIn } from '../sessions/recent.ts';
import { orRefuse } from '../attempts/answer_refusal.ts';
import { needsSecondFactor } from '../second_factor/second_factor.ts';
import { endOtherSessionsOf, insertSession } from '../sessions/queries.ts';
import { newToken } from '../tokens/token.ts';

const MINE = access('signed_in', 'self');
const SessionParam = z.object({ id: z.uuid('There is no session with that number.') });

const me = route(MINE, {
  method: 'get',
  path: '/me',
  operationId: 'getMe',
  tags: ['me'],
  responses: { 200: json(Me, 'Who is signed in, and what they may do') },
});
const switchAgency = route(MINE, {
  method: 'post',
  path: '/me/agency',
  operationId: 'switchAgency',
  tags: ['me'],
  request: { body: body(AgencySwitch) },
  responses: { 200: json(Me, 'Acting for the other agency from now on') },
});
const sessions = route(MINE, {
  method: 'get',
  path: '/me/sessions',
  operationId: 'listMySessions',
  tags: ['me'],
  responses: { 200: json(Sessions, 'One’s own browsers, phones and scripts, the last used first') },
});
const peopleSessions = route(access('people.manage', 'own_agency'), {
  method: 'get',
  path: '/sessions',
  operationId: 'listPeopleSessions',
  tags: ['people'],
  responses: { 200: json(Sessions, 'Those of the agency’s people, the last used first') },
});
const revoke = route(MINE, {
  method: 'delete',
  path: '/sessions/{id}',
  operationId: 'endSession',
  tags: ['me'],
  request: { params: SessionParam },
  responses: { 204: { description: 'Signed out: one’s own, or one of the agency’s people’s' } },
});
const endOthers = route(MINE, {
  method: 'delete',
  path: '/me/sessions',
  operationId: 'endMyOtherSessions',
  tags: ['me'],
  responses: { 200: json(Sessions, 'Signed out everywhere else; what is left') },
});
const makeToken = route(MINE, {
  method: 'post',
  path: '/me/tokens',
  operationId: 'createMyToken',
  tags: ['me'],
  request: { body: body(NewScriptToken) },
  responses: { 201: json(ScriptToken, 'A script’s token, shown this once') },
});

const DAY_MS = 24 * 3600_000;

export const meRoutes = (services: AuthServices) =>
  router()
    .openapi(me, async (c) => {
      const principal = callerIn(c);
      return c.json(
        await asOwner(services.database, (tx) => meOf(tx, principal, services.now())),
        200,
      );
    })
    .openapi(switchAgency, async (c) => {
      const { agency } = c.req.valid('json');
      const person = personIn(c);
      if (person.vouchedBy !== null) throw new Problem('other_way_in');
      const mine = await orRefuse(services, c, 'switch', () =>
        startSession(services, c, async (tx) => {
          const known = await personById(tx, person.accountId);
          const membership = known?.memberships.find(({ slug }) => slug === agency);
          if (!known || !membership) throw new Problem('unknown_agency');
          const { strong, provedAt } = person;
          if (!strong && needsSecondFactor(membership.roles))
            throw new Problem('sign_in_again', {
              detail:
                'Your role there needs a second factor. Sign out and in again: you will be asked to set one up.',
            });
          const { agencyId } = membership;
          return { known, way: 'switch', agencyId, strong, vouchedBy: null, provedAt };
        }),
      );
      return c.json(mine, 200);
    })
    .openapi(sessions, async (c) => {
      const { accountId, sessionId } = callerIn(c);
      const listed = await asOwner(services.database, (tx) =>
        listSessions(tx, { accountId }, services.now(), sessionId),
      );
      return c.json({ sessions: listed.map(shown) }, 200);
    })
    .openapi(peopleSessions, async (c) => {
      const { agencyId, sessionId } = callerIn(c);
      const listed = await asOwner(services.database, (tx) =>
        listSessions(tx, { agencyId }, services.now(), sessionId),
      );
      return c.json({ sessions: listed.map(shown) }, 200);
    })
    .openapi(revoke, async (c) => {
      const { id } = c.req.valid('param');
      const principal = callerIn(c);
      const now = services.now();
      await asOwner(services.database, async (tx) => {
        const [session] = await listSessions(tx, { sessionId: id }, now, null);
        const isOwn = session?.person.id === principal.accountId;
        const isOurs = session?.agencyId === principal.agencyId && mayOf(c, 'people.manage');
        if (!session || !(isOwn || isOurs)) throw new Problem('not_found');
        await endSessionById(tx, id, now);
        // whoever ends a session has lost a device, or found a stranger's
        await forgetDevices(tx, session.person.id, isOwn ? deviceIn(services, c) : null);
        const { kind, label, person } = session;
        const about = { session: id, kind, label, person: person.id };
        await auditAs(tx, principal, { event: 'session.ended', outcome: 'done', about });
      });
      return c.body(null, 204);
    })
    .openapi(endOthers, async (c) => {
      const { accountId, agencyId, sessionId } = personIn(c);
      const now = services.now();
      const left = await asOwner(services.database, async (tx) => {
        await endOtherSessionsOf(tx, accountId, sessionId, now);
        await forgetDevices(tx, accountId, deviceIn(services, c));
        const who = { accountId, agencyId };
        await auditAs(tx, who, { event: 'sessions.ended', outcome: 'done', about: {} });
        return listSessions(tx, { accountId }, now, sessionId);
      });
      return c.json({ sessions: left.map(shown) }, 200);
    })
    .openapi(makeToken, async (c) => {
      const { label, days } = c.req.valid('json');
      const person = recentPersonIn(services, c);
      const now = services.now();
      const { token, hash } = newToken('script');
      const session = await asOwner(services.database, async (tx) => {
        const { accountId, agencyId, strong, vouchedBy } = person;
        const expiresAt = new Date(now.getTime() + days * DAY_MS);
        const kind = 'script';
        const made = { hash, accountId, agencyId, kind, label, strong, vouchedBy, now } as const;
        const id = await insertSession(tx, { ...made, expiresAt });
        const about = { session: id, label, days };
        await auditAs(tx, person, { event: 'script_token.made', outcome: 'done', about });
        const [listed] = await listSessions(tx, { sessionId: id }, now, null);
        if (!listed) throw new Error('the session was just made');
        return listed;
      });
      return c.json({ token, session: shown(session) }, 201);
    });

/** The agency by its name alone: numbers of agencies are the database's. */
const shown = ({ agencyId: _, ...session }: SessionFacts & { agencyId: number }): SessionFacts =>
  session;
