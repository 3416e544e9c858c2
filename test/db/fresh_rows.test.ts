/** What stands between two test files: an emptied database is a fresh one, table by table. */
import { describe, expect, it } from 'vitest';
import { asOwner } from '#api/db/as_agency.ts';
import { withDatabase } from '#test/support/databases.ts';
import { hashDefinitions, keepFreshRows, putFreshRowsBack } from '#test/support/fresh_rows.ts';
import { buildWorld } from '#test/matrix/sql/build_world.ts';

const database = await withDatabase({ own: true });
const { schema } = database;

/** Every table's rows and every sequence's state, as text. */
async function contents(): Promise<Record<string, string>> {
  const { sql } = database;
  const relations = await sql<{ name: string; kind: string }[]>`
    select relname as name, relkind as kind
    from pg_class
    where relnamespace = ${schema}::regnamespace
      and relkind in ('r', 'S')
    order by relname`;
  const found: Record<string, string> = {};
  for (const { name, kind } of relations) {
    const [row] = await (kind === 'S'
      ? sql<{ text: string }[]>`
          select concat_ws(' ', last_value, is_called) as text from ${sql(schema)}.${sql(name)}`
      : sql<{ text: string }[]>`
          select coalesce(string_agg(one::text, e'\n' order by one::text), '') as text
          from ${sql(schema)}.${sql(name)} one`);
    found[name] = row?.text ?? '';
  }
  return found;
}

describe('An emptied database', () => {
  it('has the rows and sequences that the migrations left, in every table', async () => {
    const fresh = await contents();
    await keepFreshRows(database);
    await asOwner(database, buildWorld);
    // seeded rows too are changed and deleted by tests
    await asOwner(database, async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`delete from permission where role = 'analyst'`;
      await tx`update incident_type set label = 'Another'`;
    });
    const used = await contents();
    const untouched = Object.keys(fresh).filter((name) => fresh[name] === used[name]);
    expect(untouched.length).toBeLessThan(Object.keys(fresh).length / 3);

    expect(await putFreshRowsBack(database)).toBe(true);
    expect(await contents()).toEqual(fresh);
    // and once more, with nothing to do
    expect(await putFreshRowsBack(database)).toBe(true);
    expect(await contents()).toEqual(fresh);
  });

  it.each([
    ['a table', 'create table shed (id integer)'],
    ['a column', 'alter table area add column colour text'],
    ['a policy', 'alter policy read_by_partners on area using (true)'],
    ['a grant', 'grant delete on area to commonground_member'],
    ['a trigger', 'alter table audit_event disable trigger user'],
    ['a function', `create function shed() returns integer language sql as 'select 1'`],
    ['a schema', 'create schema shed'],
  ])('is told from one in which a test changed %s', async (_what, change) => {
    const before = await hashDefinitions(database.sql, schema);
    const undone = asOwner(database, async (tx) => {
      await tx.unsafe(change);
      expect(await hashDefinitions(tx, schema)).not.toBe(before);
      throw new Error('put it back');
    });
    await expect(undone).rejects.toThrow('put it back');
    expect(await hashDefinitions(database.sql, schema)).toBe(before);
  });

  it('is refused where the schema is another: then a new database is opened', async () => {
    await database.sql`create schema shed`;
    expect(await putFreshRowsBack(database)).toBe(false);
    await database.sql`drop schema shed`;
    expect(await putFreshRowsBack(database)).toBe(true);
  });
});
