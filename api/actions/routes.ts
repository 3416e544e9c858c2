/** /api/actions; what is decided of proposals is in proposal_routes.ts */
import { access, route } from '../http/access.ts';
import { z } from '@hono/zod-openapi';
import {
  Action,
  ActionChange,
  ActionMove,
  ActionsQuery,
  MilestoneChange,
  NewAction,
  NewMilestone,
  NewProgress,
  type ProposedFields,
} from '../contract/actions.ts';
import { IdParam, IdText } from '../contract/common.ts';
import type { Context } from 'hono';
import type { AgencyTx } from '../db/as_agency.ts';
import type { BaseServices } from '../http/services.ts';
import { editedVersion, IF_MATCH } from '../http/if_match.ts';
import { body, json, router } from '../http/router.ts';
import { agencyBySlug } from '../agencies/queries.ts';
import { Problem } from '../http/problem.ts';
import { asMember, asViewer } from '../http/transaction.ts';
import {
  deleteMilestone,
  insertAction,
  insertMilestone,
  insertProgress,
  moveAction,
  updateAction,
  updateMilestone,
} from './queries.ts';
import { actionReader, isOwn } from './action_reader.ts';
import { notifyOwner } from './notify_owner.ts';
import { insertProposal } from './proposal_queries.ts';
import { differing, withFields } from './proposed.ts';
import { LIVE_STATES, mayMove, NEEDS_REASON } from './state.ts';

const MilestoneParams = IdParam.extend({ milestone: IdText });
const one = (description: string) => json(Action, description);
const list = route(access('actions.read', 'partnership'), {
  method: 'get',
  path: '/actions',
  operationId: 'listActions',
  tags: ['actions'],
  request: { query: ActionsQuery },
  responses: { 200: json(z.object({ actions: z.array(Action) }), 'Live ones first, by deadline') },
});
const read = route(access('actions.read', 'partnership'), {
  method: 'get',
  path: '/actions/{id}',
  operationId: 'getAction',
  tags: ['actions'],
  request: { params: IdParam },
  responses: { 200: one('One action') },
});
const assign = route(access('actions.assign', 'partnership'), {
  method: 'post',
  path: '/actions',
  operationId: 'createAction',
  tags: ['actions'],
  request: { body: body(NewAction) },
  responses: { 201: one('Assigned') },
});
const change = route(access('actions.assign', 'partnership'), {
  method: 'patch',
  path: '/actions/{id}',
  operationId: 'changeAction',
  tags: ['actions'],
  parameters: IF_MATCH,
  request: { params: IdParam, body: body(ActionChange) },
  responses: {
    200: one('Changed; If-Match must name the version edited'),
    202: one('As it stands: another agency’s action, so the change is a proposal to that agency'),
  },
});
const move = route(access('actions.report', 'own_agency'), {
  method: 'post',
  path: '/actions/{id}/moves',
  operationId: 'moveAction',
  tags: ['actions'],
  parameters: IF_MATCH,
  request: { params: IdParam, body: body(ActionMove) },
  responses: {
    200: one('Moved; If-Match must name the version that was read'),
    202: one('As it stands: another agency’s action, so the move is a proposal to that agency'),
  },
});
const report = route(access('actions.report', 'own_agency'), {
  method: 'post',
  path: '/actions/{id}/progress',
  operationId: 'addActionProgress',
  tags: ['actions'],
  request: { params: IdParam, body: body(NewProgress) },
  responses: { 201: one('Progress added') },
});
const addMilestone = route(access('actions.report', 'own_agency'), {
  method: 'post',
  path: '/actions/{id}/milestones',
  operationId: 'addMilestone',
  tags: ['actions'],
  request: { params: IdParam, body: body(NewMilestone) },
  responses: { 201: one('Milestone added') },
});
const changeMilestone = route(access('actions.report', 'own_agency'), {
  method: 'patch',
  path: '/actions/{id}/milestones/{milestone}',
  operationId: 'changeMilestone',
  tags: ['actions'],
  request: { params: MilestoneParams, body: body(MilestoneChange) },
  responses: { 200: one('Milestone changed') },
});
const dropMilestone = route(access('actions.report', 'own_agency'), {
  method: 'delete',
  path: '/actions/{id}/milestones/{milestone}',
  operationId: 'removeMilestone',
  tags: ['actions'],
  request: { params: MilestoneParams },
  responses: { 200: one('Milestone removed') },
});

const THEIRS_TO_PLAN =
  'The steps of an action are its own agency’s to plan. Propose another deadline or description instead.';

export const actionRoutes = (services: BaseServices) => {
  const { readAll, readOne, readWorked, readOwn, conflict } = actionReader(services);
  /** The people of the action's agency are notified once the proposal is stored. */
  const notify = (c: Context, action: Action, proposal: number) =>
    notifyOwner(services, action, proposal, c.get('principal')?.agency ?? '');
  /** The action as it stands, and the number of the new proposal. */
  const propose = async (
    tx: AgencyTx,
    before: Action,
    agencyId: number,
    changes: ProposedFields,
  ) => {
    const proposal = await insertProposal(tx, before.id, agencyId, before.version, changes);
    return { action: await readOne(tx, before.id), proposal };
  };
  const done = async (action: Promise<Action>) => ({ action: await action, proposal: null });

  return router()
    .openapi(list, async (c) => {
      const { state, agency, hotspot } = c.req.valid('query');
      const states = state === 'all' ? undefined : state === 'live' ? LIVE_STATES : [state];
      const filter = { states, agency, hotspot };
      return c.json({ actions: await asViewer(services, c, (tx) => readAll(tx, filter)) }, 200);
    })
    .openapi(read, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await asViewer(services, c, (tx) => readOne(tx, id)), 200);
    })
    .openapi(assign, async (c) => {
      const wanted = c.req.valid('json');
      const owner = await agencyBySlug(services.database, wanted.agency);
      const action = await asViewer(services, c, async (tx) =>
        readOne(tx, await insertAction(tx, owner, wanted)),
      );
      return c.json(action, 201);
    })
    .openapi(change, async (c) => {
      const { id } = c.req.valid('param');
      const { agency, ...wanted } = c.req.valid('json');
      const version = editedVersion(c);
      const owner = agency ? await agencyBySlug(services.database, agency) : null;
      const { action, proposal } = await asMember(services, c, async (tx, agencyId) => {
        const before = await readOne(tx, id);
        const next = { ...withFields(before, wanted), agency_id: owner };
        if (next.due_on < next.starts_on)
          throw new Problem('invalid_input', {
            fields: [{ path: 'due_on', message: 'The deadline is before the start.' }],
          });
        if (isOwn(c, before)) {
          if (await updateAction(tx, id, version, next, services.now()))
            return done(readOne(tx, id));
          throw await conflict(tx, id);
        }
        if (before.version !== version) throw await conflict(tx, id);
        const changes = differing(before, c.req.valid('json'));
        if (Object.keys(changes).length === 0) return done(readOne(tx, id));
        return propose(tx, before, agencyId, changes);
      });
      if (proposal === null) return c.json(action, 200);
      await notify(c, action, proposal);
      return c.json(action, 202);
    })
    .openapi(move, async (c) => {
      const { id } = c.req.valid('param');
      const wanted = c.req.valid('json');
      const version = editedVersion(c);
      const { action, proposal } = await asMember(services, c, async (tx, agencyId) => {
        const before = await readWorked(tx, c, id);
        if (before.version !== version) throw await conflict(tx, id);
        if (!mayMove(before.state, wanted.to)) {
          const possible = before.moves.join(', ').replaceAll('_', ' ');
          const detail = `From “${before.state.replace('_', ' ')}” an action can become: ${possible}.`;
          throw new Problem('move_not_allowed', { detail, current: before });
        }
        if (NEEDS_REASON.includes(wanted.to) && !wanted.reason)
          throw new Problem('invalid_input', {
            fields: [{ path: 'reason', message: 'Say why, in a few words.' }],
          });
        if (!isOwn(c, before))
          return propose(tx, before, agencyId, { state: wanted.to, state_reason: wanted.reason });
        if (await moveAction(tx, id, version, wanted, services.now())) return done(readOne(tx, id));
        throw await conflict(tx, id);
      });
      if (proposal === null) return c.json(action, 200);
      await notify(c, action, proposal);
      return c.json(action, 202);
    })
    .openapi(report, async (c) => {
      const { id } = c.req.valid('param');
      const progress = c.req.valid('json');
      const action = await asMember(services, c, async (tx, agencyId) => {
        await readWorked(tx, c, id);
        await insertProgress(tx, id, agencyId, progress);
        return readOne(tx, id);
      });
      return c.json(action, 201);
    })
    .openapi(addMilestone, async (c) => {
      const { id } = c.req.valid('param');
      const milestone = c.req.valid('json');
      const action = await asViewer(services, c, async (tx) => {
        await readOwn(tx, c, id, THEIRS_TO_PLAN);
        await insertMilestone(tx, id, milestone);
        return readOne(tx, id);
      });
      return c.json(action, 201);
    })
    .openapi(changeMilestone, async (c) => {
      const { id, milestone } = c.req.valid('param');
      const next = c.req.valid('json');
      const action = await asViewer(services, c, async (tx) => {
        await readOwn(tx, c, id, THEIRS_TO_PLAN);
        await updateMilestone(tx, id, milestone, next);
        return readOne(tx, id);
      });
      return c.json(action, 200);
    })
    .openapi(dropMilestone, async (c) => {
      const { id, milestone } = c.req.valid('param');
      const action = await asViewer(services, c, async (tx) => {
        await readOwn(tx, c, id, THEIRS_TO_PLAN);
        await deleteMilestone(tx, id, milestone);
        return readOne(tx, id);
      });
      return c.json(action, 200);
    });
};
