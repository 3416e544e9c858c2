/** Messages to a person. */
import { z } from 'zod';
import { Instant } from './common.ts';

/** Why one has not gone by e-mail, or never will. */
export const NOTICE_TROUBLES = [
  'away',
  'busy',
  'refused',
  'misconfigured',
  'no_address',
  'left',
  'given_up',
] as const;

export const Notice = z
  .object({
    id: z.number().int(),
    subject: z.string(),
    text: z.string(),
    path: z.string().describe('the page that shows the rest'),
    made_at: Instant,
    sent_at: Instant.nullable().describe('when it was handed to the mail; null: not yet'),
    trouble: z.enum(NOTICE_TROUBLES).nullable(),
  })
  .meta({ id: 'Notice' });
export type Notice = z.infer<typeof Notice>;

export const Notices = z
  .object({
    /** log: notices are read here only, this server sends no mail */
    sent_by: z.enum(['log', 'smtp', 'notify']),
    notices: z.array(Notice),
  })
  .meta({ id: 'Notices' });
export type Notices = z.infer<typeof Notices>;
