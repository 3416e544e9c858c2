/** A smooth surface from single places: where to look. It is no test. */
import { z } from 'zod';
import { Cell, Day } from './common.ts';
import { Filters } from './hexes.ts';

/** Metres. */
export const DensityQuery = Filters.extend({
  bandwidth: z.coerce
    .number()
    .int()
    .min(50)
    .max(10_000)
    .optional()
    .describe(
      'h, how far a place reaches, in metres; absent: by the rule of thumb that the answer states',
    ),
});
export type DensityQuery = z.infer<typeof DensityQuery>;

export const DENSITY_REFUSALS = [
  'no_study_area',
  'area_too_large',
  'months_only',
  'snapped',
  'too_few_incidents',
  'bandwidth_too_small',
  'too_much',
] as const;
export type DensityReason = (typeof DENSITY_REFUSALS)[number];

export const Density = z
  .object({
    from: Day,
    to: Day,
    area: z.string().nullable().describe('name of the study area; null: the whole partnership'),
    method: z.string(),
    bandwidth: z.number().nullable().describe('h in metres; null: refused before it was chosen'),
    bandwidth_by_rule: z
      .number()
      .describe(
        'what the rule of thumb gives: of the whole partnership, the same whichever area is shown',
      ),
    resolution: z.number().int().nullable().describe('of the hexagons in the response'),
    incidents: z.number().int().describe('that the surface is made of: with an exact place'),
    left_out: z.object({
      month_only: z.number().int().describe('are known by month only'),
      snapped: z.number().int().describe('have a place that stands for several, or for an area'),
      no_place: z.number().int(),
    }),
    refused: z
      .object({
        reason: z.enum(DENSITY_REFUSALS),
        why: z.string(),
        instead: z.string().describe('what would make it possible'),
      })
      .nullable(),
    /** hexagons of the area that an incident reaches; all others have none */
    cells: z.array(
      z.object({ cell: Cell, density: z.number().describe('incidents per km², at its middle') }),
    ),
  })
  .meta({ id: 'Density' });
export type Density = z.infer<typeof Density>;
