/** A schema's tables, sequences, checksums and what stands in the way of loading them. Everything is cast to text, in which
 *  both databases agree. Names come from the catalogue, and are quoted by the database (format, %I) or by `quoted`. */
import { quoted, type BulkConnection } from '../db/bulk_connection.ts';

export interface Table {
  readonly name: string;
  /** In the order of their names: without generated ones, which the database computes again. */
  readonly columns: readonly string[];
}

export interface Sequence {
  readonly name: string;
  readonly value: string;
  readonly called: boolean;
}

export interface Checksum {
  readonly rows: string;
  /** Sum over all rows of the first 64 bits of each row's MD5: rows may be in any order. */
  readonly sum: string;
}

/** Ties files beside a database (the saved hex index) to this very database: a restored one is another, and draws its own. */
const OF_THIS_DATABASE = 'partnership.instance';

/** @param schema of the partnership; names without a schema mean it from here on */
export const useSchema = (connection: BulkConnection, schema: string) =>
  connection.query(`select set_config('search_path', $1, false)`, [`${quoted(schema)}, public`]);

export const beginSnapshot = (connection: BulkConnection) =>
  connection.run('begin isolation level repeatable read read only');

export const readMigrationsApplied = (connection: BulkConnection) =>
  connection.query<{ name: string; hash: string }>(
    'select name::text as name, hash::text as hash from migration order by name',
  );

export const hasSchema = async (connection: BulkConnection, schema: string) =>
  (
    await connection.query<{ name: string }>(
      'select nspname::text as name from pg_namespace where nspname = $1',
      [schema],
    )
  ).length > 0;

/** Tables that last. Unlogged ones hold the rows of an import in progress, which is read again from its file. */
export async function readTables(connection: BulkConnection): Promise<Table[]> {
  const rows = await connection.query<{ name: string; columns: string | null }>(`
    select
      relname::text as name,
      (
        select json_agg(attname order by attname collate "C")::text
        from pg_attribute
        where attrelid = pg_class.oid
          and attnum > 0
          and not attisdropped
          and attgenerated = ''
      ) as columns
    from pg_class
    where relnamespace = current_schema()::regnamespace
      and relkind = 'r'
      and relpersistence = 'p'
    order by relname collate "C"`);
  return rows.map(({ name, columns }) => ({
    name,
    columns: (JSON.parse(columns ?? '[]') as string[]) // as: json_agg of names
      .filter((column) => `${name}.${column}` !== OF_THIS_DATABASE),
  }));
}

/** Of all that can be read, generated columns too. */
export async function readChecksum(
  connection: BulkConnection,
  { name }: Pick<Table, 'name'>,
): Promise<Checksum> {
  const columns = await connection.query<{ name: string }>(
    `select attname::text as name
    from pg_attribute
    where attrelid = $1::regclass
      and attnum > 0
      and not attisdropped
    order by attname collate "C"`,
    [quoted(name)],
  );
  const counted = columns
    .filter((column) => `${name}.${column.name}` !== OF_THIS_DATABASE)
    .map((column) => quoted(column.name));
  const [row] = await connection.query<{ rows: string; sum: string }>(`
    select
      count(*)::text as rows,
      coalesce(sum(('x' || left(md5(row(${counted.join(', ')})::text), 16))::bit(64)::bigint::numeric), 0)::text as sum
    from ${quoted(name)}`);
  if (!row) throw new Error(`${name} could not be counted.`);
  return row;
}

export async function readSequences(connection: BulkConnection): Promise<Sequence[]> {
  const names = await connection.query<{ name: string }>(`
    select relname::text as name
    from pg_class
    where relnamespace = current_schema()::regnamespace
      and relkind = 'S'
    order by relname collate "C"`);
  const sequences: Sequence[] = [];
  for (const { name } of names) {
    const [row] = await connection.query<{ value: string; called: string }>(
      `select last_value::text as value, is_called::text as called from ${quoted(name)}`,
    );
    if (row) sequences.push({ name, value: row.value, called: row.called === 'true' });
  }
  return sequences;
}

export const setSequence = (connection: BulkConnection, { name, value, called }: Sequence) =>
  connection.query('select setval($1::regclass, $2::bigint, $3::boolean)::text as done', [
    quoted(name),
    value,
    String(called),
  ]);

/** Imports whose file is still needed, by their id: the file's name in the folder of uploads. */
export const readOpenImports = (connection: BulkConnection) =>
  connection.query<{ id: string }>(`
    select id::text as id
    from import
    where state in ('received', 'reading', 'previewed', 'committing')
    order by id`);

export async function readBytes(connection: BulkConnection): Promise<number> {
  const [row] = await connection.query<{ bytes: string }>(`
    select coalesce(sum(pg_total_relation_size(oid)), 0)::text as bytes
    from pg_class
    where relnamespace = current_schema()::regnamespace
      and relkind = 'r'`);
  return Number(row?.bytes ?? 0);
}

// --- loading ---

/** The same statements as api/db/migrate.ts runs, in the caller's transaction. */
export async function createSchema(connection: BulkConnection, schema: string): Promise<void> {
  await connection.run(`create schema ${quoted(schema)}`);
  await useSchema(connection, schema);
  await connection.run(`create table migration (
    name text primary key, hash text not null, applied_at timestamptz not null default now())`);
}

/** What makes loading slow or refuses it: foreign keys, indexes of no constraint, triggers. Returns the statements that
 *  bring them back. Rows that migrations insert are removed. */
export async function makeLoadable(connection: BulkConnection): Promise<string[]> {
  const statements = await connection.query<{ take: string; give: string }>(`
    select
      format('alter table %s drop constraint %I', conrelid::regclass, conname)::text as take,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))::text as give
    from pg_constraint
    where connamespace = current_schema()::regnamespace
      and contype = 'f'
    union all
    select format('drop index %s', indexrelid::regclass)::text, pg_get_indexdef(indexrelid)::text
    from pg_index
    join pg_class on pg_class.oid = indrelid
    where relnamespace = current_schema()::regnamespace
      and relkind = 'r'
      and not exists (select from pg_constraint where conindid = indexrelid)
    union all
    select
      format('alter table %s disable trigger %I', tgrelid::regclass, tgname)::text,
      format(
        'alter table %s %s trigger %I',
        tgrelid::regclass,
        case tgenabled when 'A' then 'enable always' when 'R' then 'enable replica' when 'D' then 'disable' else 'enable' end,
        tgname)::text
    from pg_trigger
    join pg_class on pg_class.oid = tgrelid
    where relnamespace = current_schema()::regnamespace
      and not tgisinternal`);
  for (const { take } of statements) await connection.run(take);
  const [tables] = await connection.query<{ names: string }>(`
    select string_agg(format('%I', relname), ', ')::text as names
    from pg_class
    where relnamespace = current_schema()::regnamespace
      and relkind = 'r'`);
  if (tables?.names) await connection.run(`truncate ${tables.names}`);
  // indexes first: foreign keys are checked by them
  const rank = (give: string) => (give.startsWith('CREATE') ? 0 : give.includes(' add ') ? 1 : 2);
  return statements.map(({ give }) => give).sort((a, b) => rank(a) - rank(b));
}

/** The database's own name for itself, drawn when its row was loaded. */
export async function readInstance(connection: BulkConnection): Promise<string> {
  const [row] = await connection.query<{ instance: string }>(
    'select instance::text as instance from partnership',
  );
  return row?.instance ?? '';
}

/** Why the audit's chain is broken, or null. */
export async function findAuditBreak(connection: BulkConnection): Promise<string | null> {
  const [row] = await connection.query<{ broken: string | null; head: string }>(`
    with lines as (
      select
        id,
        hash,
        hash = sha256(
          previous_hash
          || convert_to(audit_text(id, at, account_id, agency_id, event, outcome, concerns, about), 'UTF8')) as is_right,
        previous_hash = lag(hash, 1, sha256('Common Ground'::bytea)) over (order by id) as follows
      from audit_event
    )
    select
      (select min(id) from lines where not is_right or not follows)::text as broken,
      (
        last_hash = coalesce((select hash from lines order by id desc limit 1), sha256('Common Ground'::bytea))
        and last_id = coalesce((select max(id) from lines), 0)
      )::text as head
    from audit_head`);
  if (row?.broken) return `line ${row.broken} of the audit has been changed`;
  return row?.head === 'true' ? null : 'the audit does not end where its head says';
}

export async function readPartnershipName(connection: BulkConnection): Promise<string> {
  const [row] = await connection.query<{ name: string }>(
    'select name::text as name from partnership',
  );
  return row?.name ?? '';
}

export async function readVersions(connection: BulkConnection): Promise<string> {
  const [row] = await connection.query<{ versions: string }>(
    `select 'PostgreSQL ' || current_setting('server_version') || ', PostGIS ' || postgis_lib_version() as versions`,
  );
  return row?.versions ?? '';
}

/** A line of the restored audit, so that it says itself where its history was broken off. */
export const auditRestore = (connection: BulkConnection, about: Readonly<Record<string, string>>) =>
  connection.query(
    `select write_audit(null, null, 'backup.restored', 'done', '{}', $1::text::jsonb)::text as id`,
    [JSON.stringify(about)],
  );

/** Puts a schema out of the way, whole, under another name; members may use it no longer. */
export async function setAside(
  connection: BulkConnection,
  schema: string,
  aside: string,
): Promise<void> {
  await connection.run(`alter schema ${quoted(schema)} rename to ${quoted(aside)}`);
  await connection.run(
    `revoke usage on schema ${quoted(aside)} from commonground_member, commonground_point_reader`,
  );
}

/** For the planner: nothing does it by itself on an embedded database. */
export async function analyse(
  connection: BulkConnection,
  tables: readonly string[],
): Promise<void> {
  for (const table of tables) await connection.run(`analyze ${quoted(table)}`);
}
