/** Actions, milestones and progress as stored. */
import type { Action, ActionState, NewAction } from '../contract/actions.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { Problem } from '../http/problem.ts';

export type ActionRow = Omit<
  Action,
  'moves' | 'overdue' | 'hours_spent' | 'created_at' | 'updated_at'
> & { created_at: Date; updated_at: Date };

export interface ActionFilter {
  readonly id?: number | undefined;
  readonly states?: readonly string[] | undefined;
  readonly agency?: string | undefined;
  readonly hotspot?: number | undefined;
}

/** Live ones first, the next deadline on top; then the ended ones, latest first. */
export const selectActions = (tx: AgencyTx, filter: ActionFilter) => tx<ActionRow[]>`
  select
    action.id,
    jsonb_build_object(
      'id', hotspot.id,
      'name', hotspot.name,
      'resolution', hotspot.resolution,
      'cells', (select jsonb_agg(to_hex(cell) order by place) from unnest(hotspot.cells) with ordinality chosen (cell, place))
    ) as hotspot,
    agency.slug as agency,
    action.person,
    action.what,
    action.starts_on,
    action.due_on,
    action.hours,
    action.pounds,
    action.measure,
    action.baseline,
    action.target,
    action.state,
    action.state_reason,
    coalesce((
      select jsonb_agg(
        jsonb_build_object('id', m.id, 'title', m.title, 'due_on', m.due_on, 'done_on', m.done_on)
        order by m.due_on, m.id)
      from milestone m
      where m.action_id = action.id
    ), '[]') as milestones,
    coalesce((
      select jsonb_agg(
        jsonb_build_object(
          'id', p.id, 'agency', reporter.slug, 'on_day', p.on_day, 'note', p.note,
          'hours', p.hours, 'measured', p.measured, 'created_at', p.created_at)
        order by p.on_day desc, p.id desc)
      from progress p
      join agency reporter on reporter.id = p.agency_id
      where p.action_id = action.id
    ), '[]') as progress,
    coalesce((
      select jsonb_agg(
        jsonb_build_object(
          'id', p.id, 'agency', proposer.slug, 'changes', p.changes,
          'stale', p.version <> action.version, 'created_at', p.created_at)
        order by p.id)
      from action_proposal p
      join agency proposer on proposer.id = p.agency_id
      where p.action_id = action.id
        and p.state = 'open'
    ), '[]') as proposals,
    action.version,
    action.created_at,
    action.updated_at
  from action
  join hotspot on hotspot.id = action.hotspot_id
  join agency on agency.id = action.agency_id
  where (${filter.id ?? null}::int is null or action.id = ${filter.id ?? null}::int)
    and (${filter.states ?? null}::text[] is null or action.state = any (${filter.states ?? null}::text[]))
    and (${filter.agency ?? null}::text is null or agency.slug = ${filter.agency ?? null}::text)
    and (${filter.hotspot ?? null}::int is null or hotspot.id = ${filter.hotspot ?? null}::int)
  order by
    action.state in ('done', 'cancelled'),
    case when action.state in ('done', 'cancelled') then null else action.due_on end,
    action.updated_at desc,
    action.id`;

export async function insertAction(
  tx: AgencyTx,
  agencyId: number,
  action: NewAction,
): Promise<number> {
  const hotspots = await tx`select id from hotspot where id = ${action.hotspot_id}`;
  if (hotspots.length === 0)
    throw new Problem('invalid_input', {
      fields: [{ path: 'hotspot_id', message: 'There is no such hotspot.' }],
    });
  const [row] = await tx<{ id: number }[]>`
    insert into action (
      hotspot_id, agency_id, person, what, starts_on, due_on,
      hours, pounds, measure, baseline, target)
    values (
      ${action.hotspot_id}, ${agencyId}, ${action.person}, ${action.what}, ${action.starts_on}, ${action.due_on},
      ${action.hours}, ${action.pounds}, ${action.measure}, ${action.baseline}, ${action.target})
    returning id`;
  if (!row) throw new Problem('internal');
  for (const milestone of action.milestones) await insertMilestone(tx, row.id, milestone);
  return row.id;
}

/** Applies to exactly `version`; false when somebody else was there first. */
export async function updateAction(
  tx: AgencyTx,
  id: number,
  version: number,
  next: Omit<NewAction, 'hotspot_id' | 'milestones' | 'agency'> & { agency_id: number | null },
  now: Date,
): Promise<boolean> {
  const rows = await tx`
    update action
    set
      agency_id = coalesce(${next.agency_id}::smallint, agency_id),
      -- handed on, it is the other agency's to agree to
      state = case when ${next.agency_id}::smallint <> agency_id then 'proposed' else state end,
      state_reason = case when ${next.agency_id}::smallint <> agency_id then '' else state_reason end,
      person = ${next.person},
      what = ${next.what},
      starts_on = ${next.starts_on},
      due_on = ${next.due_on},
      hours = ${next.hours},
      pounds = ${next.pounds},
      measure = ${next.measure},
      baseline = ${next.baseline},
      target = ${next.target},
      version = version + 1,
      updated_at = ${now}
    where id = ${id}
      and version = ${version}
    returning id`;
  return rows.length === 1;
}

export async function moveAction(
  tx: AgencyTx,
  id: number,
  version: number,
  move: { to: ActionState; reason: string },
  now: Date,
): Promise<boolean> {
  const rows = await tx`
    update action
    set
      state = ${move.to},
      state_reason = ${move.reason},
      version = version + 1,
      updated_at = ${now}
    where id = ${id}
      and version = ${version}
    returning id`;
  return rows.length === 1;
}

/** Until the transaction ends nobody else changes it. Of an action that the viewer may not change it does nothing. */
export const lockAction = (tx: AgencyTx, id: number) =>
  tx`select id from action where id = ${id} for update`;

export async function insertProgress(
  tx: AgencyTx,
  actionId: number,
  agencyId: number,
  progress: { on_day: string; note: string; hours: number; measured: number | null },
): Promise<void> {
  await tx`
    insert into progress (action_id, agency_id, on_day, note, hours, measured)
    values (${actionId}, ${agencyId}, ${progress.on_day}, ${progress.note}, ${progress.hours}, ${progress.measured})`;
}

export async function insertMilestone(
  tx: AgencyTx,
  actionId: number,
  milestone: { title: string; due_on: string },
): Promise<void> {
  await tx`
    insert into milestone (action_id, title, due_on)
    values (${actionId}, ${milestone.title}, ${milestone.due_on})`;
}

/** Throws Problem `not_found` when the action has no such milestone. */
export async function updateMilestone(
  tx: AgencyTx,
  actionId: number,
  id: number,
  next: {
    title?: string | undefined;
    due_on?: string | undefined;
    done_on?: string | null | undefined;
  },
): Promise<void> {
  const rows = await tx`
    update milestone
    set
      title = coalesce(${next.title ?? null}, title),
      due_on = coalesce(${next.due_on ?? null}::date, due_on),
      done_on = case when ${next.done_on !== undefined} then ${next.done_on ?? null}::date else done_on end
    where id = ${id}
      and action_id = ${actionId}
    returning id`;
  if (rows.length === 0) throw new Problem('not_found');
}

/** Throws Problem `not_found` when the action has no such milestone. */
export async function deleteMilestone(tx: AgencyTx, actionId: number, id: number): Promise<void> {
  const rows = await tx`
    delete from milestone
    where id = ${id}
      and action_id = ${actionId}
    returning id`;
  if (rows.length === 0) throw new Problem('not_found');
}
