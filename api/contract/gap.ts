/** Months that a feed has not delivered. */
import { z } from 'zod';
import { Day, Slug } from './common.ts';
import { KINDS } from './kinds.ts';

/** Months of the window that a feed of the requested kinds has not delivered. */
export const Gap = z.object({
  agency: Slug,
  dataset: z.string(),
  kinds: z.array(z.enum(KINDS)),
  months: z.array(Day),
});
export type Gap = z.infer<typeof Gap>;
