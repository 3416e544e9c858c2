/** Edge cells (geo/edge_cells.ts) of rows from before they were kept. */
import { cellOf } from '../geo/cells.ts';
import { edgeCellsText, edgesOf } from '../geo/edge_cells.ts';
import type { OwnerTx } from './as_agency.ts';

interface Place {
  readonly id: bigint;
  readonly cell: bigint;
  readonly longitude: number;
  readonly latitude: number;
}

/** Those of places that have any. */
const edgesIn = (places: readonly Place[]) =>
  places.flatMap(({ id, cell, longitude, latitude }) => {
    const edges = edgesOf(cell, (resolution) => cellOf(longitude, latitude, resolution));
    return edges === null ? [] : [{ id, longitude, latitude, edges }];
  });

/** A place that has become a hexagon's centre counts where that centre lies: where it was before is not known. */
export async function fillIncidents(
  tx: OwnerTx,
  after: bigint,
  rows: number,
): Promise<bigint | null> {
  const places = await tx<Place[]>`
    select id, cell, ST_X(geom) as longitude, ST_Y(geom) as latitude
    from incident
    where id > ${after}
      and cell is not null
    order by id
    limit ${rows}`;
  const edges = edgesIn(places);
  await tx`
    update incident
    set edge_cells = given.edge_cells::bigint[]
    from unnest(
      ${edges.map(({ id }) => String(id))}::bigint[],
      ${edges.map((one) => edgeCellsText(one.edges))}::text[]
    ) given (id, edge_cells)
    where incident.id = given.id`;
  return places.at(-1)?.id ?? null;
}

/** An import a step: each place of its staged rows once. */
export async function fillStagedRows(tx: OwnerTx, after: bigint): Promise<bigint | null> {
  const places = await tx<Place[]>`
    with next as (
      select min(import_id) as id
      from import_row
      where import_id > ${after}
    )
    select distinct import_id::bigint as id, cell, longitude, latitude
    from import_row
    join next on next.id = import_id
    where cell is not null
    order by cell`;
  const edges = edgesIn(places);
  await tx`
    update import_row
    set edge_cells = given.edge_cells::bigint[]
    from unnest(
      ${edges.map(({ longitude }) => longitude)}::float8[],
      ${edges.map(({ latitude }) => latitude)}::float8[],
      ${edges.map((one) => edgeCellsText(one.edges))}::text[]
    ) given (longitude, latitude, edge_cells)
    where import_row.import_id = ${places[0]?.id ?? 0n}
      and import_row.longitude = given.longitude
      and import_row.latitude = given.latitude`;
  return nextImport(tx, after);
}

async function nextImport(tx: OwnerTx, after: bigint): Promise<bigint | null> {
  const [row] = await tx<{ id: bigint | null }[]>`
    select min(import_id)::bigint as id
    from import_row
    where import_id > ${after}`;
  return row?.id ?? null;
}
