/** A database that takes no writes, as a provider makes one that is full (`default_transaction_read_only`): the server goes on
 *  reading, says so, and writes again when the database does. */
import { expect, it, vi } from 'vitest';
import { connectServer } from '#api/db/connect.ts';
import { newFind } from '#test/support/factories.ts';
import { AGENCIES } from '#test/support/people.ts';
import { posted, startServer, withPlace } from './server_process.ts';

const place = await withPlace();

/** Of every connection from now on; open ones end. */
async function makeReadOnly(readOnly: boolean): Promise<void> {
  const admin = connectServer(place.env['DATABASE_URL'] ?? '', 'commonground');
  await admin.sql.unsafe('set default_transaction_read_only = off');
  await admin.sql.begin('read write', async (tx) => {
    await tx.unsafe(`
      do $$ begin
        execute format('alter database %I set default_transaction_read_only = ${readOnly ? 'on' : 'off'}', current_database());
      end $$`);
  });
  await admin.sql`
    select pg_terminate_backend(pid)
    from pg_stat_activity
    where datname = current_database()
      and pid <> pg_backend_pid()`;
  await admin.close();
}

it('A database that takes no writes makes the server read-only, until it takes them again', async () => {
  const server = await startServer(place);
  for (const agency of AGENCIES) await server.ask('/api/agencies', posted(agency));
  const find = newFind();
  const send = async () => {
    const answer = await server.fetch('/api/finds', posted(find));
    return answer.ok ? answer.status : ((await answer.json()) as { code: unknown }).code; // as: a problem document
  };
  const soon = { timeout: 60_000, interval: 50 };

  await makeReadOnly(true);
  // the first calls may meet connections that were cut
  await vi.waitFor(async () => expect(await send()).toBe('read_only'), soon);
  expect(await server.ask('/api/health')).toMatchObject({ status: 'read_only' });
  expect(await server.ask('/api/finds')).toMatchObject({ finds: [] });

  await makeReadOnly(false);
  await vi.waitFor(async () => {
    expect(await server.ask('/api/health')).toMatchObject({ status: 'ok' });
  }, soon);
  expect(await send()).toBe(201);
  expect(await server.stop('SIGTERM')).toBe(0);
});
