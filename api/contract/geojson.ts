/** GeoJSON (RFC 7946) as the API answers with it. */
import { z } from 'zod';
import { Cell, Day, Slug } from './common.ts';

const ring = z.array(z.array(z.number()).describe('longitude, latitude'));
const Polygon = z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) });
const MultiPolygon = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(ring)),
});

export const AreaFeature = z
  .object({
    type: z.literal('Feature'),
    id: Slug,
    properties: z.object({ slug: Slug, name: z.string(), kind: z.string(), source: z.string() }),
    geometry: z.discriminatedUnion('type', [Polygon, MultiPolygon]),
  })
  .meta({ id: 'AreaFeature' });
export type AreaFeature = z.infer<typeof AreaFeature>;

export const AreaCollection = z
  .object({ type: z.literal('FeatureCollection'), features: z.array(AreaFeature) })
  .meta({ id: 'AreaCollection' });
export type AreaCollection = z.infer<typeof AreaCollection>;

/** Counts by hexagon as a file: what the file says of itself stands in foreign members (6.1). */
export const HexCollection = z
  .looseObject({
    type: z.literal('FeatureCollection'),
    resolution: z.number().int(),
    from: Day,
    to: Day,
    left_out: z.object({ no_place: z.number().int(), month_only: z.number().int() }),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        id: Cell,
        properties: z
          .looseObject({ cell: Cell, total: z.number().int() })
          .describe('and a count of each kind, and the marking'),
        geometry: Polygon,
      }),
    ),
  })
  .meta({ id: 'HexCollection' });

/** Incidents one by one as a file: the columns of the CSV are the properties. */
export const IncidentCollection = z
  .looseObject({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        properties: z.record(z.string(), z.unknown()),
        geometry: z
          .object({ type: z.literal('Point'), coordinates: z.array(z.number()) })
          .nullable(),
      }),
    ),
  })
  .meta({ id: 'IncidentCollection' });
