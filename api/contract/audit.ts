/** The audit as it is searched. */
import { z } from 'zod';
import { Day, Slug } from './common.ts';

export const AuditQuery = z.object({
  from: Day.optional(),
  to: Day.optional(),
  event: z
    .string()
    .regex(/^[a-z_]+(\.[a-z_]+)?$/, 'Write an event, such as export.made, or its first word.')
    .optional()
    .describe('an event, or all that begin with a word, such as agreement'),
  outcome: z.enum(['done', 'refused']).optional(),
  agency: Slug.optional(),
  text: z.string().trim().max(100).optional().describe('in a person’s name or the facts'),
  before: z.coerce
    .number()
    .int()
    .positive()
    .optional()
    .describe('only lines before the one with this id'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditEvent = z
  .object({
    id: z.number().int(),
    at: z.string(),
    person: z.string().nullable(),
    agency: Slug.nullable(),
    event: z.string(),
    outcome: z.enum(['done', 'refused']),
    /** agencies whose records or people it is about */
    concerns: z.array(Slug),
    about: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEvent' });
export type AuditEvent = z.infer<typeof AuditEvent>;

export const AuditPage = z
  .object({
    events: z.array(AuditEvent),
    /** older ones follow with `before` = this; null: there are none */
    next: z.number().int().nullable(),
  })
  .meta({ id: 'AuditPage' });
export type AuditPage = z.infer<typeof AuditPage>;

/** What recomputing the chain has shown. */
export const AuditCheck = z
  .object({
    intact: z.boolean(),
    /** null unless the operator asks: it would tell how much other agencies do */
    lines: z.number().int().nullable(),
    /** the hash of the newest line that the caller may read: keep it elsewhere, and a later check can be held to it */
    head: z.string(),
    /** the first line that does not follow from the one before; null when all do, and unless the operator asks */
    broken_at: z.number().int().nullable(),
    sentence: z.string(),
  })
  .meta({ id: 'AuditCheck' });
export type AuditCheck = z.infer<typeof AuditCheck>;
