/** Calls of the Actions screens; every change answers with the whole action as it then stands. */
import type { Action, ActionState } from '#api/contract/actions.ts';
import { call } from '#web/lib/api.ts';

type Seen = Pick<Action, 'id' | 'version'>;
type Body = Partial<
  Pick<
    Action,
    | 'agency'
    | 'person'
    | 'what'
    | 'starts_on'
    | 'due_on'
    | 'hours'
    | 'pounds'
    | 'measure'
    | 'baseline'
    | 'target'
  >
>;

export const getAction = (id: number, signal?: AbortSignal) =>
  call<Action>('GET', `/api/actions/${id}`, { signal });

/** @throws ApiProblem `changed_meanwhile` with the action as it stands in `current` */
export const changeAction = ({ id, version }: Seen, body: Body) =>
  call<Action>('PATCH', `/api/actions/${id}`, { body, version });

/** @throws ApiProblem `changed_meanwhile`, `move_not_allowed` */
export const moveAction = ({ id, version }: Seen, to: ActionState, reason: string) =>
  call<Action>('POST', `/api/actions/${id}/moves`, { body: { to, reason }, version });

export const addProgress = (
  id: number,
  body: { on_day: string; note: string; hours: number; measured: number | null },
) => call<Action>('POST', `/api/actions/${id}/progress`, { body });

export const addMilestone = (id: number, body: { title: string; due_on: string }) =>
  call<Action>('POST', `/api/actions/${id}/milestones`, { body });

export const tickMilestone = (id: number, milestone: number, done_on: string | null) =>
  call<Action>('PATCH', `/api/actions/${id}/milestones/${milestone}`, { body: { done_on } });

export const dropMilestone = (id: number, milestone: number) =>
  call<Action>('DELETE', `/api/actions/${id}/milestones/${milestone}`);
