/** Reads a database at one moment into an archive. */
import type { BulkConnection } from '../db/bulk_connection.ts';
import { quoted } from '../db/bulk_connection.ts';
import {
  FORMAT,
  PART_BYTES,
  partName,
  PRODUCT_NAME,
  type Header,
  type Manifest,
} from './archive/archive_format.ts';
import type { ArchiveWriter } from './archive/write_archive.ts';
import { joinLines } from './join_lines.ts';
import {
  beginSnapshot,
  readChecksum,
  readMigrationsApplied,
  readPartnershipName,
  readSequences,
  readTables,
  readVersions,
  useSchema,
  type Table,
} from './table_queries.ts';

/** Begins the moment: the snapshot of a repeatable-read transaction, in which all that follows reads. */
export async function beginDump(
  connection: BulkConnection,
  schema: string,
  madeAt: Date,
): Promise<Header> {
  await useSchema(connection, schema);
  await beginSnapshot(connection);
  return {
    product: PRODUCT_NAME,
    format: FORMAT,
    made_at: madeAt.toISOString(),
    partnership: await readPartnershipName(connection),
    schema,
    engine: connection.engine,
    engine_version: await readVersions(connection),
    migrations: await readMigrationsApplied(connection),
    tables: (await readTables(connection)).map(({ name, columns }) => ({
      name,
      columns: [...columns],
    })),
  };
}

/** @param told of bytes of rows written so far */
export async function dumpTables(
  connection: BulkConnection,
  tables: readonly Table[],
  archive: Pick<ArchiveWriter, 'add'>,
  told: (bytes: number) => void,
): Promise<Omit<Manifest, 'entries'>> {
  const counted: Manifest['tables'] = [];
  let bytes = 0;
  for (const table of tables) {
    let part = 0;
    const lines = connection.copyOut(quoted(table.name), table.columns);
    for await (const chunk of joinLines(lines, PART_BYTES)) {
      await archive.add(partName(table.name, ++part), chunk);
      bytes += chunk.length;
      told(bytes);
    }
    counted.push({ name: table.name, ...(await readChecksum(connection, table)) });
  }
  return { tables: counted, sequences: await readSequences(connection) };
}
