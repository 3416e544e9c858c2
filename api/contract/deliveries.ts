/** What is due: each feed and quarter, when it was expected, and whether it arrived. */
import { z } from 'zod';
import { Day, Slug } from './common.ts';

/** `received`: in time · `late`: after the day it was expected by · `missing`: that day has passed and months have not
 *  come · `due`: they have not, and need not have yet. */
export const DELIVERY_STATES = ['received', 'late', 'missing', 'due'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const MOST_QUARTERS = 40;
export const DeliveriesQuery = z.object({
  quarters: z.coerce
    .number()
    .int()
    .min(1)
    .max(MOST_QUARTERS)
    .default(8)
    .describe('how many quarters back from the one that ended last'),
});

/** `due_soon`, `missing`: by the calendar · `asked`: by a partner */
export const REMINDER_REASONS = ['due_soon', 'missing', 'asked'] as const;

export const AskFor = z.object({
  agency: Slug,
  dataset: Slug,
  quarter: z.string().regex(/^\d{4}-Q[1-4]$/, 'Write a quarter, such as 2025-Q3.'),
});

export const QuarterDue = z.object({
  quarter: z.string().describe('as in 2025-Q3'),
  from: Day,
  to: Day,
  expected_by: Day.describe('last day of the quarter after it (SI 2007/1831)'),
  received_on: Day.nullable().describe('London day on which the last of its months first arrived'),
  state: z.enum(DELIVERY_STATES),
  /** first days; a month without a single record has not been delivered: a file can't say that nothing happened */
  months_missing: z.array(Day),
  rows: z
    .number()
    .int()
    .nullable()
    .describe('records of the quarter that you may read one by one; null: none of them'),
  /** oldest first */
  reminders: z.array(
    z.object({
      on: Day,
      why: z.enum(REMINDER_REASONS),
      by: Slug.nullable().describe('the agency that sent it; null: the calendar did'),
      people: z.number().int().describe('how many were notified; 0: nobody there uploads files'),
    }),
  ),
});
export type QuarterDue = z.infer<typeof QuarterDue>;

export const Deliveries = z
  .object({
    today: Day,
    feeds: z.array(
      z.object({
        agency: Slug,
        dataset: Slug,
        name: z.string(),
        /** how fresh it is */
        last_month: Day.describe('the latest month of which anything arrived'),
        last_received_on: Day,
        days_since: z.number().int().describe('since something last arrived for the first time'),
        /** oldest first, from the quarter in which the feed begins */
        quarters: z.array(QuarterDue),
      }),
    ),
  })
  .meta({ id: 'Deliveries' });
export type ReminderReason = (typeof REMINDER_REASONS)[number];
export type Deliveries = z.infer<typeof Deliveries>;
