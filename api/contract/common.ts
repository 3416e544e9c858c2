/** Shapes that several nouns share. */
import { z } from 'zod';

/** A local (Europe/London) date as machines write it. The span keeps out slips such as 0205, and year 0, which
 *  PostgreSQL does not have. */
export const Day = z.iso
  .date('Write a date as yyyy-mm-dd.')
  .regex(/^(19|20|21)/, 'Write a date between 1900 and 2199.')
  .meta({ id: 'Day', format: 'date', example: '2026-10-31' });

/** What the database numbers its rows with. */
const LARGEST_ID = 2_147_483_647;
const NO_SUCH_ID = 'There is nothing with that number.';
export const Id = z.number().int().positive().max(LARGEST_ID, NO_SUCH_ID);
export const IdText = z.coerce.number().int().positive().max(LARGEST_ID, NO_SUCH_ID);

export const Slug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use small letters, digits and single hyphens.');

/** An H3 index as its 15-digit hexadecimal string. */
export const Cell = z
  .string()
  .regex(/^8[0-9a-f]{14}$/, 'Write an H3 cell as 15 hexadecimal digits.')
  .meta({ id: 'Cell', example: '89195193393ffff' });

export const Instant = z.iso.datetime({ offset: true });
export const Longitude = z.number().min(-180).max(180);
export const Latitude = z.number().min(-90).max(90);
export const IdParam = z.object({ id: IdText });

export const ProblemDocument = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string().optional(),
    reference: z.string().optional(),
    retry_after: z.number().int().optional(),
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    current: z.unknown().optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemDocument = z.infer<typeof ProblemDocument>;
