/** Loads an archive's tables into a schema that it makes, in one transaction of the caller's. */
import type { BulkConnection } from '../db/bulk_connection.ts';
import { quoted } from '../db/bulk_connection.ts';
import type { Migration } from '../db/migrate.ts';
import {
  ALTERED,
  BackupRefused,
  NEWER,
  type Header,
  type Manifest,
} from './archive/archive_format.ts';
import {
  createSchema,
  makeLoadable,
  readChecksum,
  readTables,
  setSequence,
} from './table_queries.ts';

export interface DatabaseLoad {
  header(header: Header): Promise<void>;
  part(table: string, lines: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Throws BackupRefused where a table is not what it was. */
  finish(manifest: Manifest): Promise<void>;
}

/** The migrations of the archive, as this program has them: all of ours, or the first of ours. Throws BackupRefused. */
export function migrationsOf(header: Header, ours: readonly Migration[]): Migration[] {
  const wanted = header.migrations;
  const known = ours.slice(0, wanted.length);
  const unknown = wanted.find(({ name }) => !ours.some((one) => one.name === name));
  if (unknown) throw new BackupRefused(`${NEWER} It has been through ${unknown.name}.`);
  const other = wanted.find(
    ({ name, hash }, i) => known[i]?.name !== name || known[i].hash !== hash,
  );
  if (other)
    throw new BackupRefused(
      `The backup's schema differs from this version's in ${other.name}. Restore it with the version that made it.`,
    );
  if (wanted.length === 0) throw new BackupRefused(ALTERED);
  return known;
}

/** @param schema made here: there must be none of this name */
export function loadDatabase(
  connection: BulkConnection,
  schema: string,
  ours: readonly Migration[],
): DatabaseLoad {
  let columnsOf = new Map<string, readonly string[]>();
  let bringBack: string[] = [];
  return {
    async header(header) {
      const migrations = migrationsOf(header, ours);
      await createSchema(connection, schema);
      for (const { text } of migrations) await connection.run(text);
      const tables = await readTables(connection);
      const asMade = JSON.stringify(tables.map(({ name, columns }) => ({ name, columns })));
      if (asMade !== JSON.stringify(header.tables)) throw new BackupRefused(ALTERED);
      columnsOf = new Map(tables.map(({ name, columns }) => [name, columns]));
      bringBack = await makeLoadable(connection);
    },
    async part(table, lines) {
      const columns = columnsOf.get(table);
      if (!columns) throw new BackupRefused(ALTERED);
      await connection.copyIn(quoted(table), columns, lines);
    },
    async finish({ tables, sequences }) {
      for (const sequence of sequences) await setSequence(connection, sequence);
      for (const statement of bringBack) await connection.run(statement);
      if (tables.length !== columnsOf.size) throw new BackupRefused(ALTERED);
      for (const { name, rows, sum } of tables) {
        const loaded = columnsOf.has(name) ? await readChecksum(connection, { name }) : null;
        if (loaded?.rows !== rows || loaded.sum !== sum)
          throw new BackupRefused(
            `${ALTERED} Table ${name} should have ${rows} rows, and has ${loaded?.rows ?? '0'}, or others.`,
          );
      }
    },
  };
}
