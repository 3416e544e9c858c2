/** The write-ahead log of the embedded database is cut short while it runs. */
import { expect, it, vi } from 'vitest';
import type { Database } from '#api/db/connect.ts';
import { checkpointIfDue, keepLogShort } from '#api/db/keep_log_short.ts';
import { withDatabase } from '#test/support/databases.ts';

const database = await withDatabase();
const MB = 2 ** 20;

const write = () => database.sql`
  select pg_logical_emit_message(true, 'test', repeat('x', 100000)) from generate_series(1, 30)`;

it('a checkpoint is made when enough has been written since the last, and not before', async () => {
  await database.sql`checkpoint`.simple();
  expect(await checkpointIfDue(database, 2 * MB)).toBe(false);
  await write();
  expect(await checkpointIfDue(database, 2 * MB)).toBe(true);
  expect(await checkpointIfDue(database, 2 * MB)).toBe(false);
});

it('a server looks by itself; the embedded database is looked at until it is closed', () => {
  vi.useFakeTimers();
  for (const engine of ['server', 'embedded'] as const) {
    const looks = vi.fn(() => Promise.resolve([]));
    // as: of a client only the query is used
    const log = keepLogShort({ engine, sql: looks } as unknown as Database);
    vi.advanceTimersByTime(180_000);
    expect(looks).toHaveBeenCalledTimes(engine === 'server' ? 0 : 3);
    log.stop();
    vi.advanceTimersByTime(180_000);
    expect(looks).toHaveBeenCalledTimes(engine === 'server' ? 0 : 3);
  }
  vi.useRealTimers();
});
