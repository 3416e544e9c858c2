/** Counts per hexagon, and what surrounds them. The parameters mean the same on every address that takes them. */
import { z } from 'zod';
import { Seen } from './agreements.ts';
import { Cell, Day, Slug } from './common.ts';
import { ringProblem, withoutRepeats } from './drawn_ring.ts';
import { Gap } from './gap.ts';
import { KINDS } from './kinds.ts';

/** Comma-separated. */
export const list = <T extends string>(item: z.ZodType<T, string>) =>
  z
    .string()
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(item));

/** west,south,east,north in degrees */
export const Bbox = z
  .string()
  .transform((text) => text.split(',').map(Number))
  .pipe(
    z.tuple([
      z.number().min(-180).max(180),
      z.number().min(-90).max(90),
      z.number().min(-180).max(180),
      z.number().min(-90).max(90),
    ]),
  )
  .refine(([west, south, east, north]) => west < east && south < north, {
    message: 'Write the box as west,south,east,north.',
  });

/** A polygon drawn by hand: lon,lat;lon,lat;… at least three corners; it closes itself, and must not cross itself. */
export const Within = z
  .string()
  .max(8000)
  .transform((text) => text.split(';').map((corner) => corner.split(',').map(Number)))
  .pipe(
    z
      .array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]))
      .min(3, { error: 'A drawn area has at least three corners.', abort: true })
      .max(200, { error: 'A drawn area has at most 200 corners.', abort: true })
      .superRefine((corners, context) => {
        const problem = ringProblem(corners);
        if (problem !== null) context.addIssue({ code: 'custom', message: problem });
      })
      .transform(withoutRepeats),
  );

/** Which incidents: any window, kinds, types, agencies. Lists are comma-separated; absent means all. */
export const Filters = z.object({
  from: Day.optional().describe('first local day, inclusive; absent: the first day of the history'),
  to: Day.optional().describe('last local day, inclusive; absent: the last day of the history'),
  kind: list(z.enum(KINDS)).optional().describe('crime, asb, needle_find, alcohol'),
  type: list(z.string().max(60)).optional().describe('type slugs'),
  agency: list(Slug).optional().describe('agency slugs'),
  area: Slug.optional().describe(
    'only what lies in this area: of a hexagon that its outline cuts, the part inside. `partnership`: the districts together, or all areas where there is no district; everything where there is none. `everywhere`, or absent: all that is loaded',
  ),
  within: Within.optional().describe('only what lies in this polygon: lon,lat;lon,lat;…'),
});
export type Filters = z.infer<typeof Filters>;

export const HexesQuery = Filters.extend({
  resolution: z.coerce.number().int().min(6).max(11).default(8),
  bbox: Bbox.optional().describe('west,south,east,north: every cell that touches the box'),
  format: z.enum(['json', 'geojson', 'csv', 'xlsx', 'compact']).default('json'),
  from2: Day.optional().describe(
    'first day of a window that this one is compared with: feeds that have not delivered both are left out',
  ),
  to2: Day.optional().describe('its last day, inclusive'),
}).refine(({ from2, to2 }) => (from2 === undefined) === (to2 === undefined), {
  message: 'Give both days of the window compared with, or neither.',
  path: ['from2'],
});
export type HexesQuery = z.infer<typeof HexesQuery>;

/** Incidents that match the filters but are in no cell of the answer. */
export const LeftOut = z.object({
  no_place: z.number().int().describe('have no location'),
  month_only: z.number().int().describe('are known by month only, and the window cuts that month'),
});
export type LeftOut = z.infer<typeof LeftOut>;

/** How an area or a drawn polygon was counted: the same number at every size of hexagon. */
export const CountedBy = z
  .object({
    outline: z
      .boolean()
      .describe('whether the points in the outline were counted; false: whole hexagons were'),
    resolution: z
      .number()
      .int()
      .nullable()
      .describe(
        'of those hexagons: who may not read incidents one by one counts drawn polygons, and windows that are not whole months, by hexagons whose centre lies inside',
      ),
    whole_cells: z
      .boolean()
      .describe(
        '`cells` are whole hexagons, those at the outline too: a part of one is for those who may read incidents one by one. Their sum is larger than the total',
      ),
    by_hexagon: z
      .number()
      .int()
      .describe(
        'of the total: others’ counts of whole months, which are known by hexagon only. Those whose centre lies inside are counted',
      ),
  })
  .meta({ id: 'CountedBy' });
export type CountedBy = z.infer<typeof CountedBy>;

export const Hexes = z
  .object({
    resolution: z.number().int(),
    from: Day,
    to: Day,
    total: z.number().int(),
    counted_by: CountedBy.nullable().describe('null: no area and no polygon was chosen'),
    outside: z
      .number()
      .int()
      .nullable()
      .describe(
        'for `area=partnership` without a box: what lies outside its outlines; null: not counted',
      ),
    left_out: LeftOut,
    gaps: z
      .array(Gap)
      .describe(
        'feeds left out for from2 and to2, with the months of either window that they lack',
      ),
    cells: z.array(
      z.object({
        cell: Cell,
        total: z.number().int(),
        counts: z.partialRecord(z.enum(KINDS), z.number().int()),
      }),
    ),
  })
  .meta({ id: 'Hexes' });
export type Hexes = z.infer<typeof Hexes>;

export const TimelineQuery = Filters.omit({ from: true, to: true }).extend({
  cell: Cell.optional().describe('only this hexagon, at its own resolution'),
});

/** The whole history for the time brush: one number a day, or a month for feeds that know months only. */
export const Timeline = z
  .object({
    first: Day,
    last: Day,
    step: z
      .enum(['day', 'month', 'quarter'])
      .describe(
        'month, quarter: in hexagons so small the caller may not count days; `months` has every incident, a line a step that is over',
      ),
    /** per kind, one count per day from `first`; day-precise incidents only */
    days: z.partialRecord(z.enum(KINDS), z.array(z.number().int())),
    /** per kind, counts of month-only incidents; month is its first day */
    months: z.array(
      z.object({ month: Day, counts: z.partialRecord(z.enum(KINDS), z.number().int()) }),
    ),
  })
  .meta({ id: 'Timeline' });
export type Timeline = z.infer<typeof Timeline>;

/** Numbers beside the rail's checkboxes: counts by type and by agency for the filters' window and area. */
export const Facets = z
  .object({
    types: z.array(z.object({ slug: z.string(), total: z.number().int() })),
    agencies: z.array(z.object({ slug: Slug, total: z.number().int() })),
    left_out: LeftOut,
    counted_by: CountedBy.nullable().describe('null: no area and no polygon was chosen'),
  })
  .meta({ id: 'Facets' });
export type Facets = z.infer<typeof Facets>;

/** Why here? The facts of one hexagon. */
export const HexDetail = z
  .object({
    cell: Cell,
    resolution: z.number().int(),
    from: Day,
    to: Day,
    total: z.number().int(),
    kinds: z.array(z.object({ kind: z.enum(KINDS), total: z.number().int() })),
    types: z.array(z.object({ slug: z.string(), total: z.number().int() })),
    agencies: z.array(z.object({ slug: Slug, total: z.number().int() })),
    /** the last twelve whole or begun months up to `to`, oldest first; see `withheld` */
    months: z.array(
      z.object({
        month: Day,
        total: z
          .number()
          .int()
          .nullable()
          .describe('null: no feed with records here has delivered it, so that it is not known'),
        missing: z.boolean().describe('a feed with records here has not delivered it'),
      }),
    ),
    nothing_delivered: z
      .boolean()
      .describe('of the window, by no feed with records here: the total is not known, it is not 0'),
    /** hour × weekday (Monday first), 7 rows of 24; an incident that happened some time between two moments is spread
     *  over the hours between; null when no incident here knows its hour */
    clock: z.array(z.array(z.number())).nullable(),
    withheld: z
      .array(z.enum(['clock', 'months', 'open_month']))
      .describe(
        'not told to those who may not read incidents one by one, because the hexagon is too small for it: the clock, the months, the month that is not over',
      ),
    /** how many of `total` the clock could not place, because their feed has days or months only */
    without_hour: z.number().int(),
    needles: z.number().int().describe('needles found, by the lower end of each estimate'),
    neighbours: z.number().int().describe('incidents in the six hexagons around it'),
    left_out: LeftOut.pick({ month_only: true }),
    /** visibility: what the caller sees of whose records, under the requested kinds and agencies */
    seen: z.array(Seen),
    /** how many of `total` are others' counts of whole months, with small ones left out */
    counts_only: z.number().int(),
    actions: z.array(
      z.object({ id: z.number().int(), hotspot: z.string(), what: z.string(), state: z.string() }),
    ),
  })
  .meta({ id: 'HexDetail' });
export type HexDetail = z.infer<typeof HexDetail>;
