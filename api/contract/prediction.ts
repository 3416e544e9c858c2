/** How well did last period's map predict this period? */
import { z } from 'zod';
import { Cell, Day } from './common.ts';
import { Gap } from './gap.ts';
import { HOTSPOT_CLASSES, Refusal, SignificanceQuery, StudyLeftOut } from './significance.ts';

export const PredictionQuery = SignificanceQuery.omit({ mode: true })
  .extend({
    from: Day.describe('first local day of the period that is looked back on'),
    to: Day.describe('its last local day, inclusive'),
    from2: Day.optional().describe(
      'first local day of the period whose hotspots are tested; absent: as long a period, just before',
    ),
    to2: Day.optional().describe('its last local day, inclusive'),
  })
  .refine(({ from2, to2 }) => (from2 === undefined) === (to2 === undefined), {
    message: 'Give both days of the earlier period, or neither.',
    path: ['from2'],
  });
export type PredictionQuery = z.infer<typeof PredictionQuery>;

const Period = z.object({
  from: Day,
  to: Day,
  incidents: z.number().int().describe('counted in the study area'),
  counts_only: z.number().int().describe('of the incidents: others’ counts of whole months'),
  left_out: StudyLeftOut,
  gaps: z.array(Gap),
});

const score = z.number().nullable().describe('null: refused');

export const YARDSTICKS = ['last_month', 'last_year'] as const;

const Yardstick = z.object({
  of: z
    .enum(YARDSTICKS)
    .describe('the last whole month, or the last twelve, before the later period'),
  from: Day,
  to: Day,
  nothing_delivered: z.boolean().describe('too little of it was delivered to choose from'),
  incidents_caught: z
    .number()
    .nullable()
    .describe('by as many of its busiest hexagons; of hexagons alike at the edge their average'),
  hit_rate: z.number().nullable(),
  pai: z.number().nullable(),
  pei: z.number().nullable(),
  better: z.boolean().describe('it caught more than the hot hexagons did'),
});
export type Yardstick = z.infer<typeof Yardstick>;

export const Prediction = z
  .object({
    resolution: z.number().int(),
    k: z.number().int(),
    method: z.string(),
    area: z.string().nullable().describe('name of the study area; null: the whole partnership'),
    /** whose hotspots are tested */
    earlier: Period,
    /** whose incidents test them */
    later: Period,
    refused: Refusal.extend({ of: z.enum(['earlier', 'later']) }).nullable(),
    cells_compared: z
      .number()
      .int()
      .describe('hexagons tested in the earlier period, and with no delivery missing in the later'),
    cells_hot: z.number().int().describe('of these, hot in the earlier period'),
    incidents_compared: z.number().int().describe('of the later period, in the hexagons compared'),
    incidents_caught: z.number().int().describe('of these, in hexagons that had been hot'),
    hit_rate: score.describe('incidents caught, as a share of all compared'),
    area_share: score.describe('hot hexagons, as a share of all compared'),
    pai: score.describe('hit rate by share of area: 1 is what watching any hexagons would give'),
    pei: score.describe('PAI by the best that any choice of as many hexagons could have had'),
    yardsticks: z
      .array(Yardstick)
      .describe(
        'what the busiest hexagons of a plain count would have caught, as many as were hot; none where refused, or where the caller is not given such a window',
      ),
    /** the hexagons that were hot, with what then happened there */
    cells: z.array(
      z.object({ cell: Cell, class: z.enum(HOTSPOT_CLASSES), count: z.number().int() }),
    ),
  })
  .meta({ id: 'Prediction' });
export type Prediction = z.infer<typeof Prediction>;
