/** A needle find, or a search that found nothing, logged on a phone. */
import { z } from 'zod';
import { Instant, Latitude, Longitude, Slug } from './common.ts';

export const PLACE_TYPES = [
  'park',
  'play_area',
  'public_toilet',
  'car_park',
  'stairwell',
  'alley',
  'waterway',
  'housing_land',
  'doorway',
  'other',
] as const;

export const FIND_OUTCOMES = ['made_safe', 'needs_collection', 'nothing_found'] as const;

export const NewFind = z
  .object({
    /** made on the phone: sending twice stores once */
    id: z.uuid(),
    agency: Slug,
    longitude: Longitude,
    latitude: Latitude,
    /** metres; null when the pin was set by hand */
    accuracy: z.number().min(0).max(100_000).nullable().default(null),
    /** needles: lower and upper end; both 0 for a search that found nothing; max null: "more than" */
    needles_min: z.number().int().min(0).max(10_000),
    needles_max: z.number().int().min(0).max(10_000).nullable(),
    place_type: z.enum(PLACE_TYPES).nullable().default(null),
    outcome: z.enum(FIND_OUTCOMES),
    note: z.string().trim().max(1000).default(''),
    /** when it was found, by the phone's clock */
    found_at: Instant,
    /** the phone's clock at the moment of sending: the difference to ours corrects found_at */
    sent_at: Instant,
  })
  .refine((find) => find.needles_max === null || find.needles_max >= find.needles_min, {
    message: 'The upper count is below the lower one.',
    path: ['needles_max'],
  })
  .refine((find) => (find.outcome === 'nothing_found') === (find.needles_min === 0), {
    message: 'A search that found nothing has no needles; a find has at least one.',
    path: ['outcome'],
  })
  .refine((find) => find.outcome !== 'nothing_found' || find.needles_max === 0, {
    message: 'A search that found nothing has no needles; a find has at least one.',
    path: ['needles_max'],
  })
  .meta({ id: 'NewFind' });
export type NewFind = z.infer<typeof NewFind>;

export const Find = z
  .object({
    id: z.uuid(),
    agency: Slug,
    longitude: Longitude,
    latitude: Latitude,
    accuracy: z.number().nullable(),
    needles_min: z.number().int(),
    needles_max: z.number().int().nullable(),
    place_type: z.enum(PLACE_TYPES).nullable(),
    outcome: z.enum(FIND_OUTCOMES),
    note: z.string(),
    /** corrected by the server when the phone's clock was wrong */
    found_at: z.string(),
    clock_corrected: z.boolean(),
    received_at: z.string(),
  })
  .meta({ id: 'Find' });
export type Find = z.infer<typeof Find>;

export const FindsQuery = z.object({
  agency: Slug.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
