/** Which rows are numbered by a sequence, and why that tells nobody anything. Every other id is drawn by chance. */
import { expect, it } from 'vitest';
import { withDatabase } from '#test/support/databases.ts';

const database = await withDatabase();

const EVERY_PARTNER_READS_IT = 'every partner reads its rows';
const STAYS = 'its number is in no answer';

const NUMBERED: Readonly<Record<string, string>> = {
  action: EVERY_PARTNER_READS_IT,
  action_proposal: EVERY_PARTNER_READS_IT,
  agency: EVERY_PARTNER_READS_IT,
  agreement: EVERY_PARTNER_READS_IT,
  area: EVERY_PARTNER_READS_IT,
  hotspot: EVERY_PARTNER_READS_IT,
  landmark: EVERY_PARTNER_READS_IT,
  milestone: EVERY_PARTNER_READS_IT,
  place: EVERY_PARTNER_READS_IT,
  progress: EVERY_PARTNER_READS_IT,
  public_order: EVERY_PARTNER_READS_IT,
  saved_view: EVERY_PARTNER_READS_IT,
  // finds are named by the uuid that their phone made
  incident: STAYS,
  dataset: STAYS,
  delivery_reminder: STAYS,
  sign_in_attempt: STAYS,
};

it('a table with a sequence is one whose rows every partner reads, or whose numbers stay here', async () => {
  const rows = await database.sql<{ name: string }[]>`
    select distinct table_class.relname as name
    from pg_class sequence
    join pg_depend on pg_depend.objid = sequence.oid and pg_depend.deptype in ('a', 'i')
    join pg_class table_class on table_class.oid = pg_depend.refobjid
    where sequence.relkind = 'S'
      and sequence.relnamespace = ${database.schema}::regnamespace
    order by 1`;
  expect(rows.map(({ name }) => name)).toEqual(Object.keys(NUMBERED).toSorted());
});

it('an id drawn by chance is another each time, and positive', async () => {
  const { sql, schema } = database;
  const rows = await sql<{ id: number }[]>`
    select ${sql(schema)}.unused_id('import') as id
    from generate_series(1, 2000)`;
  const ids = rows.map(({ id }) => id);
  expect(new Set(ids).size).toBeGreaterThan(1_990);
  expect(Math.min(...ids)).toBeGreaterThan(0);
  // half of them lie in the upper half: chance of fewer than 850 of 2,000 is below one in ten million million
  expect(ids.filter((id) => id > 2 ** 30).length).toBeGreaterThan(850);
});
