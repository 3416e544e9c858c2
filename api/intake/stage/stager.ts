/** Gets staged rows into import_row: COPY on a server, arrays on the embedded database.
 *  On a server it is a connection of its own through pg-copy-streams, because postgres.js's COPY streams are
 *  unsafe (a rejected one never settles). */
import { once } from 'node:events';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { asOwner } from '../../db/as_agency.ts';
import type { Database } from '../../db/connect.ts';
import { edgeCellsText } from '../../geo/edge_cells.ts';
import type { StagedRow } from './stage_row.ts';

export interface Stager {
  add(rows: readonly StagedRow[]): Promise<void>;
  /** All rows are in. */
  finish(): Promise<void>;
  /** Give up; what was staged is swept with the import. */
  abandon(): Promise<void>;
}

export const openStager = (database: Database, importId: number): Promise<Stager> =>
  database.url === null
    ? Promise.resolve(arrayStager(database, importId))
    : copyStager(database.url, database.schema, importId);

/** 35,000 rows a second on the embedded database, which COPY FROM STDIN would kill. */
function arrayStager(database: Database, importId: number): Stager {
  return {
    add: (rows) =>
      asOwner(database, async (tx) => {
        const column = <T>(of: (row: StagedRow) => T) => rows.map(of);
        await tx`
          insert into import_row (
            import_id, seq, scope, identity_hash, content_hash, source_ref, type_id,
            started_at, ended_at, local_day, time_precision,
            longitude, latitude, easting, northing, place_precision, cell, edge_cells,
            needles_min, needles_max, details)
          select
            ${importId}, seq, scope, identity_hash, content_hash, source_ref, type_id,
            started_at, ended_at, local_day, time_precision::time_precision,
            longitude, latitude, easting, northing, place_precision::place_precision, cell, edge_cells::bigint[],
            needles_min, needles_max, details
          from unnest(
            ${column((row) => row.seq)}::int[],
            ${column((row) => row.scope)}::int[],
            ${column((row) => String(row.identityHash))}::bigint[],
            ${column((row) => String(row.contentHash))}::bigint[],
            ${column((row) => row.sourceRef)}::text[],
            ${column((row) => row.typeId)}::smallint[],
            ${column((row) => row.startedAt)}::timestamptz[],
            ${column((row) => row.endedAt)}::timestamptz[],
            ${column((row) => row.localDay)}::date[],
            ${column((row) => row.precision)}::text[],
            ${column((row) => row.lon)}::float8[],
            ${column((row) => row.lat)}::float8[],
            ${column((row) => row.easting)}::int[],
            ${column((row) => row.northing)}::int[],
            ${column((row) => row.placePrecision)}::text[],
            ${column((row) => (row.cell === null ? null : String(row.cell)))}::bigint[],
            ${column((row) => edgeCellsText(row.edges))}::text[],
            ${column((row) => row.needlesMin)}::int[],
            ${column((row) => row.needlesMax)}::int[],
            ${column((row) => row.details)}::text[]
          ) as staged (
            seq, scope, identity_hash, content_hash, source_ref, type_id,
            started_at, ended_at, local_day, time_precision,
            longitude, latitude, easting, northing, place_precision, cell, edge_cells,
            needles_min, needles_max, details)`;
      }),
    finish: () => Promise.resolve(),
    abandon: () => Promise.resolve(),
  };
}

async function copyStager(url: string, schema: string, importId: number): Promise<Stager> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let failure: Error | null = null;
  client.on('error', (error) => {
    failure ??= error;
  });
  const stream = client.query(
    copyFrom(
      `copy ${pg.escapeIdentifier(schema)}.import_row (
        import_id, seq, scope, identity_hash, content_hash, source_ref, type_id,
        started_at, ended_at, local_day, time_precision,
        longitude, latitude, easting, northing, place_precision, cell, edge_cells,
        needles_min, needles_max, details) from stdin`,
    ),
  );
  stream.on('error', (error) => {
    failure ??= error;
  });
  const finished = once(stream, 'finish');
  finished.catch(() => undefined);
  return {
    async add(rows) {
      if (failure) throw failure;
      let text = '';
      for (const row of rows) text += copyLine(importId, row);
      if (!stream.write(text)) await Promise.race([once(stream, 'drain'), finished]);
    },
    async finish() {
      stream.end();
      await finished;
      await client.end();
      if (failure) throw failure;
    },
    async abandon() {
      stream.destroy();
      await client.end().catch(() => undefined);
    },
  };
}

const orNull = (value: string | number | bigint | null): string =>
  value === null ? '\\N' : String(value);

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};
const text = (value: string | null): string =>
  value === null ? '\\N' : value.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char);

/** One line of COPY's text format. */
export const copyLine = (importId: number, row: StagedRow): string =>
  `${importId}\t${row.seq}\t${orNull(row.scope)}\t${row.identityHash}\t${row.contentHash}\t` +
  `${text(row.sourceRef)}\t${row.typeId}\t${row.startedAt}\t${orNull(row.endedAt)}\t${row.localDay}\t` +
  `${row.precision}\t${orNull(row.lon)}\t${orNull(row.lat)}\t${orNull(row.easting)}\t` +
  `${orNull(row.northing)}\t${orNull(row.placePrecision)}\t${orNull(row.cell)}\t${orNull(edgeCellsText(row.edges))}\t` +
  `${orNull(row.needlesMin)}\t${orNull(row.needlesMax)}\t${text(row.details)}\n`;
