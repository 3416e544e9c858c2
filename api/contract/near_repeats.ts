/** Near repeats: is an incident followed by another close by, soon after, more often than chance would have it? */
import { z } from 'zod';
import { Cell, Day, Slug } from './common.ts';
import { Filters, Within } from './hexes.ts';

/** Edges of half-open bands, ascending: 0,100,200 is [0, 100) and [100, 200). */
const edges = (most: number) =>
  z
    .string()
    .transform((text) => text.split(',').map(Number))
    .pipe(
      z
        .array(z.number().int().min(0).max(most))
        .min(2, 'Bands need at least two edges: 0,100 is one band.')
        .max(11, 'There are at most ten bands.')
        .refine((all) => all.every((edge, i) => i === 0 || edge > (all[i - 1] ?? NaN)), {
          message: 'Write each edge larger than the one before.',
        }),
    );

/** How far two places lie apart. */
export const DISTANCES = ['euclidean', 'manhattan'] as const;
export type Distance = (typeof DISTANCES)[number];

export const NearRepeatsQuery = Filters.extend({
  area: Slug.optional().describe('only incidents inside this area'),
  within: Within.optional().describe('only incidents inside this polygon: lon,lat;lon,lat;…'),
  metres: edges(5000).default([0, 100, 200, 300, 400]).describe('edges of bands of distance'),
  days: edges(366)
    .default([0, 8, 15, 29])
    .describe('edges of bands of whole days apart: 0,8 is 0 to 7 days'),
  distance: z
    .enum(DISTANCES)
    .default('euclidean')
    .describe('euclidean: in a straight line; manhattan: along the axes of the National Grid'),
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .max(4_294_967_295)
    .default(1)
    .describe('the same seed, records and bands give the same table'),
}).refine(({ kind, type }) => (kind?.length ?? 0) + (type?.length ?? 0) > 0, {
  message: 'Choose a kind or a type: near repeats are of one sort of incident.',
  path: ['type'],
});
export type NearRepeatsQuery = z.infer<typeof NearRepeatsQuery>;

export const NEAR_REPEAT_REFUSALS = [
  'months_only',
  'snapped',
  'too_few_incidents',
  'too_many_pairs',
] as const;
export type NearRepeatReason = (typeof NEAR_REPEAT_REFUSALS)[number];

const Band = z.object({
  from_metres: z.number().int(),
  to_metres: z.number().int().describe('this distance is in the next band'),
  from_days: z.number().int(),
  to_days: z.number().int().nullable().describe('as above; null: all pairs further apart in time'),
  observed: z.number().int().describe('pairs'),
  expected: z.number().describe('mean of the pairs over the permutations'),
  ratio: z.number().nullable().describe('observed / expected; null where none is expected'),
  p: z.number().describe('one-sided: (1 + permutations with as many pairs or more) / (1 + all)'),
  q: z.number().nullable().describe('p adjusted by Benjamini and Hochberg over the bands of days'),
  significant: z.boolean().describe('more pairs than chance gives, at q ≤ 0.05'),
});

export const NearRepeats = z
  .object({
    from: Day,
    to: Day,
    area: z.string().nullable(),
    method: z.string(),
    distance: z.enum(DISTANCES).describe('what metres are measured by'),
    seed: z.number().int(),
    permutations: z.number().int(),
    incidents: z.number().int().describe('with an exact place and a day'),
    left_out: z.object({
      month_only: z.number().int().describe('are known by month only'),
      snapped: z.number().int().describe('have a place that stands for several, or for an area'),
      no_place: z.number().int(),
      long_span: z.number().int().describe('happened within a span of three days or more'),
    }),
    refused: z
      .object({
        reason: z.enum(NEAR_REPEAT_REFUSALS),
        why: z.string(),
        instead: z.string().describe('what would make it possible'),
      })
      .nullable(),
    bands: z.array(Band),
    /** where another is likelier than usual, by the significant bands, on the day after `to` */
    risk_now: z.array(
      z.object({
        cell: Cell,
        ratio: z.number().describe('the largest of the bands that reach it'),
        incidents: z.number().int().describe('that it lies near of'),
        until: Day.describe('last day that it is near of one, unless another follows'),
      }),
    ),
  })
  .meta({ id: 'NearRepeats' });
export type NearRepeats = z.infer<typeof NearRepeats>;
