/** Rows one by one with their exact places, as far as the viewer may read those: for near repeats and density. */
import type { AgencyTx } from '../../db/as_agency.ts';
import { isoOf } from '../../time/local_day.ts';
import type { ResolvedFilters } from '../../hexes/read_filters.ts';

/** An incident that began on one day and may have ended on another: three days apart its day is not known. */
const LONGEST_SPAN = 2;

export interface ExactIncident {
  readonly longitude: number;
  readonly latitude: number;
  /** Since 1970-01-01. */
  readonly day: number;
  readonly agency: number;
}

export interface NotExact {
  readonly month_only: number;
  readonly snapped: number;
  readonly no_place: number;
  readonly long_span: number;
}

export interface ExactFilters extends ResolvedFilters {
  /** Numbers of sets of areas; null: any. */
  readonly areaSets: readonly number[] | null;
  /** GeoJSON texts: incidents lie in all of them. Empty: anywhere. */
  readonly outlines: readonly string[];
}

const matching = (
  tx: AgencyTx,
  { from, to, types, agencies, areaSets, outlines }: ExactFilters,
) => tx`
  outline as materialized (
    -- part by part: ST_MakeValid of the whole would take what two parts share for a hole
    select (
      select ST_UnaryUnion(ST_Collect(ST_MakeValid(part.geom)))
      from ST_Dump(ST_SetSRID(ST_GeomFromGeoJSON(text), 4326)) part
    ) as shape
    from unnest(${[...outlines]}::text[]) text
  ),
  matched as (
    select
      geom,
      local_day - date '1970-01-01' as day,
      agency_id,
      case
        when geom is null then 'no_place'
        when time_precision = 'month' then 'month_only'
        when place_precision <> 'exact' then 'snapped'
        when (ended_at at time zone 'Europe/London')::date - local_day > ${LONGEST_SPAN} then 'long_span'
        else 'exact'
      end as sort
    from incident
    where withdrawn_by is null
      and type_id <> 70
      -- of a month that the window cuts, too: it is left out, and counted among those
      and local_day between
        case when time_precision = 'month' then date_trunc('month', ${isoOf(from)}::timestamp)::date else ${isoOf(from)} end
        and ${isoOf(to)}
      and (${types}::int[] is null or type_id = any (${types}::int[]))
      and (${agencies}::int[] is null or agency_id = any (${agencies}::int[]))
      and (geom is null or ${areaSets}::int[] is null or area_set_id = any (${areaSets}::int[]))
      and (geom is null or not exists (select from outline where not ST_Covers(shape, just_north_east(geom))))
  )`;

/** With a place and a day. In no order that means anything: by day, then by place. */
export const selectExact = (tx: AgencyTx, filters: ExactFilters) => tx<ExactIncident[]>`
  with ${matching(tx, filters)}
  select ST_X(geom) as longitude, ST_Y(geom) as latitude, day, agency_id as agency
  from matched
  where sort = 'exact'
  order by day, 1, 2, 4`;

/** With a place: exact whether its day is known or lies within a span. */
export const selectExactPlaces = (tx: AgencyTx, filters: ExactFilters) => tx<ExactIncident[]>`
  with ${matching(tx, filters)}
  select ST_X(geom) as longitude, ST_Y(geom) as latitude, day, agency_id as agency
  from matched
  where sort in ('exact', 'long_span')
  order by day, 1, 2, 4`;

export async function countNotExact(tx: AgencyTx, filters: ExactFilters): Promise<NotExact> {
  const [row] = await tx<NotExact[]>`
    with ${matching(tx, filters)}
    select
      (count(*) filter (where sort = 'month_only'))::int as month_only,
      (count(*) filter (where sort = 'snapped'))::int as snapped,
      (count(*) filter (where sort = 'no_place'))::int as no_place,
      (count(*) filter (where sort = 'long_span'))::int as long_span
    from matched`;
  return row ?? { month_only: 0, snapped: 0, no_place: 0, long_span: 0 };
}
