/** More or fewer than before? A window's counts against the same period a year earlier and the period before. The
 *  parameters are those of /api/hexes. */
import { z } from 'zod';
import { Cell, Day } from './common.ts';
import { Bbox, Filters, LeftOut } from './hexes.ts';
import { KINDS } from './kinds.ts';
import { Gap } from './gap.ts';
import { Refusal } from './significance.ts';

export const ChangeQuery = Filters.extend({
  resolution: z.coerce.number().int().min(6).max(10).default(8),
  bbox: Bbox.optional().describe('west,south,east,north: every cell that touches the box'),
  cell: Cell.optional().describe('only this hexagon, at its own resolution (6 to 10)'),
});
export type ChangeQuery = z.infer<typeof ChangeQuery>;

/** `up`, `down`: the interval lies on one side of 1 · `no_clear_change`: it holds 1, with enough on both sides ·
 *  `too_few_to_tell`: it says nothing */
export const VERDICTS = ['up', 'down', 'no_clear_change', 'too_few_to_tell'] as const;

const Period = z.object({
  from: Day,
  to: Day,
  days: z.number().int().describe('what a count is divided by'),
  left_out: LeftOut,
});

const count = z.number().int().describe('as /api/hexes counts them');
const countsOnly = z
  .number()
  .int()
  .describe('of the count: others’ counts of whole months, in no comparison');
const nothingDelivered = z
  .boolean()
  .describe(
    'no feed with records here has delivered any of it: the count is not known, it is not 0',
  );
const figure = z.number().nullable();

export const Comparison = z.object({
  count,
  counts_only: countsOnly,
  nothing_delivered: nothingDelivered,
  gaps: z
    .array(Gap)
    .describe(
      'feeds that have not delivered both periods, and the months that they lack: the comparison leaves them out',
    ),
  compared: z
    .object({ now: z.number().int(), then: z.number().int() })
    .nullable()
    .describe('what is compared: without those feeds, and without others’ counts; null: refused'),
  refused: Refusal.nullable().describe('why nothing is compared'),
  ratio: figure.describe(
    'incidents a day now, by incidents a day then; null: refused, or none then',
  ),
  low: figure.describe('95 % interval of the ratio, exact (Poisson); null: refused'),
  high: figure.describe('null: refused, or no upper end, because there were none then'),
  percent: figure.describe('null: refused, or too few for a percentage to mean anything'),
  verdict: z.enum(VERDICTS).nullable().describe('null: refused'),
});
export type Comparison = z.infer<typeof Comparison>;

/** How much counts vary from window to window, by their mean: Poisson counts 1. */
export const Spread = z.object({
  psi: z.number().min(1),
  step: z
    .enum(['month', 'quarter'])
    .describe('of which windows; the one nearest to those compared'),
  windows: z.number().int().describe('0: too little history, and another county’s is taken'),
  places: z.number().int().describe('neighbourhoods of 10 or more a window; 0 as windows'),
});
export type Spread = z.infer<typeof Spread>;

export const Compared = z.object({
  overdispersion: Spread.describe('of the partnership’s counts of these kinds; in every interval'),
  now: z.object({ count, counts_only: countsOnly, nothing_delivered: nothingDelivered }),
  year: Comparison.describe('with the same period a year earlier'),
  before: Comparison.describe('with the period before, as long; whole months with whole months'),
});
export type Compared = z.infer<typeof Compared>;

export const HotspotsChange = z
  .object({
    resolution: z.number().int(),
    area: z.string().nullable().describe('name of the area; null: none was requested'),
    cell: Cell.nullable(),
    method: z.string(),
    now: Period,
    year: Period,
    before: Period,
    /** of the requested kinds */
    kinds: z.array(Compared.extend({ kind: z.enum(KINDS) })),
    total: Compared.nullable().describe(
      'incidents of all requested kinds, never to be called crime; null: one kind was requested',
    ),
  })
  .meta({ id: 'Change' });
export type HotspotsChange = z.infer<typeof HotspotsChange>;
