/** Residents of census zones: what rates are made of. */
import { z } from 'zod';
import { oneLine } from './words.ts';

const Outline = z.object({
  type: z.enum(['Polygon', 'MultiPolygon']),
  coordinates: z.array(z.unknown()).min(1),
});

export const NewResidents = z
  .object({
    source: oneLine(z.string().trim().min(1, 'Say where the numbers come from.').max(300)),
    /** the property with the zone's code; absent: the first that looks like one, such as LSOA21CD */
    code_field: z.string().max(100).optional(),
    /** code → residents; zones of the collection that have none here are refused */
    residents: z.record(z.string().max(40), z.number().int().min(0).max(10_000_000)),
    collection: z.object({
      type: z.literal('FeatureCollection'),
      features: z
        .array(
          z.object({ properties: z.record(z.string(), z.unknown()).nullable(), geometry: Outline }),
        )
        .min(1)
        .max(50_000),
    }),
  })
  .meta({ id: 'NewResidents' });
export type NewResidents = z.infer<typeof NewResidents>;

export const ResidentsLayer = z
  .object({
    zones: z.number().int(),
    residents: z.number().int(),
    sources: z.array(z.string()),
  })
  .meta({ id: 'ResidentsLayer' });
export type ResidentsLayer = z.infer<typeof ResidentsLayer>;
