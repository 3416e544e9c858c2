/** Chapters and migrations: each once, in order, never edited, never backwards. */
import { describe, expect, it } from 'vitest';
import { asOwner } from '#api/db/as_agency.ts';
import { migrate, readMigrations, SchemaMismatch } from '#api/db/migrate.ts';
import type { Migration } from '#api/db/migrate.ts';
import { withDatabase } from '#test/support/databases.ts';

const database = await withDatabase({ own: true });
const migrations = readMigrations();

/** Everything the schema has, as far as a migration could change it. */
const picture = (schema: string) => database.sql`
  select 'column' as what, c.relname || '.' || a.attname || ' ' || replace(format_type(a.atttypid, a.atttypmod), ${`${schema}.`}, '') as name
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid
  where c.relnamespace = ${schema}::regnamespace and a.attnum > 0 and not a.attisdropped
  union all
  select 'policy', c.relname || '.' || p.polname
  from pg_policy p
  join pg_class c on c.oid = p.polrelid
  where c.relnamespace = ${schema}::regnamespace
  union all
  select 'function', p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')'
  from pg_proc p
  where p.pronamespace = ${schema}::regnamespace
  union all
  select 'grant', c.relname || ' ' || acl.privilege_type
  from pg_class c
  cross join aclexplode(c.relacl) acl
  join pg_roles r on r.oid = acl.grantee
  where c.relnamespace = ${schema}::regnamespace and r.rolname = 'commonground_member'
  order by 1, 2`;

describe('Chapters and migrations', () => {
  it('are one list: the thirteen chapters, then what changed since', () => {
    const names = migrations.map(({ name }) => name);
    const chapters = names.slice(0, 13);
    expect(chapters[0]).toBe('chapters/01_partnership.sql');
    expect(chapters.every((name) => name.startsWith('chapters/'))).toBe(true);
    expect(names.slice(13).every((name) => name.startsWith('migrations/'))).toBe(true);
  });

  it('run a second time, change nothing', async () => {
    const before = await picture(database.schema);
    expect(before.length).toBeGreaterThan(100);
    expect(await migrate(database)).toEqual([]);
    expect(await picture(database.schema)).toEqual(before);
  });

  it('refuse to go on when a landed one was edited, and say which', async () => {
    const edited = migrations.map((one, i): Migration =>
      i === 1 ? { ...one, hash: 'edited' } : one,
    );
    const attempt = migrate(database, edited);
    await expect(attempt).rejects.toThrow(SchemaMismatch);
    await expect(attempt).rejects.toThrow(`${migrations[1]?.name} was edited`);
  });

  it('refuse a database that a newer version has been at, and leave it as it is', async () => {
    const attempt = migrate(database, migrations.slice(0, -1));
    await expect(attempt).rejects.toThrow(SchemaMismatch);
    await expect(attempt).rejects.toThrow(
      `${migrations.at(-1)?.name}, which this version does not know`,
    );
    expect(await migrate(database)).toEqual([]);
  });

  it('refuse a database made before the chapters, say what to do, and leave it as it is', async () => {
    const old = { ...database, schema: 'before' };
    const rows = () => database.sql`select name, hash from before.migration`;
    const tables = () =>
      database.sql`select relname from pg_class where relnamespace = 'before'::regnamespace order by 1`;
    await database.sql`create schema before`;
    await database.sql`
      create table before.migration (
        name text primary key, hash text not null, applied_at timestamptz not null default now())`;
    await database.sql`insert into before.migration (name, hash) values ('0001_partnership.sql', 'a')`;
    const before = [await rows(), await tables()];
    const attempt = migrate(old);
    await expect(attempt).rejects.toThrow(SchemaMismatch);
    await expect(attempt).rejects.toThrow(
      'export its records with that version, start this one with a new DATA_DIR (or a new database) and import them there.',
    );
    expect([await rows(), await tables()]).toEqual(before);
    await database.sql`drop schema before cascade`;
  });

  it('leave nothing of one that fails half-way, and go on from there once it is mended', async () => {
    const name = 'migrations/9999_sheds.sql';
    const broken: Migration = {
      name,
      text: 'create table shed (id int); select 1 / 0;',
      hash: 'a',
    };
    await expect(migrate(database, [...migrations, broken])).rejects.toThrow('division by zero');
    const mended: Migration = { name, text: 'create table shed (id int);', hash: 'b' };
    expect(await migrate(database, [...migrations, mended])).toEqual([name]);
    await asOwner(database, async (tx) => {
      await tx`drop table shed`;
      await tx`delete from migration where name = ${name}`;
    });
  });

  it('give a second partnership its own schema in the same database, with the same things in it', async () => {
    const neighbour = { ...database, schema: 'neighbour' };
    expect(await migrate(neighbour)).toEqual(migrations.map((one) => one.name));
    const ours = await picture(database.schema);
    expect(await picture('neighbour')).toEqual(ours);
    // nothing of the neighbour's reaches into ours
    const across = await database.sql`
      select con.conname
      from pg_constraint con
      join pg_class target on target.oid = con.confrelid
      where con.connamespace = 'neighbour'::regnamespace
        and target.relnamespace <> 'neighbour'::regnamespace`;
    expect(across).toHaveLength(0);
    await database.sql`drop schema neighbour cascade`;
  });

  it('put nothing of ours into public', async () => {
    const strangers = await database.sql`
      select c.relname
      from pg_class c
      where c.relnamespace = 'public'::regnamespace
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
        and c.relkind in ('r', 'v', 'S', 'p')
      order by 1`;
    expect(strangers).toHaveLength(0);
  });
});
