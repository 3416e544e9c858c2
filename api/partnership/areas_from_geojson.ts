/** A FeatureCollection of outlines, as ONS and councils publish them, to areas. */
import type { MultiPolygon, Polygon } from 'geojson';
import { z } from 'zod';
import { Problem } from '../problem.ts';

export const AREA_KINDS = ['district', 'ward', 'custom'] as const;

const Outline = z.object({
  type: z.enum(['Polygon', 'MultiPolygon']),
  coordinates: z.array(z.unknown()).min(1),
});

export const NewAreas = z
  .object({
    kind: z.enum(AREA_KINDS),
    source: z.string().trim().min(1).max(300),
    /** the property with the name; absent: the first that looks like one */
    name_field: z.string().max(100).optional(),
    collection: z.object({
      type: z.literal('FeatureCollection'),
      features: z
        .array(
          z.object({ properties: z.record(z.string(), z.unknown()).nullable(), geometry: Outline }),
        )
        .min(1)
        .max(20_000),
    }),
  })
  .meta({ id: 'NewAreas' });
export type NewAreas = z.infer<typeof NewAreas>;

/** ONS writes WD25NM, LAD24NM, LSOA21NM; others write name. */
const NAMES = [/^name$/i, /^[a-z]+\d\dnm$/i, /name/i];
const CODES = [/^[a-z]+\d\dcd$/i];

const propertyLike = (
  properties: Readonly<Record<string, unknown>>,
  patterns: readonly RegExp[],
) => {
  for (const pattern of patterns)
    for (const [key, value] of Object.entries(properties))
      if (pattern.test(key) && typeof value === 'string' && value.trim() !== '')
        return value.trim();
  return null;
};

const slugOf = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 70);

/** Slugs are unique: two wards of one name are told apart by their codes. Throws Problem `invalid_input`. */
export function areasFrom({ collection, name_field, kind, source }: NewAreas) {
  const named = collection.features.map(({ properties, geometry }, i) => {
    const given = name_field ? properties?.[name_field] : propertyLike(properties ?? {}, NAMES);
    if (typeof given !== 'string' || given.trim() === '')
      throw new Problem('invalid_input', {
        fields: [
          {
            path: `collection.features.${i}`,
            message: 'This outline has no name. Say which property holds it (name_field).',
          },
        ],
      });
    // as: PostGIS checks the coordinates and makes them valid
    const outline = geometry as Polygon | MultiPolygon;
    return {
      name: given.trim().slice(0, 200),
      code: propertyLike(properties ?? {}, CODES),
      outline,
    };
  });
  const seen = new Map<string, number>();
  for (const { name } of named) seen.set(slugOf(name), (seen.get(slugOf(name)) ?? 0) + 1);
  return named.map(({ name, code, outline }, i) => {
    const plain = slugOf(name) || `area-${i + 1}`;
    const twin = (seen.get(plain) ?? 0) > 1;
    return {
      slug: twin ? `${plain}-${slugOf(code ?? String(i + 1))}` : plain,
      name,
      kind,
      source,
      outline,
    };
  });
}
