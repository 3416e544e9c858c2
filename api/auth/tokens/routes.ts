/** /api/scripts: a program of an agency's own, with a token and roles of its own, that nobody has to be signed in for.
 *  It stands among the agency's people, and ends like one of them. */
import { access, route } from '../../http/access.ts';
import { auditAs } from '../../audit/queries.ts';
import { NewScript } from '../../contract/people.ts';
import { ScriptToken, type SessionFacts } from '../../contract/sign_in.ts';
import { asOwner } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { body, json, router } from '../../http/router.ts';
import { Problem } from '../../http/problem.ts';
import { insertAccount, putMembership } from '../people/account_queries.ts';
import { listSessions } from '../sessions/listed_session_queries.ts';
import { recentAdministratorIn } from '../sessions/recent.ts';
import { insertSession } from '../sessions/queries.ts';
import { newToken } from './token.ts';

const make = route(access('people.manage', 'own_agency'), {
  method: 'post',
  path: '/scripts',
  operationId: 'createScriptToken',
  tags: ['people'],
  request: { body: body(NewScript) },
  responses: { 201: json(ScriptToken, 'The token, shown this once') },
});

/** The agency by its name alone: numbers of agencies are the database's. */
const withoutNumber = ({
  agencyId: _,
  ...session
}: SessionFacts & { agencyId: number }): SessionFacts => session;

const DAY_MS = 86_400_000;

export const scriptRoutes = (services: AuthServices) =>
  router().openapi(make, async (c) => {
    const { label, roles, days } = c.req.valid('json');
    const administrator = recentAdministratorIn(services, c);
    const { agencyId } = administrator;
    if (agencyId === 0) throw new Problem('unknown_agency');
    const now = services.now();
    const { token, hash } = newToken('script');
    const session = await asOwner(services.database, async (tx) => {
      const accountId = await insertAccount(tx, { name: label, email: null });
      await putMembership(tx, { accountId, agencyId, roles });
      const sessionId = await insertSession(tx, {
        hash,
        accountId,
        agencyId,
        kind: 'script',
        label,
        strong: true,
        vouchedBy: null,
        now,
        expiresAt: new Date(now.getTime() + days * DAY_MS),
      });
      const about = { script: accountId, label, roles, days };
      await auditAs(tx, administrator, { event: 'script.made', outcome: 'done', about });
      const [made] = await listSessions(tx, { sessionId }, now, null);
      if (!made) throw new Problem('internal');
      return made;
    });
    return c.json({ token, session: withoutNumber(session) }, 201);
  });
