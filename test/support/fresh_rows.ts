/** Empties a database between test files: every table and sequence becomes what the migrations left. Generic: rows and
 *  sequences are copied once, after the migrations, into a schema of their own, and put back from there. */
import type { Database, Sql, Tx } from '#api/db/connect.ts';

/** Of what the migrations left. */
const FRESH = 'fresh_rows';

/** Everything of a schema that truncating and inserting leave as it is: its tables, functions, policies, grants. */
export async function hashDefinitions(sql: Sql | Tx, schema: string): Promise<string> {
  const [row] = await sql<{ hash: string }[]>`
  select md5(string_agg(line, e'\n' order by line)) as hash
  from (
    select concat_ws(' ', 'relation', oid, relname, relkind, relrowsecurity, relforcerowsecurity, reloptions, relacl)
    from pg_class where relnamespace = ${schema}::regnamespace
    union all
    select concat_ws(' ', 'column', pg_attribute.xmin, attrelid, attname)
    from pg_attribute
    join pg_class on pg_class.oid = attrelid and relnamespace = ${schema}::regnamespace
    union all
    select concat_ws(' ', 'function', oid, xmin) from pg_proc where pronamespace = ${schema}::regnamespace
    union all
    select concat_ws(' ', 'type', oid, xmin) from pg_type where typnamespace = ${schema}::regnamespace
    union all
    select concat_ws(' ', 'constraint', oid, xmin) from pg_constraint where connamespace = ${schema}::regnamespace
    union all
    select concat_ws(' ', 'policy', pg_policy.oid, pg_policy.xmin)
    from pg_policy
    join pg_class on pg_class.oid = polrelid and relnamespace = ${schema}::regnamespace
    union all
    select concat_ws(' ', 'trigger', pg_trigger.oid, tgenabled)
    from pg_trigger
    join pg_class on pg_class.oid = tgrelid and relnamespace = ${schema}::regnamespace
    union all
    select concat_ws(' ', 'schema', oid, nspacl) from pg_namespace where nspname !~ '^pg_'
  ) found (line)`;
  return row?.hash ?? '';
}

/** Copies what is there: of a database that nobody has used, what the migrations left.
 *  @param copies the schema of the copies; what it held before is dropped */
export async function keepFreshRows(database: Database, copies = FRESH): Promise<void> {
  const { sql, schema } = database;
  await sql.begin(async (tx) => {
    await tx.unsafe(`
      drop schema if exists ${copies} cascade;
      create schema ${copies};
      create table ${copies}."sequence" (name text, value bigint, called boolean);
      do $$
      declare
        one record;
      begin
        for one in
          select relname from pg_class where relnamespace = '${schema}'::regnamespace and relkind = 'r'
        loop
          execute format('create table ${copies}.%I as table ${schema}.%I', 'of_' || one.relname, one.relname);
        end loop;
        for one in select relname from pg_class where relnamespace = '${schema}'::regnamespace and relkind = 'S'
        loop
          execute format(
            'insert into ${copies}."sequence" select %L, last_value, is_called from ${schema}.%I', one.relname, one.relname);
        end loop;
      end $$;
      create table ${copies}.definitions (hash text);
    `);
  });
  const hash = await hashDefinitions(sql, schema);
  await sql`insert into ${sql(copies)}.definitions values (${hash})`;
}

/** Puts rows and sequences back. Returns false, and does nothing, where tables, functions, policies or grants are no
 *  longer those of the migrations: then only another database is fresh. */
export async function putFreshRowsBack(database: Database, copies = FRESH): Promise<boolean> {
  const { sql, schema } = database;
  const [kept] = await sql<{ hash: string }[]>`select hash from ${sql(copies)}.definitions`;
  if ((await hashDefinitions(sql, schema)) !== kept?.hash) return false;
  await sql.begin(async (tx) => {
    // triggers that forbid deleting, and the order of foreign keys, are for users
    await tx`set local session_replication_role = replica`;
    await tx.unsafe(`
      do $$
      declare
        written text;
        one record;
      begin
        select string_agg(format('${schema}.%I', relname), ', ')
        into written
        from pg_class
        where relnamespace = '${schema}'::regnamespace
          and relkind = 'r'
          and pg_relation_size(oid) > 0;
        if written is not null then
          execute 'truncate ' || written || ' cascade';
        end if;
        for one in
          select relname, string_agg(quote_ident(attname), ', ' order by attnum) as columns
          from pg_class
          join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = ''
          where relnamespace = '${schema}'::regnamespace
            and relkind = 'r'
            and pg_relation_size(format('${copies}.%I', 'of_' || relname)) > 0
          group by relname
        loop
          execute format(
            'insert into ${schema}.%I (%s) overriding system value select %s from ${copies}.%I',
            one.relname, one.columns, one.columns, 'of_' || one.relname);
        end loop;
        perform setval(format('${schema}.%I', name), value, called) from ${copies}."sequence";
      end $$;
    `);
  });
  return true;
}
