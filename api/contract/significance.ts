/** Which hexagons are hot or cold, and how sure that is. The parameters are those of /api/hexes. */
import { z } from 'zod';
import { Cell, Day } from './common.ts';
import { Gap } from './gap.ts';
import { Filters, LeftOut, list } from './hexes.ts';
import { WEEKDAYS } from './hours.ts';
import { MODES } from './modes.ts';
import { SOURCES } from './source_marks.ts';

/** `hot_99` … `cold_90` by the adjusted p; `none`: not distinguishable from chance; `untested`: something is missing there. */
export const HOTSPOT_CLASSES = [
  'hot_99',
  'hot_95',
  'hot_90',
  'cold_99',
  'cold_95',
  'cold_90',
  'none',
  'untested',
] as const;
export type HotspotClass = (typeof HOTSPOT_CLASSES)[number];

/** Hours of the local clock, both inclusive, over midnight where the first is the later: 22-2 is 22:00 to 02:59. */
export const Hours = z
  .string()
  .regex(/^([01]?\d|2[0-3])-([01]?\d|2[0-3])$/, 'Write hours as 22-2: from 22:00 to 02:59.')
  .transform((text) => text.split('-').map(Number))
  .pipe(z.tuple([z.number(), z.number()]));

export const SignificanceQuery = Filters.extend({
  resolution: z.coerce.number().int().min(6).max(10).default(8),
  k: z.coerce
    .number()
    .int()
    .min(1)
    .max(3)
    .default(1)
    .describe('a neighbourhood is a cell and those up to k steps away'),
  mode: z
    .enum(MODES)
    .default('busy')
    .describe(
      'busy: against the other places of the area, now. usual: against the same place in earlier windows like this one; ' +
        'counts are compared, whatever the measure',
    ),
  measure: z
    .enum(['count', 'rate'])
    .default('count')
    .describe('what is compared: incidents, or incidents per 1,000 residents'),
  hours: Hours.optional().describe('only incidents of these hours of the day: 22-2'),
  weekdays: list(z.enum(WEEKDAYS))
    .optional()
    .describe(
      'only incidents of these days: mon,tue. Hours past midnight belong to the day on which they began: ' +
        'hours=22-3&weekdays=fri is Friday’s night, until 03:59 on Saturday',
    ),
  source: z
    .enum(SOURCES)
    .optional()
    .describe('only records that came to be known in this way: public, looked, effort'),
  cell: Cell.optional().describe(
    'only this cell in the response; it is tested against the whole area all the same',
  ),
});
export type SignificanceQuery = z.infer<typeof SignificanceQuery>;

export const REFUSALS = [
  'no_study_area',
  'too_many_cells',
  'too_few_cells',
  'too_few_incidents',
  'all_equal',
  'months_only_too_fine',
  'months_only_no_hours',
  'nothing_received',
  'nothing_hot',
  'no_residents',
  'not_over',
  'longer_than_a_year',
  'no_records',
  'not_delivered',
  'months_only_cut',
  'counts_only',
  'no_like_windows',
] as const;
export type RefusalReason = (typeof REFUSALS)[number];

export const Refusal = z.object({
  reason: z.enum(REFUSALS),
  why: z.string(),
  instead: z.string().describe('what would make it possible'),
  resolution: z
    .number()
    .int()
    .nullable()
    .describe(
      'a size of hexagons at which the same request is answered; null: none, or none was looked for',
    ),
});
export type Refusal = z.infer<typeof Refusal>;

export const StudyLeftOut = LeftOut.extend({
  no_hour: z.number().int().describe('do not know their hour, where hours were requested'),
});

const Interval = z.object({ low: z.number(), high: z.number() });

export const RATE_NOTES = ['visitors', 'too_few_residents', 'residents_unknown'] as const;

const figure = z.number().nullable().describe('null: not tested');

export const Significance = z
  .object({
    resolution: z.number().int(),
    from: Day,
    to: Day,
    k: z.number().int(),
    mode: z.enum(MODES),
    /** of mode usual */
    like: z
      .array(z.object({ from: Day, to: Day }))
      .describe(
        'the earlier windows that the place is compared with, the most alike first; empty in mode busy',
      ),
    measure: z.enum(['count', 'rate']),
    hours: z
      .object({
        hours: z.tuple([z.number().int(), z.number().int()]).nullable(),
        weekdays: z.array(z.enum(WEEKDAYS)),
      })
      .nullable()
      .describe('of the week, where any were requested; null: all'),
    method: z.string(),
    area: z.string().nullable().describe('name of the study area; null: the whole partnership'),
    cells_in_area: z.number().int(),
    cells_tested: z.number().int(),
    incidents: z.number().int().describe('counted in the study area'),
    left_out: StudyLeftOut,
    counts_only: z.number().int().describe('of the incidents: others’ counts of whole months'),
    gaps: z.array(Gap),
    refused: Refusal.nullable(),
    /** every cell of the study area, zeros too, unless refused for its size, or one was requested */
    cells: z.array(
      z.object({
        cell: Cell,
        count: z.number().int(),
        rate: z
          .number()
          .nullable()
          .describe('per 1,000 residents; null: not requested, or too few residents for one'),
        rate_interval: Interval.nullable().describe(
          '95 %, exact for a Poisson count; null as rate',
        ),
        rate_note: z
          .enum(RATE_NOTES)
          .nullable()
          .describe(
            'why there is no rate; or visitors: more than one incident for each ten residents, so that those at risk ' +
              'are not those who live here. null: not requested, or nothing to say',
          ),
        residents: z.number().nullable().describe('an estimate by areal weighting; null: unknown'),
        z: figure.describe('null: not tested, or mode usual'),
        here: figure.describe('mode usual: incidents of the hexagon and its neighbours'),
        usual: figure.describe('mode usual: their mean over the earlier windows, as many days'),
        p: figure.describe(
          'busy: two-sided, the larger of that of z as a normal deviate and of the tail of chance; usual: one-sided, of more',
        ),
        q: figure.describe('p adjusted by Benjamini and Hochberg'),
        class: z.enum(HOTSPOT_CLASSES),
      }),
    ),
  })
  .meta({ id: 'Significance' });
export type Significance = z.infer<typeof Significance>;
