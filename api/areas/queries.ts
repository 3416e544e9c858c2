/** Areas and named places as stored. */
import type { MultiPolygon } from 'geojson';
import type { AreaSummary } from '../contract/partnership.ts';
import type { AgencyTx, OwnerTx } from '../db/as_agency.ts';
import { Problem } from '../http/problem.ts';

export const listAreas = (tx: AgencyTx) => tx<AreaSummary[]>`
  select
    slug,
    name,
    kind,
    array[ST_XMin(outline), ST_YMin(outline), ST_XMax(outline), ST_YMax(outline)] as bbox,
    source
  from area
  order by kind, name, id`;

export const listPlaces = (tx: AgencyTx) => tx<
  { name: string; longitude: number; latitude: number; weight: number }[]
>`
  select name, ST_X(point) as longitude, ST_Y(point) as latitude, weight
  from place
  order by weight desc, id`;

/** Outlines thinned to about 20 m, for drawing. */
export const listOutlines = (tx: AgencyTx) => tx<
  { slug: string; name: string; kind: string; source: string; outline: MultiPolygon }[]
>`
  select slug, name, kind, source, ST_AsGeoJSON(ST_SimplifyPreserveTopology(outline, 0.0002), 5)::jsonb as outline
  from area
  order by kind, name, id`;

export interface StoredArea {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  readonly source: string;
  readonly outline: MultiPolygon;
}

/** Throws Problem `unknown_area`, or the one that the caller names. */
export async function readArea(
  tx: AgencyTx,
  slug: string,
  otherwise: 'unknown_area' | 'not_found' = 'unknown_area',
): Promise<StoredArea> {
  const [row] = await tx<StoredArea[]>`
    select id, slug, name, kind, source, ST_AsGeoJSON(outline, 7)::jsonb as outline
    from area
    where slug = ${slug}`;
  if (!row) throw new Problem(otherwise);
  return row;
}

/** Outlines of all districts, or of all areas where there is no district: the study area when nobody chose one. Empty where there is no outline at all. */
export const readStudyOutlines = (tx: AgencyTx) => tx<{ outline: MultiPolygon }[]>`
  select ST_AsGeoJSON(outline, 7)::jsonb as outline
  from area
  where kind = 'district'
    or not exists (select from area where kind = 'district')
  order by id`;

/** Ids of the areas that are together the partnership's own: as readStudyOutlines has them. */
export const readPartnershipAreas = async (tx: AgencyTx): Promise<readonly number[]> => {
  const rows = await tx<{ id: number }[]>`
    select id
    from area
    where kind = 'district'
      or not exists (select from area where kind = 'district')
    order by id`;
  return rows.map(({ id }) => id);
};

export interface KnownArea {
  readonly slug: string;
  readonly kind: string;
}

/** Which names areas have, and of which kind each is. */
export const listAreaSlugs = (tx: OwnerTx) => tx<KnownArea[]>`
  select slug, kind
  from area
  order by id`;

export interface AreaToPut extends KnownArea {
  readonly name: string;
  readonly source: string;
  /** GeoJSON, as text or not. */
  readonly outline: string | object;
}

/** Adds or replaces an area. The outline is made flat, valid and multi. Throws Problem `invalid_input` when nothing
 *  is left of it. */
export async function putArea(tx: OwnerTx, area: AreaToPut): Promise<void> {
  const outline = typeof area.outline === 'string' ? area.outline : JSON.stringify(area.outline);
  const rows = await tx`
    with given as (
      select ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_Force2D(
        ST_SetSRID(ST_GeomFromGeoJSON(${outline}::text), 4326))), 3)) as outline
    )
    insert into area (slug, name, kind, source, outline)
    select ${area.slug}, ${area.name}, ${area.kind}, ${area.source}, outline
    from given
    where not ST_IsEmpty(outline)
    on conflict (slug) do update set
      name = excluded.name,
      kind = excluded.kind,
      source = excluded.source,
      outline = excluded.outline
    returning id`;
  if (rows.length === 0)
    throw new Problem('invalid_input', {
      fields: [
        { path: 'collection', message: `The outline of “${area.name}” has no area inside it.` },
      ],
    });
}

export async function putPlaces(
  tx: OwnerTx,
  places: readonly { name: string; longitude: number; latitude: number; weight: number }[],
): Promise<void> {
  for (const place of places)
    await tx`
      insert into place (name, weight, point)
      values (${place.name}, ${place.weight}, ST_SetSRID(ST_MakePoint(${place.longitude}, ${place.latitude}), 4326))`;
}
