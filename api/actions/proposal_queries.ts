/** Proposals as stored: what another agency would change, and what became of it. */
import type { ProposedFields } from '../contract/actions.ts';
import { OPERATIONS, PERMISSIONS, ROLES } from '../contract/permissions.ts';
import { Problem } from '../http/problem.ts';
import type { AgencyTx, OwnerTx } from '../db/as_agency.ts';

export interface OpenProposal {
  readonly id: number;
  /** The agency that proposes. */
  readonly agency_id: number;
  /** Of the action, as the proposer saw it. */
  readonly version: number;
  readonly changes: ProposedFields;
}

export async function insertProposal(
  tx: AgencyTx,
  actionId: number,
  agencyId: number,
  version: number,
  changes: ProposedFields,
): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into action_proposal (action_id, agency_id, version, changes)
    values (${actionId}, ${agencyId}, ${version}, ${tx.json(changes)})
    returning id`;
  return row?.id ?? 0;
}

/** Throws Problem `not_found` when the action has no such proposal. */
export async function readProposal(
  tx: AgencyTx,
  actionId: number,
  id: number,
): Promise<{ readonly agency_id: number; readonly state: string }> {
  const [row] = await tx<{ agency_id: number; state: string }[]>`
    select agency_id, state
    from action_proposal
    where id = ${id}
      and action_id = ${actionId}`;
  if (!row) throw new Problem('not_found');
  return row;
}

/** Locked until the transaction ends: it is decided once, by those who may decide or withdraw it. Throws Problems
 *  `not_found`, `proposal_decided`. */
export async function lockProposal(
  tx: AgencyTx,
  actionId: number,
  id: number,
): Promise<OpenProposal> {
  await readProposal(tx, actionId, id);
  const [row] = await tx<OpenProposal[]>`
    select id, agency_id, version, changes
    from action_proposal
    where id = ${id}
      and action_id = ${actionId}
      and state = 'open'
    for update`;
  if (!row) throw new Problem('proposal_decided');
  return row;
}

/** Of one that is locked. */
export const decideProposal = (
  tx: AgencyTx,
  id: number,
  decision: { readonly state: 'accepted' | 'declined' | 'withdrawn'; readonly answer: string },
  now: Date,
) => tx`
  update action_proposal
  set
    state = ${decision.state},
    answer = ${decision.answer},
    decided_at = ${now}
  where id = ${id}
    and state = 'open'`;

const REPORTS: (typeof OPERATIONS)[number] = 'actions.report';
const REPORTERS = ROLES.filter((role) => PERMISSIONS[role].includes(REPORTS));

/** Members who may decide on a proposal to their agency, today. */
export const listDeciders = (tx: OwnerTx, agency: string) => tx<
  { account_id: string; agency_id: number }[]
>`
  select membership.account_id, membership.agency_id
  from membership
  join account on account.id = membership.account_id
  join agency on agency.id = membership.agency_id
  where agency.slug = ${agency}
    and membership.ended_at is null
    and account.disabled_at is null
    and account.kind = 'person'
    and membership.roles && ${[...REPORTERS]}::text[]
  order by membership.account_id`;
