/** National Grid places, as exactly as this database can: by the OSTN15 grid where its PROJ has it (centimetres),
 *  otherwise by our own seven-parameter transform (5 m at worst, api/geo/national_grid.ts). */
import { asOwner, type OwnerTx } from '../../db/as_agency.ts';
import type { Database } from '../../db/connect.ts';
import { toNationalGrid } from '../../geo/national_grid.ts';
import type { CheckedRow } from '../check/checked_row.ts';

export type GridMethod = 'ostn15' | 'helmert';

/** Ordnance Survey's test point TP02: what ETRS89 49.96006137820, -5.20304609998 is on the grid. */
const TEST_POINT = {
  easting: 170370.718,
  northing: 11572.405,
  lon: -5.20304609998,
  lat: 49.9600613782,
};

/** Converts a point whose result is published, by the database. Without the grid PROJ is metres off. */
export const gridMethod = (database: Database): Promise<GridMethod> =>
  asOwner(database, async (tx) => {
    const [row] = await tx<{ off: number }[]>`
      select ST_DistanceSphere(
        ST_Transform(ST_SetSRID(ST_MakePoint(${TEST_POINT.easting}, ${TEST_POINT.northing}), 27700), 4326),
        ST_SetSRID(ST_MakePoint(${TEST_POINT.lon}, ${TEST_POINT.lat}), 4326)
      ) as off`;
    return row && row.off < 0.2 ? 'ostn15' : 'helmert';
  });

/** Easting and northing (metres) to degrees, by the database's PROJ. */
export const transformByDatabase = (
  tx: OwnerTx,
  points: readonly { easting: number; northing: number }[],
) => tx<{ lon: number; lat: number }[]>`
  with point as (
    select place, ST_Transform(ST_SetSRID(ST_MakePoint(easting, northing), 27700), 4326) as geom
    from unnest(
      ${points.map(({ easting }) => easting)}::float8[],
      ${points.map(({ northing }) => northing)}::float8[]
    ) with ordinality given (easting, northing, place)
  )
  select round(ST_X(geom)::numeric, 7)::float8 as lon, round(ST_Y(geom)::numeric, 7)::float8 as lat
  from point
  order by place`;

const onGrid = (row: CheckedRow): row is CheckedRow & { lon: number; lat: number } =>
  row.lon !== null && row.lat !== null && row.placeSource !== null && row.placeSource !== 'lonlat';

/** The rows, those given on the National Grid placed by OSTN15. */
export async function placeByOstn15(
  database: Database,
  rows: readonly CheckedRow[],
): Promise<readonly CheckedRow[]> {
  const gridded = rows.filter(onGrid);
  if (gridded.length === 0) return rows;
  // the checker's transform is exactly invertible, so this is what the file states
  const points = gridded.map(({ lon, lat }) => toNationalGrid(lon, lat));
  const placed = await asOwner(database, (tx) => transformByDatabase(tx, points));
  const better = new Map(gridded.map((row, i) => [row as CheckedRow, placed[i]]));
  return rows.map((row) => ({ ...row, ...better.get(row) }));
}

export const hasGridPlaces = (rows: readonly CheckedRow[]): boolean => rows.some(onGrid);
