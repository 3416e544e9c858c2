/** For how long an agency keeps what of its records. Counts stay for good. */
import { z } from 'zod';
import { Day } from './common.ts';
import { RETENTION_CLASSES, RETENTION_MONTHS, type RetentionClass } from './retention_classes.ts';

const months = (name: RetentionClass) => {
  const { least, most } = RETENTION_MONTHS[name];
  const words = `Write a whole number of months from ${least} to ${most}.`;
  return z.number(words).int(words).min(least, words).max(most, words);
};

/** Months, by class. */
export const RetentionPeriods = z
  .object({
    places: months('places'),
    texts: months('texts'),
    rejects: months('rejects'),
  })
  .meta({ id: 'RetentionPeriods' });
export type RetentionPeriods = z.infer<typeof RetentionPeriods>;

/** What is older than its period, or was. */
export const RetentionDue = z
  .object({
    class: z.enum(RETENTION_CLASSES),
    /** older than this local day */
    before: Day,
    /** incidents, or rows of files */
    records: z.number().int().nonnegative(),
  })
  .meta({ id: 'RetentionDue' });
export type RetentionDue = z.infer<typeof RetentionDue>;

export const Retention = z
  .object({
    periods: RetentionPeriods,
    /** false: the usual periods, which nobody here has confirmed or changed */
    chosen: z.boolean(),
  })
  .meta({ id: 'Retention' });
export type Retention = z.infer<typeof Retention>;

export const RetentionPreview = z.object({ due: z.array(RetentionDue) });
export type RetentionPreview = z.infer<typeof RetentionPreview>;

export const RunRetention = z.object({
  /** true: nothing is changed; the answer is what would be */
  dry_run: z.boolean('Write true to see what would be done, false to do it.'),
});

/** Of every agency for the operator, of one's own for the host's administrators. */
export const RetentionRun = z.object({
  /** whether anything was changed */
  done: z.boolean(),
  /** why nothing was changed, where something should have been */
  doubt: z.string().nullable(),
  agencies: z.array(z.object({ agency: z.string(), due: z.array(RetentionDue) })),
});
export type RetentionRun = z.infer<typeof RetentionRun>;
