/** What the last twelve months show of each place: always hot, newly, no longer. The parameters are those of significance. */
import { z } from 'zod';
import { Cell, Day } from './common.ts';
import { Refusal } from './significance.ts';

/** All but persistent, unclear, none and unknown imply a change, and are given only where a test of the counts says so too. */
export const PERSISTENCES = [
  'persistent',
  'new',
  'emerging',
  'intermittent',
  'former',
  'unclear',
  'none',
  'unknown',
] as const;

export const Persistences = z
  .object({
    resolution: z.number().int(),
    months: z
      .array(
        z.object({
          month: Day.describe('its first day'),
          refused: Refusal.nullable().describe('why nothing is said of it'),
        }),
      )
      .length(12)
      .describe('whole months, oldest first; the last is that in which the window ends'),
    area: z.string().nullable().describe('name of the study area; null: the whole partnership'),
    cells: z
      .array(
        z.object({
          cell: Cell,
          persistence: z.enum(PERSISTENCES),
          months: z
            .array(z.enum(['hot', 'not', 'missing']))
            .length(12)
            .describe('hot: at 90 % or more; missing: not delivered, or not tested'),
        }),
      )
      .describe('those hot in at least one month; or the one requested'),
  })
  .meta({ id: 'Persistences' });
export type Persistences = z.infer<typeof Persistences>;
