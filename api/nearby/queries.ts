/** Landmarks and orders as stored, and those near a place. */
import type { Nearby, NewLandmarks } from '../contract/nearby.ts';
import type { AgencyTx, OwnerTx } from '../db/as_agency.ts';
import { Problem } from '../http/problem.ts';

interface Centre {
  readonly longitude: number;
  readonly latitude: number;
}

/** Of each kind: how many stand within so many metres, and the nearest however far. */
export const landmarksNear = (tx: AgencyTx, { longitude, latitude }: Centre, metres: number) => tx<
  {
    kind: Nearby['landmarks'][number]['kind'];
    within: number;
    name: string;
    source: string;
    metres: number;
  }[]
>`
  with measured as (
    select
      kind,
      name,
      source,
      ST_Distance(
        point::geography,
        ST_SetSRID(ST_MakePoint(${longitude}, ${latitude}), 4326)::geography
      ) as metres
    from landmark
  )
  select distinct on (kind)
    kind,
    (count(*) filter (where metres <= ${metres}) over (partition by kind))::int as within,
    name,
    source,
    round(metres)::int as metres
  from measured
  order by kind, measured.metres, name`;

/** Orders whose area holds the place, those that ended up to a year ago too. */
export const ordersAt = (tx: AgencyTx, { longitude, latitude }: Centre, today: string) => tx<
  { name: string; what: string; starts_on: string; ends_on: string; source: string }[]
>`
  select name, what, starts_on::text, ends_on::text, source
  from public_order
  where ST_Intersects(outline, ST_SetSRID(ST_MakePoint(${longitude}, ${latitude}), 4326))
    and ends_on >= ${today}::date - interval '1 year'
  order by ends_on desc, name`;

/** All there are of a kind: they replace what was there. */
export async function putLandmarks(tx: OwnerTx, { kind, source, landmarks }: NewLandmarks) {
  await tx`
    delete from landmark
    where kind = ${kind}`;
  await tx`
    insert into landmark (kind, name, source, point)
    select ${kind}, name, ${source}, ST_SetSRID(ST_MakePoint(longitude, latitude), 4326)
    from unnest(
      ${landmarks.map(({ name }) => name)}::text[],
      ${landmarks.map(({ longitude }) => longitude)}::float8[],
      ${landmarks.map(({ latitude }) => latitude)}::float8[]
    ) one (name, longitude, latitude)`;
}

export interface OrderToPut {
  readonly name: string;
  readonly what: string;
  readonly starts_on: string;
  readonly ends_on: string;
  /** GeoJSON, as text. */
  readonly outline: string;
}

/** Adds or replaces an order by name. Throws Problem `invalid_input` when nothing is left of its outline. */
export async function putOrder(tx: OwnerTx, order: OrderToPut, source: string): Promise<void> {
  const rows = await tx`
    with given as (
      select ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_Force2D(
        ST_SetSRID(ST_GeomFromGeoJSON(${order.outline}::text), 4326))), 3)) as outline
    )
    insert into public_order (name, what, starts_on, ends_on, source, outline)
    select ${order.name}, ${order.what}, ${order.starts_on}, ${order.ends_on}, ${source}, outline
    from given
    where not ST_IsEmpty(outline)
    on conflict (name) do update set
      what = excluded.what,
      starts_on = excluded.starts_on,
      ends_on = excluded.ends_on,
      source = excluded.source,
      outline = excluded.outline
    returning id`;
  if (rows.length === 0)
    throw new Problem('invalid_input', {
      fields: [
        { path: 'orders', message: `The outline of “${order.name}” has no area inside it.` },
      ],
    });
}
