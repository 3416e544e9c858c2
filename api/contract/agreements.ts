/** Sharing agreements: what one agency lets others see of its records, why, and until when. */
import { z } from 'zod';
import { AGREEMENT_STATES } from './agreement_states.ts';
import { Day, Slug } from './common.ts';
import { KINDS } from './kinds.ts';
import { paragraphs } from './words.ts';

export const AUDIENCES = ['agency', 'partners', 'public'] as const;
export const LEVELS = ['point', 'cell', 'release'] as const;

/** Days before the end, or before the review, from which an agreement reminds. */
export const REMIND_DAYS = 30;

const words = (what: string) =>
  paragraphs(z.string().trim().min(1, what).max(1000, 'Use at most 1,000 characters.'));

const Terms = z.object({
  provider: Slug.describe('whose records'),
  audience: z.enum(AUDIENCES),
  recipient: Slug.nullable().default(null).describe('audience `agency` only'),
  level: z.enum(LEVELS),
  kinds: z.array(z.enum(KINDS)).min(1, 'Choose at least one kind.'),
  max_sensitivity: z.number().int().min(0).max(3).describe('records up to this sensitivity'),
  resolution: z
    .number()
    .int()
    .min(6)
    .max(9, 'Counts are shared in hexagons of resolution 6 to 9.')
    .nullable()
    .default(null)
    .describe('level `cell` only: the smallest hexagons'),
  threshold: z
    .number()
    .int()
    .min(1)
    .max(100)
    .nullable()
    .default(null)
    .describe('level `cell` only: a hexagon’s month of fewer is not said'),
  purpose: words('Say what the records are shared for.'),
  legal_basis: words('Say which power or duty it rests on.'),
  starts_on: Day,
  ends_on: Day,
  review_on: Day,
});

export const NewAgreement = Terms.superRefine((terms, context) => {
  const wrong = (path: keyof typeof terms, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if ((terms.audience === 'agency') !== (terms.recipient !== null))
    wrong('recipient', 'Name one agency, or choose all partners or the public.');
  if (terms.recipient === terms.provider)
    wrong('recipient', 'An agency needs no agreement with itself.');
  if ((terms.audience === 'public') !== (terms.level === 'release'))
    wrong('level', 'The public is given the monthly release, and partners points or counts.');
  if (terms.level === 'cell' && terms.resolution === null)
    wrong('resolution', 'Say in which hexagons counts may be shown.');
  if (terms.level === 'cell' && terms.threshold === null)
    wrong('threshold', 'Say below which number a count is not shown.');
  if (terms.level !== 'cell' && (terms.resolution !== null || terms.threshold !== null))
    wrong('level', 'Hexagons and thresholds belong to agreements about counts.');
  if (terms.ends_on < terms.starts_on) wrong('ends_on', 'The end is before the start.');
  if (terms.review_on < terms.starts_on || terms.review_on > terms.ends_on)
    wrong('review_on', 'The review lies between start and end.');
}).meta({ id: 'NewAgreement' });
export type NewAgreement = z.infer<typeof NewAgreement>;

export const Agreement = z
  .object({
    ...Terms.shape,
    recipient: Slug.nullable(),
    resolution: z.number().int().nullable(),
    threshold: z.number().int().nullable(),
    id: z.number().int(),
    state: z.enum(AGREEMENT_STATES),
    proposed_by: Slug,
    proposed_at: z.string(),
    parties: z.array(
      z.object({ agency: Slug, accepted_at: z.string(), ended_at: z.string().nullable() }),
    ),
    /** agencies whose word is still missing; with all partners: those who may still join */
    waiting_for: z.array(Slug),
    revoked: z.object({ at: z.string(), by: Slug, why: z.string() }).nullable(),
    /** ends: within 30 days · review: the day has come · null: nothing is due */
    reminder: z.enum(['ends', 'review']).nullable(),
    days_left: z.number().int().describe('days to its end; negative when over'),
    /** what this caller may do about it now */
    may: z.object({ accept: z.boolean(), revoke: z.boolean(), leave: z.boolean() }),
  })
  .meta({ id: 'Agreement' });
export type Agreement = z.infer<typeof Agreement>;

export const Revocation = z
  .object({ why: words('Say why, in a few words.') })
  .meta({ id: 'Revocation' });

export const SEEN_LEVELS = ['own', 'point', 'cell', 'none'] as const;
/** What the caller sees of one agency's records of one kind; only pairs of which there are records. */
export const Seen = z
  .object({
    agency: Slug,
    kind: z.enum(KINDS),
    level: z.enum(SEEN_LEVELS),
    max_sensitivity: z.number().int().nullable(),
    resolution: z.number().int().nullable(),
    threshold: z.number().int().nullable(),
    /** level cell: the smallest hexagons in which all its months are counted; some may be counted in smaller ones */
    all_resolution: z.number().int().nullable(),
    /** level cell: the last month that is closed, yyyy-mm; later ones are not counted yet */
    counted_to: z.string().nullable(),
    /** level cell: the day on which the next month is closed */
    next_closes_on: Day.nullable(),
  })
  .meta({ id: 'Seen' });
export type Seen = z.infer<typeof Seen>;
