/** Who changed what, when, from what to what. */
import { z } from 'zod';
import { Slug } from './common.ts';

/** What has a history of its own. Milestones and proposals are in their action's, signatures in their agreement's. */
export const HISTORY_SUBJECTS = [
  'hotspot',
  'action',
  'agreement',
  'import',
  'dataset',
  'retention',
  'sources',
  'membership',
  'identity_provider',
  'partnership',
  'agency',
  'area',
  'residents',
  'landmark',
  'public_order',
  'planned_release',
] as const;
export type HistorySubject = (typeof HISTORY_SUBJECTS)[number];

const changed = z.record(z.string(), z.unknown());

export const HistoryLine = z
  .object({
    place: z.number().int().describe('1: the first of this subject; none is left out'),
    at: z.string(),
    by: z
      .string()
      .nullable()
      .describe('as they were called then; null: the server, or whoever runs it'),
    agency: Slug.nullable().describe('whom they acted for'),
    table: z.string().describe('of the row: the subject’s own, or such as milestone'),
    row: z.string().describe('which of the subject’s rows; empty: its own'),
    verb: z
      .enum(['begin', 'insert', 'update', 'delete'])
      .describe('begin: what there was when history began'),
    before: changed.describe('the changed columns, as they were'),
    after: changed.describe('the changed columns, as they became'),
  })
  .meta({ id: 'HistoryLine' });
export type HistoryLine = z.infer<typeof HistoryLine>;

export const History = z
  .object({
    lines: z.array(HistoryLine).describe('newest first'),
    total: z.number().int().describe('how many there are'),
  })
  .meta({ id: 'History' });
export type History = z.infer<typeof History>;

export const HistoryParams = z.object({
  subject: z.enum(HISTORY_SUBJECTS),
  id: z
    .string()
    .max(80)
    .regex(/^[\w:-]+$/, 'Write the number of what it is about; “all” for residents and landmarks.'),
});

export const HistoryQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(20),
});
