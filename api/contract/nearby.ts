/** What stands near a hexagon, and which orders hold there. */
import { z } from 'zod';
import { Cell, Day, Latitude, Longitude } from './common.ts';
import { oneLine, paragraphs } from './words.ts';

export const LANDMARK_KINDS = [
  'needle_exchange',
  'sharps_bin',
  'licensed_premises',
  'school',
  'other',
] as const;

const source = oneLine(z.string().trim().min(1, 'Say where the list comes from.').max(300));
const name = oneLine(z.string().trim().min(1, 'Give it a name.').max(200));

export const NewLandmarks = z
  .object({
    kind: z.enum(LANDMARK_KINDS),
    source,
    /** all there are of the kind: they replace what was there */
    landmarks: z.array(z.object({ name, latitude: Latitude, longitude: Longitude })).max(50_000),
  })
  .meta({ id: 'NewLandmarks' });
export type NewLandmarks = z.infer<typeof NewLandmarks>;

/** A Public Spaces Protection Order lasts three years at most (2014 Act, section 60). */
const threeYears = (day: string): string =>
  `${Number(day.slice(0, 4)) + 3}${day.slice(4)}`.replace(/-02-29$/, '-02-28');

export const NewOrders = z
  .object({
    source,
    orders: z
      .array(
        z
          .object({
            name,
            what: paragraphs(
              z.string().trim().min(1, 'Say what it forbids or asks for.').max(1000),
            ),
            starts_on: Day,
            ends_on: Day,
            geometry: z.object({
              type: z.enum(['Polygon', 'MultiPolygon']),
              coordinates: z.array(z.unknown()).min(1),
            }),
          })
          .refine(({ starts_on, ends_on }) => starts_on <= ends_on, {
            path: ['ends_on'],
            message: 'It ends before it starts.',
          })
          .refine(({ starts_on, ends_on }) => ends_on <= threeYears(starts_on), {
            path: ['ends_on'],
            message:
              'An order lasts three years at most; one that was made again is another order.',
          }),
      )
      .min(1)
      .max(2000),
  })
  .meta({ id: 'NewOrders' });
export type NewOrders = z.infer<typeof NewOrders>;

export const Added = z.object({ added: z.number().int() });

export const NearbyQuery = z.object({
  cell: Cell,
  metres: z.coerce.number().int().min(50).max(5000).default(500),
});

export const Nearby = z
  .object({
    cell: Cell,
    metres: z.number().int(),
    /** of each kind that has been brought in at all; a kind that is not here is not known, and not absent */
    landmarks: z.array(
      z.object({
        kind: z.enum(LANDMARK_KINDS),
        within: z.number().int().describe('how many stand within `metres` of the hexagon’s centre'),
        nearest: z.object({ name: z.string(), metres: z.number().int() }),
        source: z.string(),
      }),
    ),
    orders: z.array(
      z.object({
        name: z.string(),
        what: z.string(),
        starts_on: Day,
        ends_on: Day,
        source: z.string(),
        state: z.enum(['scheduled', 'in_force', 'ending', 'ended']),
      }),
    ),
  })
  .meta({ id: 'Nearby' });
export type Nearby = z.infer<typeof Nearby>;
