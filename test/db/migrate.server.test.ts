/** On a server several processes may start together. */
import { expect, it } from 'vitest';
import { connectServer } from '#api/db/connect.ts';
import { migrate, readMigrations } from '#api/db/migrate.ts';
import { withDatabase } from '#test/support/databases.ts';

const database = await withDatabase({ own: true });

it('two that migrate at once share the work: each migration is applied by one of them', async () => {
  const url = database.url ?? '';
  const [first, second] = [connectServer(url, 'together'), connectServer(url, 'together')];
  try {
    const [a, b] = await Promise.all([migrate(first), migrate(second)]);
    expect([...a, ...b].sort()).toEqual(readMigrations().map((one) => one.name));
  } finally {
    await first.close();
    await second.close();
  }
});
