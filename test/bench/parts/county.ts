/** A million incidents of a county that does not exist: towns, addresses, seven agencies, three years. They are
 *  loaded as imports leave them: a month at a time, sorted by cell within it. */
import { once } from 'node:events';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { INCIDENT_TYPES } from '#api/contract/kinds.ts';
import { asOwner } from '#api/db/as_agency.ts';
import type { Database } from '#api/db/connect.ts';
import { cellOf } from '#api/geo/cells.ts';
import { isoOf } from '#api/time/local_day.ts';
import { recordChange } from '#api/incidents/change_queries.ts';
import { addAgency } from '#api/agencies/queries.ts';
import { chance } from './chance.ts';

const TOWNS = 60;
const PLACES = 150_000;
const AGENCIES = 7;
const MONTHS = 36;
export const FIRST_YEAR = 2023;

const random = chance(20_261_122);
const bell = () => random() + random() + random() - 1.5;

/** An address: its cell, and the point as COPY reads it. */
function makePlaces(): { cell: bigint; point: string }[] {
  const towns = Array.from({ length: TOWNS }, (_, i) => ({
    lon: -2.6 + 0.8 * random(),
    lat: 51.97 + 0.48 * random(),
    spread: 0.06 / Math.sqrt(i + 1),
  }));
  return Array.from({ length: PLACES }, () => {
    const town = towns[Math.floor(TOWNS * random() ** 2)];
    const [lon, lat] =
      town === undefined || random() < 0.15
        ? [-2.6 + 0.8 * random(), 51.97 + 0.48 * random()]
        : [town.lon + town.spread * bell() * 1.6, town.lat + town.spread * bell()];
    return {
      cell: cellOf(lon, lat),
      point: `SRID=4326;POINT(${lon.toFixed(6)} ${lat.toFixed(6)})`,
    };
  });
}

/** 40 of 100 rows are a police feed with months alone, crime and ASB; the rest six other agencies'. */
function* monthLines(rows: number): Generator<string> {
  const places = makePlaces();
  let hash = 0;
  for (let month = 0; month < MONTHS; month++) {
    const first = Date.UTC(FIRST_YEAR, month, 1) / 86_400_000;
    const days = Date.UTC(FIRST_YEAR, month + 1, 1) / 86_400_000 - first;
    const count = Math.floor(((month + 1) * rows) / MONTHS) - Math.floor((month * rows) / MONTHS);
    const found = Array.from({ length: count }, () => {
      const police = random() < 0.4;
      const types = INCIDENT_TYPES.slice(0, police ? 14 : -1); // the last is a search that found nothing
      const type = types[Math.floor(types.length * random())]?.id ?? 1;
      const agency = police ? 1 : 2 + Math.floor(random() * (AGENCIES - 1));
      const day = isoOf(police ? first : first + Math.floor(days * random()));
      const place = random() < 0.01 ? undefined : places[Math.floor(PLACES * random() ** 2)];
      const words = `${agency}\t${agency}\t${++hash}\t${hash}\t${type}\t${day}T00:00:00Z\t${day}`;
      const precision = police ? 'month' : 'day';
      return { cell: place?.cell ?? 0n, words, precision, point: place?.point ?? '\\N' };
    });
    found.sort((a, b) => (a.cell < b.cell ? -1 : a.cell > b.cell ? 1 : 0));
    yield found
      .map(({ cell, words, precision, point }) => {
        const sensitivity = Math.floor(random() * 3);
        return `${words}\t${precision}\t${point}\t${cell === 0n ? '\\N' : cell}\t${sensitivity}\n`;
      })
      .join('');
  }
}

export async function loadCounty(database: Database, rows: number): Promise<void> {
  await asOwner(database, async (tx) => {
    for (let i = 1; i <= AGENCIES; i++)
      await addAgency(tx, { slug: `agency-${i}`, name: `Agency ${i}`, kind: 'other' });
    await tx`
      insert into dataset (agency_id, slug, name)
      select id, 'feed', 'Feed'
      from agency
      order by id`;
  });
  const client = new pg.Client({ connectionString: database.url ?? '' });
  await client.connect();
  await client.query(`set search_path = ${pg.escapeIdentifier(database.schema)}, public`);
  // the references are right by the way the rows are made; checking each takes longer than the rest
  await client.query('set session_replication_role = replica').catch(() => undefined);
  const stream = client.query(
    copyFrom(`copy incident (agency_id, dataset_id, identity_hash, content_hash, type_id, started_at, local_day,
      time_precision, geom, cell, sensitivity) from stdin`),
  );
  const finished = once(stream, 'finish');
  for (const lines of monthLines(rows))
    if (!stream.write(lines)) await Promise.race([once(stream, 'drain'), finished]);
  stream.end();
  await finished;
  await client.query('vacuum analyze incident');
  await client.end();
  await asOwner(database, (tx) =>
    recordChange(tx, { kind: 'import', importId: null, incidentId: null }),
  );
}
