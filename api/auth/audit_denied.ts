/** Writes refused calls to the audit: who, which route, why. A call without a credential is refused without a line:
 *  otherwise anybody could fill the audit. */
import type { Context } from 'hono';
import { asOwner } from '../db/as_agency.ts';
import { presentedToken } from './sessions/principal.ts';
import type { AuthServices } from './services.ts';
import { routeOf } from '../http/log_requests.ts';
import type { Problem, ProblemCode } from '../http/problem.ts';
import { auditAs } from '../audit/queries.ts';

const DENIED: readonly ProblemCode[] = ['sign_in_first', 'not_allowed', 'not_your_agency'];

/** The call is refused in any case: a line that cannot be written goes to the log. */
export async function auditDenied(
  services: AuthServices,
  c: Context,
  problem: Problem,
): Promise<void> {
  if (!DENIED.includes(problem.code)) return;
  const principal = c.get('principal') ?? null;
  if (!principal && presentedToken(services, c) === null) return;
  const who = {
    accountId: principal?.accountId ?? null,
    agencyId: principal && principal.agencyId > 0 ? principal.agencyId : null,
  };
  const about = { method: c.req.method, route: routeOf(c), code: problem.code };
  await asOwner(services.database, (tx) =>
    auditAs(tx, who, { event: 'call.denied', outcome: 'refused', about }),
  ).catch((error: unknown) => {
    services.log.error({ err: error }, 'a refused call could not be written to the audit');
  });
}
