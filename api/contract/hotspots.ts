/** Places the partnership works on. */
import { z } from 'zod';
import { Cell, Day, Slug } from './common.ts';
import { KINDS } from './kinds.ts';
import { oneLine, paragraphs } from './words.ts';

export const HOTSPOT_STATES = ['proposed', 'adopted', 'watched', 'closed'] as const;

/** What the map counted in the hotspot's hexagons. Written once for each set of hexagons. */
export const Evidence = z.object({
  from: Day,
  to: Day,
  kinds: z.array(z.enum(KINDS)),
  types: z.array(z.string()),
  agencies: z.array(Slug),
  total: z
    .number()
    .int()
    .nullable()
    .describe(
      'null: the window is too short for hexagons of this size, for those who may not read incidents one by one',
    ),
  counts: z.partialRecord(z.enum(KINDS), z.number().int()),
  /** when they were counted */
  as_of: z.string(),
  counted_by: Slug.describe('whose people counted: they counted what they may see'),
  cells: z.array(Cell).describe('the hexagons that were counted'),
  method: z.string(),
});
export type Evidence = z.infer<typeof Evidence>;

export const Hotspot = z
  .object({
    id: z.number().int(),
    agency: Slug,
    name: z.string(),
    note: z.string(),
    resolution: z.number().int(),
    cells: z.array(Cell),
    state: z.enum(HOTSPOT_STATES),
    evidence: Evidence.describe('the newest'),
    counted_elsewhere: z
      .boolean()
      .describe('the hotspot has other hexagons than those that its newest evidence counted'),
    earlier_evidence: z
      .array(Evidence)
      .describe('of the hexagons that it had before, newest first'),
    actions: z.number().int().describe('live actions on it'),
    version: z.number().int(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'Hotspot' });
export type Hotspot = z.infer<typeof Hotspot>;

const name = oneLine(z.string().trim().min(1, 'Give the place a name.').max(120));
const cells = z
  .array(Cell)
  .min(1, 'Choose at least one hexagon.')
  .max(500, 'A hotspot has at most 500 hexagons.')
  .refine((all) => new Set(all).size === all.length, 'Each hexagon only once.');

export const NewHotspot = z
  .object({
    name,
    note: paragraphs(z.string().max(4000)).default(''),
    resolution: z.number().int().min(6).max(11),
    cells,
    /** the filters the map had; counts are taken by the server */
    from: Day,
    to: Day,
    kinds: z.array(z.enum(KINDS)).default([]),
    types: z.array(z.string()).default([]),
    agencies: z.array(Slug).default([]),
  })
  .meta({ id: 'NewHotspot' });
export type NewHotspot = z.infer<typeof NewHotspot>;

export const HotspotChange = z
  .object({
    name: name.optional(),
    note: paragraphs(z.string().max(4000)).optional(),
    cells: cells.optional(),
    state: z.enum(HOTSPOT_STATES).optional(),
  })
  .meta({ id: 'HotspotChange' });
