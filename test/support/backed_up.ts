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
  'url' in where ? connectBulk(where.url) : openFolder(where.folder, { durable: false });

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

export const tempFolder = (name: string): string =>
  mkdtempSync(join(tmpdir(), `commonground-${name}-`));

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
    await tx`
      insert into agreement (
        id, provider_id, audience, recipient_id, level, kinds, max_sensitivity, purpose, legal_basis, starts_on, ends_on,
        review_on, proposed_by)
      overriding system value
      values (1, 1, 'agency', 2, 'point', '{crime}', 1, 'P', 'L', '2025-01-01', '2026-01-01', '2025-06-01', 1)`;
    await tx`
      insert into agreement_party (agreement_id, agency_id, accepted_by)
      select 1, 1, id
      from account
      order by id
      limit 1`;
    await tx`
      with person as (select id from account where kind = 'person' order by id limit 1),
      identified as (
        insert into identity (issuer, subject, account_id, created_at)
        select 'https://login.example', 'subject', id, now() from person),
      known as (
        insert into known_device (token_hash, account_id, last_used_at, expires_at)
        select sha256('device'), id, now(), now() from person),
      attempted as (
        insert into sign_in_attempt (token_hash, kind, account_id, secrets, created_at, expires_at)
        select sha256('attempt'), 'passkey', id, 'v1.00000000.x', now(), now() from person)
      insert into totp (account_id, secret, last_step, created_at)
      select id, 'v1.00000000.x', 1, now() from person`;
    await tx`
      update identity_provider
      set secret = case when agency_id = 1 then 'v1.00000000.x' end`;
    await tx`
      insert into throttle (counted, key, attempts, since)
      values ('address', sha256('address'), 3, now())`;
  });
}
