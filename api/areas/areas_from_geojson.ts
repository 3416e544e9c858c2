/** A FeatureCollection of outlines, as ONS and councils publish them, to areas. */
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { OutlineRefused, readOutline } from '../geo/read_outline.ts';
import { faultOfText, visible } from '../contract/visible.ts';
import { oneLine } from '../contract/words.ts';
import { EVERYWHERE, PARTNERSHIP_AREA } from '../contract/whole_areas.ts';

export const AREA_KINDS = ['district', 'ward', 'custom'] as const;

const Outline = z.object({
  type: z.enum(['Polygon', 'MultiPolygon']),
  coordinates: z.array(z.unknown()).min(1),
});

export const NewAreas = z
  .object({
    kind: z.enum(AREA_KINDS),
    source: oneLine(z.string().trim().min(1).max(300)),
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

const slugOf = (text: string, length: number): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '') // Môn is mon, not mo-n
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, length)
    .replace(/^-+|-+$/g, '');

/** The longest name a slug is made of: with a code and a kind behind it, it stays within 80. */
const NAME_LENGTH = 48;
const CODE_LENGTH = 16;

const refuse = (i: number, message: string) =>
  new Problem('invalid_input', { fields: [{ path: `collection.features.${i}`, message }] });

/** Slugs are unique: two wards of one name are distinguished by their codes, a ward from a district of its name by its
 *  kind (`there`: what is stored). The same file again gives the same slugs, and so replaces what it brought.
 *  Throws Problem `invalid_input`. */
export function areasFrom(
  { collection, name_field, kind, source }: NewAreas,
  there: readonly { readonly slug: string; readonly kind: string }[] = [],
) {
  const named = collection.features.map(({ properties, geometry }, i) => {
    const given = name_field ? properties?.[name_field] : propertyLike(properties ?? {}, NAMES);
    if (typeof given !== 'string' || given.trim() === '')
      throw refuse(i, 'This outline has no name. Say which property holds it (name_field).');
    const name = given.trim().slice(0, 200);
    const fault = faultOfText(name, { breaks: false });
    if (fault !== null) throw refuse(i, `${visible(name)}: ${fault}`);
    const base = slugOf(name, NAME_LENGTH) || `area-${i + 1}`;
    const code = slugOf(propertyLike(properties ?? {}, CODES) ?? '', CODE_LENGTH);
    try {
      return { name, base, code, outline: readOutline(geometry) };
    } catch (error) {
      throw error instanceof OutlineRefused ? refuse(i, `${name}: ${error.message}`) : error;
    }
  });
  const twins = new Map<string, number>();
  for (const { base } of named) twins.set(base, (twins.get(base) ?? 0) + 1);
  const others = new Set(there.filter((area) => area.kind !== kind).map(({ slug }) => slug));
  const taken = new Set([...others, PARTNERSHIP_AREA, EVERYWHERE]);
  return named.map(({ name, base, code, outline }, i) => {
    const own = (twins.get(base) ?? 0) > 1 ? `${base}-${code || i + 1}` : base;
    const wanted = others.has(own) ? `${own}-${kind}` : own;
    let slug = wanted;
    for (let n = 2; taken.has(slug); n++) slug = `${wanted}-${n}`;
    taken.add(slug);
    return { slug, name, kind, source, outline };
  });
}
