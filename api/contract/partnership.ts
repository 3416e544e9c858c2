/** What every screen loads first: the partnership, its kinds and types, its areas. */
import { z } from 'zod';
import { Seen } from './agreements.ts';
import { Day, Latitude, Longitude, Slug } from './common.ts';
import { KINDS } from './kinds.ts';

export const AGENCY_KINDS = [
  'police',
  'council',
  'nhs',
  'ambulance',
  'fire',
  'probation',
  'drug_service',
  'housing',
  'other',
] as const;

export const Agency = z
  .object({ id: z.number().int(), slug: Slug, name: z.string(), kind: z.enum(AGENCY_KINDS) })
  .meta({ id: 'Agency' });
export type Agency = z.infer<typeof Agency>;

export const AreaSummary = z
  .object({
    slug: Slug,
    name: z.string(),
    kind: z.enum(['district', 'ward', 'custom']),
    /** west, south, east, north */
    bbox: z.tuple([Longitude, Latitude, Longitude, Latitude]),
    source: z.string(),
  })
  .meta({ id: 'AreaSummary' });
export type AreaSummary = z.infer<typeof AreaSummary>;

export const Basemap = z.object({
  form: z.enum(['none', 'pmtiles', 'style']),
  /** `pmtiles`: the path this server serves the archive under; `style`: the operator's style URL. */
  url: z.string().nullable(),
});

export const Partnership = z
  .object({
    name: z.string(),
    /** true: every screen says that the data is synthetic */
    synthetic: z.boolean(),
    agencies: z.array(Agency),
    kinds: z.array(z.object({ kind: z.enum(KINDS), label: z.string() })),
    types: z.array(
      z.object({
        id: z.number().int(),
        kind: z.enum(KINDS),
        slug: z.string(),
        label: z.string(),
      }),
    ),
    areas: z.array(AreaSummary),
    places: z.array(
      z.object({ name: z.string(), longitude: Longitude, latitude: Latitude, weight: z.number() }),
    ),
    basemap: Basemap,
    /** First and last day with an incident; null while there is none. */
    history: z.object({ first: Day, last: Day }).nullable(),
    incidents: z.number().int(),
    without_place: z.number().int(),
    /** what the caller sees of whose records */
    seen: z.array(Seen),
    datasets: z.array(
      z.object({
        agency: Slug,
        slug: Slug,
        name: z.string(),
        kinds: z.array(z.enum(KINDS)).describe('that it has ever brought'),
        missing_months: z
          .array(Day)
          .describe(
            'months of the history (first days) that it has not delivered: before its first, between, after its last',
          ),
      }),
    ),
    delivered_to: Day.nullable().describe(
      'last day of the last month that the feeds with most of the records have delivered: where windows end unless another is chosen; null: none',
    ),
  })
  .meta({ id: 'Partnership' });
export type Partnership = z.infer<typeof Partnership>;
