/** sql/schema.sql is committed, so that a change of the schema is read as a difference. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findPostgres } from '#test/runner/postgres.ts';
import { withDatabase } from '#test/support/databases.ts';
import { SCHEMA_VERSION, schemaText } from '#test/support/schema_text.ts';

const database = await withDatabase();
const file = new URL('../../sql/schema.sql', import.meta.url);
const bin = findPostgres() ?? '';
const [server] = await database.sql<{ version: number }[]>`
  select current_setting('server_version_num')::int / 10000 as version`;
const isVersion = server?.version === SCHEMA_VERSION && bin.includes(`/${SCHEMA_VERSION}/`);

it.skipIf(!isVersion)('sql/schema.sql is what the chapters and migrations make', () => {
  const made = schemaText(bin, database.url ?? '', database.schema);
  if (process.env['WRITE_SCHEMA'] === '1') writeFileSync(file, made);
  expect(
    readFileSync(file, 'utf8'),
    'Write it anew, and commit it: WRITE_SCHEMA=1 npm test -- test/db/schema.server.test.ts',
  ).toBe(made);
});
