/** Releases as stored, and the counts they are made of. Counting is the owner's: it is across agencies, and only of
 *  what each has agreed to publish (SQL function released_keys). */
import type { MultiPolygon, Polygon } from 'geojson';
import type { Kind } from '../contract/kinds.ts';
import type { Geography, ReleaseFile } from '../contract/releases.ts';
import type { OwnerTx } from '../db/as_agency.ts';
import type { Tx } from '../db/connect.ts';
import { readDelivered } from '../deliveries/queries.ts';
import type { PlaceCount } from './build_release.ts';
import type { DeliveredFeed } from './due_releases.ts';

/** Which agency publishes which kind, by agreements that act today. By hexagons: not of a month that was closed in others,
 *  before the agency published. By areas: not those that ever shared counts by hexagon, which could be taken from those of
 *  areas. @param period yyyy-mm */
export const listPublished = (tx: OwnerTx, geography: Geography, period: string) => tx<
  { agency_id: number; agency: string; kind: Kind }[]
>`
  select distinct agency.id as agency_id, agency.name as agency, incident_type.kind
  from unnest(released_keys()) key
  join agency on agency.id = key / 16
  join incident_type on incident_type.id / 20 = key % 4 and incident_type.kind <> 'sweep'
  left join closed_month
    on closed_month.agency_id = agency.id
    and closed_month.kind = key % 4
    and closed_month.month = ${`${period}-01`}::date
  where case
    when ${geography} = 'h3-8' then coalesce(closed_month.resolution, 8) = 8
    else not counted_by_hexagon(agency.id, (key % 4)::smallint)
  end
  order by agency.name, agency.id, incident_type.kind`;

/** Feeds with something that may be published: which kinds of it, and the months of which anything has arrived.
 *  Finds from phones come one by one, without a delivery. */
export async function listPublishedFeeds(tx: OwnerTx): Promise<DeliveredFeed[]> {
  const delivered = await readDelivered(tx);
  const rows = await tx<(Omit<DeliveredFeed, 'months'> & { id: number })[]>`
    with brought as (
      select dataset.id as dataset_id, array_agg(word.kind order by word.kind) as kinds
      from dataset
      cross join (select distinct kind from incident_type where kind <> 'sweep') word
      where exists (
        select
        from counted_incident counted
        join incident_type on incident_type.id = counted.type_id
        where counted.dataset_id = dataset.id
          and incident_type.kind = word.kind
          and counted.share_key::int * 4 + counted.type_id / 20 = any ((select released_keys())::int[])
      )
      group by dataset.id
    )
    select dataset.id, agency.name as agency, dataset.name as feed, brought.kinds
    from brought
    join dataset on dataset.id = brought.dataset_id
    join agency on agency.id = dataset.agency_id
    order by agency.name, dataset.name, dataset.id`;
  return rows.map(({ id, ...feed }) => ({
    ...feed,
    months: (delivered.get(id) ?? []).map((month) => month.slice(0, 7)),
  }));
}

/** The month's closed counts by hexagon of H3 resolution 8: sums of those that are large enough for every agreement of
 *  their agency. So a release says nothing of a count that is left out for a partner. @param period yyyy-mm */
export const countByHexagon = (tx: OwnerTx, period: string) => tx<PlaceCount[]>`
  select to_hex(counted.cell) as place, word.kind, sum(counted.n)::int as n
  from closed_count_now counted
  join (select distinct id / 20 as code, kind from incident_type where kind <> 'sweep') word
    on word.code = counted.kind
  where counted.month = ${`${period}-01`}::date
    and counted.resolution = 8
    and (counted.agency_id::int * 4 + counted.sensitivity) * 4 + counted.kind = any ((select released_keys())::int[])
    and counted.n >= smallest_step(counted.agency_id, counted.kind)
  group by 1, 2
  order by 1, 2`;

/** The month's incidents by the area in which each lies; one on a shared edge is counted in one of them. An agency's records
 *  of one sensitivity are counted where they are five or more: whoever knows all others learns nothing of fewer.
 *  @param kind as table area has it */
export const countByArea = (tx: OwnerTx, period: string, kind: 'district' | 'ward') => tx<
  PlaceCount[]
>`
  with counted as (
    select home.slug as place, counted.type_id / 20 as code, count(*)::int as n
    from counted_incident counted
    cross join lateral (
      select area.slug
      from area_set
      join area on area.id = any (area_set.areas)
      where area_set.id = counted.area_set_id
        and area.kind = ${kind}
      order by area.id
      limit 1
    ) home
    where counted.local_day >= ${`${period}-01`}::date
      and counted.local_day < ${`${period}-01`}::date + interval '1 month'
      and counted.cell is not null
      and counted.share_key::int * 4 + counted.type_id / 20 = any ((select released_keys())::int[])
      and not counted_by_hexagon(counted.agency_id, (counted.type_id / 20)::smallint)
    group by home.slug, counted.type_id / 20, counted.share_key
    having count(*) >= 5
  )
  select place, word.kind, sum(n)::int as n
  from counted
  join (select distinct id / 20 as code, kind from incident_type where kind <> 'sweep') word using (code)
  group by 1, 2
  order by 1, 2`;

/** Keeps what was published by areas from being counted by hexagon. @param period yyyy-mm */
export const markPublishedByArea = (tx: OwnerTx, period: string) => tx`
  insert into closed_month (agency_id, kind, month, resolution, by_area)
  select distinct (key / 16)::smallint, (key % 4)::smallint, ${`${period}-01`}::date, 8, true
  from unnest(released_keys()) key
  where not counted_by_hexagon((key / 16)::smallint, (key % 4)::smallint)
  on conflict (agency_id, kind, month) do update
  set by_area = true`;

export interface ReleaseArea {
  readonly slug: string;
  readonly name: string;
  readonly source: string;
  readonly outline: MultiPolygon | Polygon;
}

/** Areas of a kind, their outlines thinned to about 20 m. */
export const listReleaseAreas = (tx: OwnerTx, kind: 'district' | 'ward') => tx<ReleaseArea[]>`
  select slug, name, source, ST_AsGeoJSON(ST_SimplifyPreserveTopology(outline, 0.0002), 5)::jsonb as outline
  from area
  where kind = ${kind}
  order by slug`;

/** Two areas of a kind that share more than a hundredth of the smaller: more than two drawings of one edge. */
export const overlappingAreas = async (
  tx: OwnerTx,
  kind: 'district' | 'ward',
): Promise<{ one: string; other: string } | undefined> => {
  const [row] = await tx<{ one: string; other: string }[]>`
    select one.name as one, other.name as other
    from area one
    join area other
      on other.kind = one.kind
      and other.id > one.id
      and ST_Intersects(one.outline, other.outline)
    where one.kind = ${kind}
      and ST_Area(ST_Intersection(one.outline, other.outline))
        > 0.01 * least(ST_Area(one.outline), ST_Area(other.outline))
    order by one.id, other.id
    limit 1`;
  return row;
};

export const readGeography = async (tx: Tx): Promise<Geography | null> => {
  const [row] = await tx<{ geography: Geography }[]>`
    select geography
    from release_geography`;
  return row?.geography ?? null;
};

export interface StoredRelease {
  /** yyyy-mm */
  readonly period: string;
  readonly geography: Geography;
  readonly built_at: Date;
  readonly built_by: string;
  readonly method_version: number;
  readonly files: readonly { name: ReleaseFile; sha256: string; bytes: number }[];
}

/** All of them, the newest month first; without what is in the files. */
export const listReleases = (tx: Tx) => tx<StoredRelease[]>`
  select
    to_char(release.period, 'YYYY-MM') as period,
    release.geography,
    release.built_at,
    release.built_by,
    release.method_version,
    jsonb_agg(
      jsonb_build_object(
        'name', release_file.name,
        'sha256', release_file.sha256,
        'bytes', octet_length(release_file.content))
      order by release_file.name) as files
  from release
  join release_file on release_file.period = release.period
  group by release.period
  order by release.period desc`;

export const readFiles = (tx: OwnerTx, period: string) => tx<
  { name: ReleaseFile; content: string }[]
>`
  select name, content
  from release_file
  where period = ${`${period}-01`}::date
  order by name`;

export interface NewStoredRelease {
  readonly period: string;
  readonly geography: Geography;
  readonly builtAt: Date;
  readonly builtBy: string;
  readonly methodVersion: number;
  readonly files: readonly {
    readonly name: ReleaseFile;
    readonly content: string;
    readonly sha256: string;
  }[];
}

/** Keeps a release and, with the first one, the geography. False when the month is there already. */
export async function insertRelease(tx: OwnerTx, release: NewStoredRelease): Promise<boolean> {
  const { period, geography, builtAt, builtBy, methodVersion, files } = release;
  await tx`
    insert into release_geography (geography, chosen_at, chosen_by)
    values (${geography}, ${builtAt}, ${builtBy})
    on conflict (only_row) do nothing`;
  const rows = await tx`
    insert into release (period, geography, built_at, built_by, method_version)
    values (${`${period}-01`}::date, ${geography}, ${builtAt}, ${builtBy}, ${methodVersion})
    on conflict (period) do nothing
    returning period`;
  if (rows.length === 0) return false;
  for (const { name, content, sha256 } of files)
    await tx`
      insert into release_file (period, name, content, sha256)
      values (${`${period}-01`}::date, ${name}, ${content}, ${sha256})`;
  return true;
}
