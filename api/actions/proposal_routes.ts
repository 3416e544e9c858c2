/** /api/actions/{id}/proposals: what another agency has proposed is accepted or declined by the action's own, or withdrawn. */
import { Action, ProposalRefusal } from '../contract/actions.ts';
import { IdParam, IdText } from '../contract/common.ts';
import { listAgencies } from '../agencies/queries.ts';
import { access, mayOf, route } from '../http/access.ts';
import { Problem } from '../http/problem.ts';
import { body, json, router } from '../http/router.ts';
import type { BaseServices } from '../http/services.ts';
import { asMember } from '../http/transaction.ts';
import { actionReader } from './action_reader.ts';
import { decideProposal, lockProposal, readProposal } from './proposal_queries.ts';
import { withFields } from './proposed.ts';
import { lockAction, moveAction, updateAction } from './queries.ts';

const ProposalParams = IdParam.extend({ proposal: IdText });
const one = (description: string) => json(Action, description);
const accept = route(access('actions.report', 'own_agency'), {
  method: 'post',
  path: '/actions/{id}/proposals/{proposal}/acceptance',
  operationId: 'acceptActionProposal',
  tags: ['actions'],
  request: { params: ProposalParams },
  responses: { 200: one('Changed as proposed') },
});
const decline = route(access('actions.report', 'own_agency'), {
  method: 'post',
  path: '/actions/{id}/proposals/{proposal}/refusal',
  operationId: 'declineActionProposal',
  tags: ['actions'],
  request: { params: ProposalParams, body: body(ProposalRefusal) },
  responses: { 200: one('As it stands; the proposal is declined') },
});
const withdraw = route(access('actions.assign', 'own_agency'), {
  method: 'delete',
  path: '/actions/{id}/proposals/{proposal}',
  operationId: 'withdrawActionProposal',
  tags: ['actions'],
  request: { params: ProposalParams },
  responses: { 200: one('As it stands; the proposal is withdrawn') },
});

const THEIRS_TO_DECIDE =
  'This is another agency’s action: its own people decide what is proposed to them.';

export const proposalRoutes = (services: BaseServices) => {
  const { readOne, readOwn, conflict } = actionReader(services);
  return router()
    .openapi(accept, async (c) => {
      const { id, proposal: number } = c.req.valid('param');
      const now = services.now();
      const action = await asMember(services, c, async (tx) => {
        await readOwn(tx, c, id, THEIRS_TO_DECIDE);
        // first: everybody who changes an action and what hangs on it takes the action's lock before the others
        await lockAction(tx, id);
        const proposal = await lockProposal(tx, id, number);
        const before = await readOwn(tx, c, id, THEIRS_TO_DECIDE);
        if (proposal.version !== before.version)
          throw new Problem('proposal_stale', { current: before });
        const { agency, state, state_reason: reason = '' } = proposal.changes;
        if (agency !== undefined && !mayOf(c, 'actions.assign'))
          throw new Problem('not_allowed', {
            detail: `This hands the action to “${agency}”: only those who assign actions may accept that.`,
          });
        await decideProposal(tx, number, { state: 'accepted', answer: '' }, now);
        const next = {
          ...withFields(before, proposal.changes),
          agency_id: (await listAgencies(tx)).find(({ slug }) => slug === agency)?.id ?? null,
        };
        const changed =
          state === undefined
            ? await updateAction(tx, id, proposal.version, next, now)
            : await moveAction(tx, id, proposal.version, { to: state, reason }, now);
        if (!changed) throw await conflict(tx, id);
        return readOne(tx, id);
      });
      return c.json(action, 200);
    })
    .openapi(decline, async (c) => {
      const { id, proposal } = c.req.valid('param');
      const { reason } = c.req.valid('json');
      const action = await asMember(services, c, async (tx) => {
        await readOwn(tx, c, id, THEIRS_TO_DECIDE);
        await lockProposal(tx, id, proposal);
        const decision = { state: 'declined', answer: reason } as const;
        await decideProposal(tx, proposal, decision, services.now());
        return readOne(tx, id);
      });
      return c.json(action, 200);
    })
    .openapi(withdraw, async (c) => {
      const { id, proposal } = c.req.valid('param');
      const action = await asMember(services, c, async (tx, agencyId) => {
        const { agency_id: proposer } = await readProposal(tx, id, proposal);
        if (proposer !== agencyId)
          throw new Problem('not_your_agency', {
            detail: 'Another agency made this proposal: it alone can withdraw it.',
          });
        await lockProposal(tx, id, proposal);
        const decision = { state: 'withdrawn', answer: '' } as const;
        await decideProposal(tx, proposal, decision, services.now());
        return readOne(tx, id);
      });
      return c.json(action, 200);
    });
};
