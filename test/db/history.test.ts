/** What a decision rests on has a history, made by the database. */
import { expect, it } from 'vitest';
import { asOwner } from '#api/db/as_agency.ts';
import { withDatabase } from '#test/support/databases.ts';
import { BY_ROW, BY_STATEMENT, NO_HISTORY } from './history_tables.ts';

const database = await withDatabase();

/** Tables with the levels and verbs at which something is recorded. */
const recorded = () =>
  asOwner(
    database,
    (tx) => tx<{ name: string; fires: string[] }[]>`
      select
        table_class.relname as name,
        coalesce(array_agg(distinct orientation || ' ' || verb order by orientation || ' ' || verb)
          filter (where verb is not null), '{}') as fires
      from pg_class table_class
      left join (
        select
          tgrelid,
          case when tgtype & 1 = 1 then 'row' else 'statement' end as orientation,
          verb
        from pg_trigger
        join pg_proc on pg_proc.oid = tgfoid and proname in ('record_history', 'record_bulk_history')
        cross join (values ('insert', 4), ('delete', 8), ('update', 16)) bits (verb, bit)
        where tgtype & bit = bit
      ) fired on fired.tgrelid = table_class.oid
      where table_class.relnamespace = current_schema()::regnamespace
        and table_class.relkind in ('r', 'p')
      group by 1
      order by 1`,
  );

it('a new table says whether it has a history, and why not', async () => {
  const all = (await recorded()).map(({ name }) => name);
  const decided = [...BY_ROW, ...BY_STATEMENT, ...Object.keys(NO_HISTORY)];
  expect(decided.toSorted()).toEqual(all);
});

it('a table that has one has it of every verb', async () => {
  const verbs = (level: string) => ['delete', 'insert', 'update'].map((verb) => `${level} ${verb}`);
  expect((await recorded()).map(({ name, fires }) => [name, [...fires]])).toEqual(
    (await recorded()).map(({ name }) => [
      name,
      BY_ROW.includes(name) ? verbs('row') : BY_STATEMENT.includes(name) ? verbs('statement') : [],
    ]),
  );
});

it('holds no secret of the tables it records', async () => {
  const text = await asOwner(database, async (tx) => {
    const [agency] = await tx<{ id: number }[]>`
      insert into agency (slug, name, kind) values ('a', 'A', 'other') returning id`;
    const id = agency?.id ?? 0;
    await tx`
      insert into identity_provider (agency_id, issuer, client_id, secret, enabled, changed_at)
      values (${id}, 'https://example.org', 'C', 'the secret', true, now())`;
    await tx`update identity_provider set secret = 'the new secret', changed_at = now()`;
    await tx`delete from identity_provider`;
    const rows = await tx<{ text: string }[]>`
      select history::text as text from history where subject = 'identity_provider'`;
    return rows.map((row) => row.text).join('\n');
  });
  expect(text).toContain('https://example.org');
  expect(text).not.toContain('secret');
});
