/** Export files: their queries, and the preview of what each would hold. */
import { z } from 'zod';
import { Day, Slug } from './common.ts';
import { Bbox, Filters } from './hexes.ts';

/** Incidents that one file may have: below the rows of a spreadsheet, and what a server makes in half a minute. */
export const EXPORT_LIMIT = 250_000;

/** Which incidents, on a map of which hexagons: a box takes whole hexagons, as the map does, and an area what lies in it. */
export const ExportFilters = Filters.extend({
  resolution: z.coerce.number().int().min(6).max(11).default(8),
  bbox: Bbox.optional().describe('west,south,east,north: every cell that touches the box'),
});
export type ExportFilters = z.infer<typeof ExportFilters>;

export const ROW_FORMATS = ['csv', 'xlsx', 'geojson'] as const;
export type RowFormat = (typeof ROW_FORMATS)[number];
export const IncidentsExportQuery = ExportFilters.extend({
  format: z.enum(ROW_FORMATS).default('csv'),
});

export const LOG_FORMATS = ['csv', 'xlsx'] as const;
export const ActionsExportQuery = z.object({
  format: z.enum(LOG_FORMATS).default('csv'),
  state: z.enum(['live', 'all']).default('all'),
  agency: Slug.optional(),
});

const Mark = z.enum(['OFFICIAL', 'OFFICIAL-SENSITIVE']);
const Provided = z.object({
  provider: z.string(),
  incidents: z.number().int(),
  /** why the caller has them: their own, or each agreement that let them through */
  under: z.array(
    z.object({
      agreement: z.number().int().nullable(),
      until: Day.nullable(),
      words: z.string(),
    }),
  ),
});

/** One file that could be taken. */
const Offer = z.object({
  marking: Mark,
  count: z.number().int().describe('incidents in it, or actions'),
  provided: z.array(Provided),
  left_out: z.array(z.string()).describe('what is not in it, and why: a sentence each'),
  /** why it cannot be taken; null when it can */
  refused: z.string().nullable(),
});
export type Offer = z.infer<typeof Offer>;

/** What a file would hold. */
export const ExportPreview = z
  .object({
    exported_by: z.string(),
    synthetic: z.boolean(),
    filters: z.array(z.object({ label: z.string(), words: z.string() })),
    from: z.string(),
    to: z.string(),
    limit: z.number().int(),
    incidents: Offer,
    hexagons: Offer,
    actions: Offer,
  })
  .meta({ id: 'ExportPreview' });
export type ExportPreview = z.infer<typeof ExportPreview>;
