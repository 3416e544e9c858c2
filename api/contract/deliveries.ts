/** Who owes what: each feed and quarter, when it was expected, and whether it came. */
import { z } from 'zod';
import { Day, Slug } from './common.ts';

/** `received`: in time · `late`: after the day it was expected by · `missing`: that day has passed and months have not
 *  come · `due`: they have not, and need not have yet. */
export const DELIVERY_STATES = ['received', 'late', 'missing', 'due'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const DeliveriesQuery = z.object({
  quarters: z.coerce
    .number()
    .int()
    .min(1)
    .max(40)
    .default(8)
    .describe('how many quarters back from the one that ended last'),
});

export const QuarterOwed = z.object({
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
});
export type QuarterOwed = z.infer<typeof QuarterOwed>;

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
        quarters: z.array(QuarterOwed),
      }),
    ),
  })
  .meta({ id: 'Deliveries' });
export type Deliveries = z.infer<typeof Deliveries>;
