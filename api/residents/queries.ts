/** Residents as stored. */
import type { MultiPolygon } from 'geojson';
import type { ResidentsLayer } from '../contract/residents.ts';
import type { AgencyTx, OwnerTx } from '../db/as_agency.ts';
import { Problem } from '../http/problem.ts';

export async function readResidentsLayer(tx: AgencyTx): Promise<ResidentsLayer> {
  const [row] = await tx<ResidentsLayer[]>`
    select
      count(*)::int as zones,
      coalesce(sum(residents), 0)::int as residents,
      coalesce(array_agg(distinct source), '{}') as sources
    from residents_zone`;
  return row ?? { zones: 0, residents: 0, sources: [] };
}

/** Differs as soon as a zone has come, gone or changed; '' where there is none. */
export async function readResidentsVersion(tx: AgencyTx): Promise<string> {
  const [row] = await tx<{ version: string }[]>`
    select coalesce(max(loaded_at)::text || ' ' || count(*), '') as version
    from residents_zone`;
  return row?.version ?? '';
}

export const readZones = (tx: AgencyTx) => tx<{ residents: number; area: MultiPolygon }[]>`
  select residents, ST_AsGeoJSON(outline, 7)::jsonb as area
  from residents_zone
  order by code`;

export interface ZoneToPut {
  readonly code: string;
  readonly residents: number;
  /** GeoJSON, as text. */
  readonly outline: string;
}

/** Adds or replaces zones by code. The outline is made flat, valid and multi. Throws Problem `invalid_input` when
 *  nothing is left of one. */
export async function putZones(
  tx: OwnerTx,
  zones: readonly ZoneToPut[],
  source: string,
): Promise<void> {
  const rows = await tx<{ code: string }[]>`
    with given as (
      select
        code,
        residents,
        ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_Force2D(
          ST_SetSRID(ST_GeomFromGeoJSON(outline), 4326))), 3)) as outline
      from unnest(
        ${zones.map(({ code }) => code)}::text[],
        ${zones.map(({ residents }) => residents)}::int[],
        ${zones.map(({ outline }) => outline)}::text[]
      ) zone (code, residents, outline)
    )
    insert into residents_zone (code, residents, source, outline)
    select code, residents, ${source}, outline
    from given
    where not ST_IsEmpty(outline)
    on conflict (code) do update set
      residents = excluded.residents,
      source = excluded.source,
      outline = excluded.outline,
      loaded_at = excluded.loaded_at
    returning code`;
  const stored = new Set(rows.map(({ code }) => code));
  const empty = zones.find(({ code }) => !stored.has(code));
  if (empty)
    throw new Problem('invalid_input', {
      fields: [
        { path: 'collection', message: `The outline of ${empty.code} has no area inside it.` },
      ],
    });
}
