/** What a report reads beside what the single routes read. */
import type { MultiPolygon } from 'geojson';
import type { AgencyTx } from '../db/as_agency.ts';

export interface NamedArea {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly outline: MultiPolygon;
}

/** Districts, or all areas where there is no district; the outlines as /api/hotspots/change reads them. */
export const listReportAreas = (tx: AgencyTx) => tx<NamedArea[]>`
  select id, slug, name, ST_AsGeoJSON(outline, 7)::jsonb as outline
  from area
  where kind = 'district'
    or not exists (select from area where kind = 'district')
  order by name, id`;

/** How finely an agency's records of a window are known, of those that the viewer may read one by one. */
export interface Fineness {
  readonly agency: string;
  readonly records: number;
  readonly months_only: number;
  readonly snapped: number;
}
export const readFineness = (tx: AgencyTx, from: string, to: string) => tx<Fineness[]>`
  select
    agency.name as agency,
    count(*)::int as records,
    count(*) filter (where time_precision = 'month')::int as months_only,
    count(*) filter (where place_precision = 'snapped')::int as snapped
  from counted_incident
  join agency on agency.id = counted_incident.agency_id
  where local_day between ${from} and ${to}
  group by agency.id
  order by agency.id`;
