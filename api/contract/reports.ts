/** The quarterly analysis report: what a tasking group reads on paper, with the numbers that the API gives one by one. */
import { z } from 'zod';
import { Seen } from './agreements.ts';
import { Compared, HotspotsChange } from './change.ts';
import { Cell, Day, Slug } from './common.ts';
import { DELIVERY_STATES } from './deliveries.ts';
import { KINDS } from './kinds.ts';
import { Nearby } from './nearby.ts';
import { PERSISTENCES } from './persistence.ts';
import { HOTSPOT_CLASSES, Significance } from './significance.ts';

export const QuarterName = z
  .string()
  .regex(/^(19|20|21)\d\d-Q[1-4]$/, 'Write a quarter as 2026-Q3.')
  .meta({ example: '2026-Q3' });

export const ReportQuery = z.object({
  quarter: QuarterName.optional().describe('one that has ended; absent: the last that has'),
  area: Slug.optional().describe('absent: the whole partnership, and each district'),
});
export type ReportQuery = z.infer<typeof ReportQuery>;

/** Months of a series: two years for the season, and one more to see whether it is the same. */
export const SERIES_MONTHS = 36;
/** Places in the list of hotspots. */
export const MOST_PLACES = 10;

const SeriesMonth = z.object({
  month: Day.describe('its first day'),
  count: z
    .number()
    .int()
    .nullable()
    .describe('null: no feed with records here has delivered it, so that it is not known'),
  low: z
    .number()
    .nullable()
    .describe('95 % interval of the count (Poisson); null: counts only, or a feed is missing'),
  high: z.number().nullable(),
  missing: z.boolean().describe('a feed with records here has not delivered it'),
});
export type SeriesMonth = z.infer<typeof SeriesMonth>;

const ReportArea = z.object({
  slug: Slug.nullable().describe('null: the whole partnership, outside every area too'),
  name: z.string(),
  kinds: z.array(
    Compared.extend({ kind: z.enum(KINDS), months: z.array(SeriesMonth).length(SERIES_MONTHS) }),
  ),
  total: HotspotsChange.shape.total,
  left_out: HotspotsChange.shape.now.shape.left_out,
});
export type ReportArea = z.infer<typeof ReportArea>;

const heat = Significance.shape.cells.element.shape;
const ReportPlace = z.object({
  rank: z.number().int(),
  cell: Cell,
  count: z.number().int(),
  kinds: z.array(z.object({ kind: z.enum(KINDS), count: z.number().int() })),
  z: heat.z,
  p: heat.p,
  q: heat.q,
  class: z.enum(HOTSPOT_CLASSES),
  persistence: z.enum(PERSISTENCES),
  months: z.array(z.enum(['hot', 'not', 'missing'])).length(12),
  since: Day.nullable().describe(
    'first of the months in a row, to the last delivered, in which it was hot; null: it was not',
  ),
  actions: z
    .array(
      z.object({ id: z.number().int(), hotspot: z.string(), what: z.string(), state: z.string() }),
    )
    .describe('live ones'),
  orders: Nearby.shape.orders,
});
export type ReportPlace = z.infer<typeof ReportPlace>;

const UsualPlace = Significance.shape.cells.element
  .pick({ cell: true, count: true, here: true, usual: true, p: true, q: true, class: true })
  .extend({ rank: z.number().int() });
export type UsualPlace = z.infer<typeof UsualPlace>;

const ReportHotspots = Significance.pick({
  resolution: true,
  k: true,
  area: true,
  method: true,
  cells_in_area: true,
  cells_tested: true,
  incidents: true,
  left_out: true,
  counts_only: true,
  gaps: true,
  refused: true,
}).extend({
  hot: z.number().int().describe('hexagons hot at 90 % or more'),
  cold: z.number().int(),
  untested: z.number().int(),
  rule: z.string().describe('how the list is ranked'),
  months: z.array(z.object({ month: Day, refused: Significance.shape.refused })).length(12),
  places: z.array(ReportPlace).max(MOST_PLACES),
  usual: z
    .object({
      ...Significance.pick({ like: true, method: true, refused: true, cells_tested: true }).shape,
      more: z.number().int().describe('hexagons busier than usual, at 95 % or more'),
      places: z.array(UsualPlace).max(MOST_PLACES),
    })
    .describe('places busier than usual for themselves'),
  /** for the map: every hexagon that is hot, cold or not tested */
  cells: z.array(z.object({ cell: Cell, class: z.enum(HOTSPOT_CLASSES) })),
});
export type ReportHotspots = z.infer<typeof ReportHotspots>;

const ReportFeed = z.object({
  agency: Slug,
  agency_name: z.string(),
  dataset: Slug,
  name: z.string(),
  state: z.enum(DELIVERY_STATES).nullable().describe('null: it began after the quarter'),
  expected_by: Day,
  received_on: Day.nullable(),
  months_missing: z.array(Day),
  rows: z.number().int().nullable().describe('that you may read one by one; null: none of them'),
  last_month: Day,
});
export type ReportFeed = z.infer<typeof ReportFeed>;

export const QuarterlyReport = z
  .object({
    quarter: QuarterName,
    area: z.object({ slug: Slug, name: z.string() }).nullable(),
    partnership: z.string(),
    synthetic: z.boolean(),
    marking: z.enum(['OFFICIAL', 'OFFICIAL-SENSITIVE']),
    made_by: z.string(),
    made_at: z.string(),
    figures_digest: z
      .string()
      .describe(
        'of all that this report says, but for who made it when: the same where nothing has changed',
      ),
    now: HotspotsChange.shape.now.omit({ left_out: true }),
    year: HotspotsChange.shape.now.omit({ left_out: true }),
    before: HotspotsChange.shape.now.omit({ left_out: true }),
    areas: z.array(ReportArea),
    hotspots: ReportHotspots,
    feeds: z.array(ReportFeed),
    methods: z.array(z.object({ title: z.string(), words: z.string(), source: z.string() })),
    notes: z.array(z.string()).describe('what is not in it, and how it is to be read'),
    seen: z.array(Seen),
  })
  .meta({ id: 'QuarterlyReport' });
export type QuarterlyReport = z.infer<typeof QuarterlyReport>;
