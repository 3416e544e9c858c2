/** The answer of /api/me. */
import type { Me } from '../../contract/sign_in.ts';
import { OPERATIONS, roleMay } from '../../contract/permissions.ts';
import type { OwnerTx } from '../../db/as_agency.ts';
import { Problem } from '../../http/problem.ts';
import { meFacts } from './me_queries.ts';
import type { Principal } from '../../http/principal.ts';
import { recentUntil } from './recent.ts';

/** Throws Problem `unknown_agency` for the operator of a partnership without agencies. */
export async function meOf(tx: OwnerTx, principal: Principal, now: Date): Promise<Me> {
  const facts = await meFacts(tx, principal.accountId, principal.agencyId);
  if (!facts) throw new Problem('unknown_agency');
  const { roles, host, vouchedBy } = principal;
  return {
    id: principal.accountId,
    name: facts.name,
    email: facts.email,
    agency: facts.agency,
    roles: [...roles],
    may: OPERATIONS.filter(
      (operation) => roleMay(roles, operation) && (operation !== 'partnership.manage' || host),
    ),
    others: vouchedBy === null ? [...facts.others] : [],
    kind: principal.kind,
    sample: principal.sample,
    recent_until: recentUntil(principal, now)?.toISOString() ?? null,
  };
}
