/** A database from before edge cells were kept: the next start computes them, even if it is stopped halfway. */
import { latLngToCell } from 'h3-js';
import { expect, it } from 'vitest';
import { asOwner } from '#api/db/as_agency.ts';
import { backfill } from '#api/db/backfill.ts';
import { migrate, readMigrations } from '#api/db/migrate.ts';
import { cellOf } from '#api/geo/cells.ts';
import { withDatabase } from '#test/support/databases.ts';

const database = { ...(await withDatabase({ own: true })), schema: 'earlier' };
const migrations = readMigrations();
const BEFORE = migrations.filter(({ name }) => name < 'migrations/0003');
const PLACES = Array.from({ length: 400 }, (_, i) => ({
  longitude: -2.4 + (i % 20) * 0.0237,
  latitude: 52.05 + Math.floor(i / 20) * 0.0139,
})).map((place) => ({ ...place, cell: String(cellOf(place.longitude, place.latitude)) }));

/** Rows in which some size of hexagon is not the one that h3-js gives. */
const wrong = () =>
  asOwner(database, async (tx) => {
    const rows = await tx<{ of: string; size: number; cell: string; lon: number; lat: number }[]>`
      with place as (
        select 'incident' as of, cell, edge_cells, ST_X(geom) as lon, ST_Y(geom) as lat
        from incident
        union all
        select 'import_row', cell, edge_cells, longitude, latitude
        from import_row
      )
      select of, size, to_hex(cell_at(cell, edge_cells, size)) as cell, lon, lat
      from place
      cross join generate_series(6, 11) size
      where cell is not null`;
    expect(rows).toHaveLength(2 * 6 * PLACES.length);
    return rows.filter(({ lat, lon, size, cell }) => latLngToCell(lat, lon, size) !== cell).length;
  });

it('goes on where it was stopped, and then every row counts where it lies', async () => {
  await migrate(database, BEFORE);
  await asOwner(database, async (tx) => {
    await tx`insert into agency (slug, name, kind) values ('a', 'A', 'council')`;
    await tx`insert into dataset (agency_id, slug, name) values (1, 'log', 'Log')`;
    const [given] = await tx<{ id: number }[]>`
      insert into import (agency_id, dataset_id, file_name, file_sha256, file_bytes, dry_run, state)
      values (1, 1, 'a.csv', 'hash', 1, false, 'previewed')
      returning id`;
    const places = tx`
      unnest(
        ${PLACES.map(({ longitude }) => longitude)}::float8[],
        ${PLACES.map(({ latitude }) => latitude)}::float8[],
        ${PLACES.map(({ cell }) => cell)}::bigint[]
      ) with ordinality place (longitude, latitude, cell, n)`;
    await tx`
      insert into incident (
        agency_id, dataset_id, identity_hash, content_hash, type_id, started_at, local_day, time_precision, geom, cell)
      select 1, 1, n, n, 20, '2025-06-01', '2025-06-01', 'day', ST_SetSRID(ST_MakePoint(longitude, latitude), 4326), cell
      from ${places}`;
    await tx`
      insert into import_row (
        import_id, seq, identity_hash, content_hash, type_id, started_at, local_day, time_precision,
        longitude, latitude, cell)
      select ${given?.id ?? 0}, n, n, n, 20, '2025-06-01', '2025-06-01', 'day', longitude, latitude, cell
      from ${places}`;
  });
  await migrate(database, migrations);
  expect(await wrong()).toBeGreaterThan(100);

  // the fourth step of the incidents fails, as when the process is killed in it
  await asOwner(database, async (tx) => {
    await tx`
      create function stop() returns trigger language plpgsql as $$ begin raise exception 'stopped'; end $$`;
    await tx`
      create trigger stopped before update on incident
        for each row when (new.id > 150) execute function stop()`;
  });
  await expect(backfill(database, 50)).rejects.toThrow('stopped');
  const done = () => asOwner(database, (tx) => tx`select name, after from backfill order by name`);
  expect(await done()).toEqual([{ name: 'incident.edge_cells', after: 150n }]);
  await asOwner(database, (tx) => tx`drop trigger stopped on incident`);
  await backfill(database, 50);
  expect(await done()).toEqual([]);
  expect(await wrong()).toBe(0);
});

it('has nothing to do in a new database', async () => {
  const fresh = { ...database, schema: 'fresh' };
  await migrate(fresh);
  expect(await asOwner(fresh, (tx) => tx`select from backfill`)).toHaveLength(0);
});
