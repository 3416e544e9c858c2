/** Applies sql/chapters, then sql/migrations, in order of name: each once, each in a transaction of its own. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from './connect.ts';

const sqlFolder = new URL('../../sql/', import.meta.url);
const FOLDERS = ['chapters', 'migrations'] as const;

export interface Migration {
  /** With its folder, such as chapters/01_partnership.sql. */
  readonly name: string;
  readonly text: string;
  readonly hash: string;
}

/** Chapters and migrations in one list, in the order in which they are applied. */
export const readMigrations = (): Migration[] =>
  FOLDERS.flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, sqlFolder))
      .filter((file) => file.endsWith('.sql'))
      .sort()
      .map((file) => {
        const name = `${folder}/${file}`;
        const text = readFileSync(new URL(name, sqlFolder), 'utf8');
        return { name, text, hash: createHash('sha256').update(text).digest('hex') };
      }),
  );

export class SchemaMismatch extends Error {}

interface Applied {
  readonly name: string;
  readonly hash: string;
}

/** Until 2026-11-30 the schema was nineteen migrations, recorded without a folder: 0001_partnership.sql. */
const isOld = ({ name }: Applied): boolean => !name.includes('/');

/** Throws SchemaMismatch, with what to do, when the database was not made from these files. */
function checkApplied(rows: readonly Applied[], migrations: readonly Migration[]): void {
  const hashes = new Map(migrations.map(({ name, hash }) => [name, hash]));
  if (rows.some(isOld))
    throw new SchemaMismatch(
      'This database was made by a version of Common Ground from before 30 November 2026, and this version cannot ' +
        'change it: export its records with that version, start this one with a new DATA_DIR (or a new ' +
        'database) and import them there.',
    );
  const unknown = rows.find(({ name }) => !hashes.has(name));
  if (unknown)
    throw new SchemaMismatch(
      `The database has been through ${unknown.name}, which this version does not know. Start a newer version.`,
    );
  const edited = rows.find(({ name, hash }) => hashes.get(name) !== hash);
  if (edited)
    throw new SchemaMismatch(
      `${edited.name} was edited after it was applied to this database. Restore the file, and write the change as a new migration.`,
    );
}

/** Brings the schema up to date; returns the names applied. Throws SchemaMismatch when the database is older than the
 *  chapters or newer than this program, or a landed file was edited. Two processes may call it at once. */
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
  for (const migration of migrations) {
    const fresh = await sql.begin(async (tx) => {
      await tx`select set_config('search_path', ${path}, true)`;
      await tx`lock table migration in exclusive mode`;
      const rows = await tx<Applied[]>`select name, hash from migration order by name`;
      checkApplied(rows, migrations);
      if (rows.some(({ name }) => name === migration.name)) return false;
      await tx.unsafe(migration.text);
      await tx`insert into migration (name, hash) values (${migration.name}, ${migration.hash})`;
      return true;
    });
    if (fresh) applied.push(migration.name);
  }
  return applied;
}
