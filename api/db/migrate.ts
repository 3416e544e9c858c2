/** Applies sql/migrations in order, each once, each in a transaction of its own. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from './connect.ts';

const folder = new URL('../../sql/migrations/', import.meta.url);

export interface Migration {
  readonly name: string;
  readonly text: string;
  readonly hash: string;
}

export const readMigrations = (): Migration[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8');
      return { name, text, hash: createHash('sha256').update(text).digest('hex') };
    });

export class SchemaMismatch extends Error {}

/** Brings the schema up to date; returns the names applied. Throws SchemaMismatch when the database is newer
 *  than this program, or a landed migration was edited. Two processes may call it at once. */
export async function migrate(
  database: Database,
  migrations: readonly Migration[] = readMigrations(),
): Promise<string[]> {
  const { sql, schema } = database;
  const path = `${schema}, public`;
  await sql.begin(async (tx) => {
    // held to the end of this transaction: two first starts would both create the schema
    if (database.engine === 'server') await tx`select pg_advisory_xact_lock(7266378)`;
    await tx`create schema if not exists ${sql(schema)}`;
    await tx`create table if not exists ${sql(schema)}.migration (
      name text primary key, hash text not null, applied_at timestamptz not null default now())`;
  });
  const applied: string[] = [];
  const known = new Set(migrations.map((migration) => migration.name));
  for (const migration of migrations) {
    const fresh = await sql.begin(async (tx) => {
      await tx`select set_config('search_path', ${path}, true)`;
      await tx`lock table migration in exclusive mode`;
      const rows = await tx<{ name: string; hash: string }[]>`select name, hash from migration`;
      const stranger = rows.find((row) => !known.has(row.name));
      if (stranger)
        throw new SchemaMismatch(
          `The database has been through ${stranger.name}, which this version does not know. Start a newer version.`,
        );
      const done = rows.find((row) => row.name === migration.name);
      if (done && done.hash !== migration.hash)
        throw new SchemaMismatch(
          `${migration.name} was edited after it was applied to this database. Restore the file.`,
        );
      if (done) return false;
      await tx.unsafe(migration.text);
      await tx`insert into migration (name, hash) values (${migration.name}, ${migration.hash})`;
      return true;
    });
    if (fresh) applied.push(migration.name);
  }
  return applied;
}
