/** The partnership's own facts: agencies, areas, places, feeds and their gaps. */
import type { MultiPolygon } from 'geojson';
import { asOwner, type AgencyTx, type OwnerTx } from '../db/as_agency.ts';
import type { Database, Tx } from '../db/connect.ts';
import type { Agency, AreaSummary } from '../contract/partnership.ts';
import { Problem } from '../http/problem.ts';

/** Throws Problem `unknown_agency`, which lists the names there are. */
export async function agencyBySlug(database: Database, slug: string): Promise<number> {
  const all = await asOwner(database, (tx) => listAgencies(tx));
  const found = all.find((agency) => agency.slug === slug);
  if (found) return found.id;
  const names = all.map((agency) => agency.slug).join(', ') || 'none yet';
  throw new Problem('unknown_agency', {
    detail: `No agency is called “${slug}”. There are: ${names}.`,
  });
}

/** Its id is 0 while there is no agency: 0 sees nothing. */
export const firstAgency = (database: Database): Promise<Pick<Agency, 'id' | 'slug'>> =>
  asOwner(database, async (tx) => (await listAgencies(tx))[0] ?? { id: 0, slug: '' });

export const listAgencies = (tx: Tx) => tx<Agency[]>`
  select id, slug, name, kind
  from agency
  order by id`;

export const addAgency = async (
  tx: OwnerTx,
  agency: Pick<Agency, 'slug' | 'name' | 'kind'>,
): Promise<number> => {
  const [row] = await tx<{ id: number }[]>`
    insert into agency (slug, name, kind)
    select ${agency.slug}, ${agency.name}, ${agency.kind}
    -- a refused one must not use up a number: there are 8,000
    where not exists (select from agency where slug = ${agency.slug})
    on conflict (slug) do nothing
    returning id`;
  if (row) return row.id;
  throw new Problem('invalid_input', {
    fields: [{ path: 'slug', message: `There is already an agency called “${agency.slug}”.` }],
  });
};

export interface PartnershipRow {
  readonly name: string;
  readonly sample: 'none' | 'loading' | 'loaded';
}

export const readPartnership = async (tx: Tx): Promise<PartnershipRow> => {
  const [row] = await tx<PartnershipRow[]>`
    select name, sample
    from partnership`;
  return row ?? { name: '', sample: 'none' };
};

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

/** Throws Problem `unknown_area`, or whichever the caller says. */
export async function readArea(
  tx: AgencyTx,
  slug: string,
  otherwise: 'unknown_area' | 'not_found' = 'unknown_area',
): Promise<{ slug: string; name: string; kind: string; source: string; outline: MultiPolygon }> {
  const [row] = await tx<
    { slug: string; name: string; kind: string; source: string; outline: MultiPolygon }[]
  >`
    select slug, name, kind, source, ST_AsGeoJSON(outline, 7)::jsonb as outline
    from area
    where slug = ${slug}`;
  if (!row) throw new Problem(otherwise);
  return row;
}

/** Outlines of all districts, or of all areas where there is no district: the ground a place is compared with when nobody
 *  chose an area. Empty where there is no outline at all. */
export const readGround = (tx: AgencyTx) => tx<{ outline: MultiPolygon }[]>`
  select ST_AsGeoJSON(outline, 7)::jsonb as outline
  from area
  where kind = 'district'
    or not exists (select from area where kind = 'district')
  order by id`;

/** Feeds, each with the months between its first and last delivery in which nothing arrived. */
export const listDatasets = (tx: AgencyTx) => tx<
  { agency: string; slug: string; name: string; mapping: unknown; missing_months: string[] }[]
>`
  with span as (
    select dataset_id, min(month) as first, max(month) as last
    from delivery
    group by dataset_id
  ),
  missing as (
    select span.dataset_id, array_agg(due.month::date::text order by due.month) as months
    from span
    cross join lateral generate_series(span.first::timestamp, span.last::timestamp, interval '1 month') due (month)
    where not exists (
      select
      from delivery
      where delivery.dataset_id = span.dataset_id
        and delivery.month = due.month::date
    )
    group by span.dataset_id
  )
  select
    agency.slug as agency,
    dataset.slug,
    dataset.name,
    own_mapping.mapping,
    coalesce(missing.months, '{}') as missing_months
  from dataset
  join agency on agency.id = dataset.agency_id
  left join missing on missing.dataset_id = dataset.id
  left join own_mapping on own_mapping.dataset_id = dataset.id
  order by agency.slug, dataset.slug`;

export const renamePartnership = (tx: OwnerTx, name: string) => tx`
  update partnership
  set name = ${name}`;

export const markSample = (tx: OwnerTx, sample: 'loading' | 'loaded') => tx`
  update partnership
  set sample = ${sample}`;

/** Which names areas have, and of which kind each is. */
export const listAreaSlugs = (tx: OwnerTx) => tx<{ slug: string; kind: string }[]>`
  select slug, kind
  from area
  order by id`;

/** Adds or replaces an area. The outline is made flat, valid and multi. Throws Problem `invalid_input` when nothing
 *  is left of it. */
export async function putArea(
  tx: OwnerTx,
  area: { slug: string; name: string; kind: string; source: string; outline: object },
): Promise<void> {
  const rows = await tx`
    with given as (
      select ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_Force2D(
        ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(area.outline)}::text), 4326))), 3)) as outline
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
        { path: 'collection', message: `The outline of “${area.name}” has no ground inside it.` },
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
