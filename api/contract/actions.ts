/** Who does what, by when, with what, and how we will know. */
import { z } from 'zod';
import { Cell, Day, Id, IdText, Slug } from './common.ts';
import { oneLine, paragraphs } from './words.ts';

export const ACTION_STATES = [
  'proposed',
  'agreed',
  'in_progress',
  'blocked',
  'done',
  'cancelled',
] as const;
export type ActionState = (typeof ACTION_STATES)[number];

const title = oneLine(z.string().trim().min(1, 'Say what the step is.').max(200));

export const Milestone = z.object({
  id: z.number().int(),
  title: z.string(),
  due_on: Day,
  done_on: Day.nullable(),
});

export const Progress = z.object({
  id: z.number().int(),
  agency: Slug,
  on_day: Day,
  note: z.string(),
  hours: z.number(),
  measured: z.number().nullable(),
  created_at: z.string(),
});

/** What another agency proposes to change: only the fields that would be other ones. */
const ProposedFields = z
  .object({
    agency: Slug,
    person: z.string(),
    what: z.string(),
    starts_on: Day,
    due_on: Day,
    hours: z.number(),
    pounds: z.number(),
    measure: z.string(),
    baseline: z.number(),
    target: z.number(),
    state: z.enum(ACTION_STATES),
    state_reason: z.string(),
  })
  .partial();
export type ProposedFields = z.infer<typeof ProposedFields>;

export const ActionProposal = z
  .object({
    id: z.number().int(),
    agency: Slug.describe('who proposes it'),
    changes: ProposedFields,
    stale: z
      .boolean()
      .describe('the action has changed since: it can be declined or withdrawn, not accepted'),
    created_at: z.string(),
  })
  .meta({ id: 'ActionProposal' });
export type ActionProposal = z.infer<typeof ActionProposal>;

export const Action = z
  .object({
    id: z.number().int(),
    hotspot: z.object({
      id: z.number().int(),
      name: z.string(),
      resolution: z.number().int(),
      cells: z.array(Cell),
    }),
    agency: Slug,
    person: z.string(),
    what: z.string(),
    starts_on: Day,
    due_on: Day,
    hours: z.number(),
    pounds: z.number(),
    measure: z.string(),
    baseline: z.number(),
    target: z.number(),
    state: z.enum(ACTION_STATES),
    state_reason: z.string(),
    /** states it may move to from here */
    moves: z.array(z.enum(ACTION_STATES)),
    overdue: z.boolean(),
    milestones: z.array(Milestone),
    progress: z.array(Progress),
    proposals: z
      .array(ActionProposal)
      .describe('changes that other agencies propose, which its agency has not decided on'),
    hours_spent: z.number(),
    version: z.number().int(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'Action' });
export type Action = z.infer<typeof Action>;

/** A count, a rate or a sum of money: what the database keeps to two decimals. */
const quantity = z
  .number()
  .min(-1e11, 'That number is too large.')
  .max(1e11, 'That number is too large.');

const fields = {
  agency: Slug,
  person: oneLine(z.string().trim().min(1, 'Name the person who will do it.').max(120)),
  what: paragraphs(z.string().trim().min(1, 'Say what will be done.').max(2000)),
  starts_on: Day,
  due_on: Day,
  hours: z.number().min(0, 'Hours cannot be negative.').max(1_000_000),
  pounds: z.number().min(0, 'Money cannot be negative.').max(1_000_000_000),
  measure: paragraphs(z.string().trim().min(1, 'Say how success will be measured.').max(500)),
  baseline: quantity,
  target: quantity,
};

const datesInOrder = (action: { starts_on?: string | undefined; due_on?: string | undefined }) =>
  !action.starts_on || !action.due_on || action.due_on >= action.starts_on;
const datesMessage = { message: 'The deadline is before the start.', path: ['due_on'] };

export const NewAction = z
  .object({
    hotspot_id: Id,
    ...fields,
    hours: fields.hours.default(0),
    pounds: fields.pounds.default(0),
    milestones: z
      .array(z.object({ title, due_on: Day }))
      .max(50)
      .default([]),
  })
  .refine(datesInOrder, datesMessage)
  .meta({ id: 'NewAction' });
export type NewAction = z.infer<typeof NewAction>;

export const ActionChange = z
  .object(fields)
  .partial()
  .refine(datesInOrder, datesMessage)
  .meta({ id: 'ActionChange' });
export type ActionChange = z.infer<typeof ActionChange>;

export const ActionMove = z
  .object({
    to: z.enum(ACTION_STATES),
    reason: paragraphs(z.string().trim().max(1000)).default(''),
  })
  .meta({ id: 'ActionMove' });

export const ProposalRefusal = z
  .object({ reason: paragraphs(z.string().trim().min(1, 'Say why, in a few words.').max(1000)) })
  .meta({ id: 'ProposalRefusal' });

export const NewProgress = z
  .object({
    on_day: Day,
    note: paragraphs(z.string().trim().min(1, 'Say what was done.').max(4000)),
    hours: z.number().min(0, 'Hours cannot be negative.').max(100_000).default(0),
    measured: quantity.nullable().default(null),
  })
  .meta({ id: 'NewProgress' });

export const NewMilestone = z.object({ title, due_on: Day }).meta({ id: 'NewMilestone' });
export const MilestoneChange = z
  .object({ title: title.optional(), due_on: Day.optional(), done_on: Day.nullable().optional() })
  .meta({ id: 'MilestoneChange' });

export const ActionsQuery = z.object({
  state: z.enum(['live', 'all', ...ACTION_STATES]).default('all'),
  agency: Slug.optional(),
  hotspot: IdText.optional(),
});
export type ActionsQuery = z.infer<typeof ActionsQuery>;
