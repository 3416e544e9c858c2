/** A database with a row in every table, files beside it, and what of them must be the same after a restore. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asOwner } from '#api/db/as_agency.ts';
import { connectBulk, type BulkConnection } from '#api/db/bulk_connection.ts';
import type { Database } from '#api/db/connect.ts';
import { openFolder } from '#api/db/open_folder.ts';
import { readChecksum, readTables, useSchema } from '#api/backups/table_queries.ts';
import { buildWorld } from '#test/matrix/sql/build_world.ts';

/** Where a database is, for a connection of one's own. */
export type Where = { readonly url: string } | { readonly folder: string };

export const openWhere = (where: Where): Promise<BulkConnection> =>
  'url' in where ? connectBulk(where.url) : openFolder(where.folder);

/** What a restore adds a line to, so that it is not the same. */
const ADDED_TO = new Set(['audit_event', 'audit_head']);

/** Each table's rows and sum, by its name. */
export async function checksumsOf(
  where: Where,
  schema: string,
): Promise<Record<string, { rows: string; sum: string }>> {
  const connection = await openWhere(where);
  try {
    await useSchema(connection, schema);
    const sums: Record<string, { rows: string; sum: string }> = {};
    for (const table of await readTables(connection))
      if (!ADDED_TO.has(table.name)) sums[table.name] = await readChecksum(connection, table);
    return sums;
  } finally {
    await connection.close();
  }
}

export const tempFolder = (name: string): string => mkdtempSync(join(tmpdir(), `commonground-${name}-`));

/** A key, a release, and the file of an import that is still to be read. */
export function writeDataFiles(dataDir: string): void {
  writeFileSync(join(dataDir, 'secret.key'), `${'ab'.repeat(32)}\n`, { mode: 0o600 });
  mkdirSync(join(dataDir, 'releases', '2025-05-h3-8'), { recursive: true });
  writeFileSync(join(dataDir, 'releases', '2025-05-h3-8', 'method.md'), 'M');
  mkdirSync(join(dataDir, 'uploads', 'incoming'), { recursive: true });
  writeFileSync(join(dataDir, 'uploads', 'incoming', 'half'), 'half of a file');
  writeFileSync(join(dataDir, 'uploads', '77'), 'date,latitude,longitude\n');
}

/** Rows in every table, with the characters that COPY escapes. */
export async function fillEveryTable(database: Database): Promise<void> {
  await asOwner(database, async (tx) => {
    await buildWorld(tx);
    await tx`update agency set name = ${'Tab\tnewline\nback\\slash \\N “é” 𝒜'} where id = 1`;
    await tx`
      insert into import (id, agency_id, dataset_id, file_name, file_sha256, file_bytes, dry_run, state)
      select 77, agency_id, id, 'waiting.csv', '', 24, false, 'received'
      from dataset
      order by id
      limit 1`;
  });
}
