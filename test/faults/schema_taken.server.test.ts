/** A server whose database went away and came back with another server in its place. */
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { connectServer } from '#api/db/connect.ts';
import { startServer, withPlace } from './server_process.ts';

const place = await withPlace();

describe('A server that finds another one on its schema', { timeout: 120_000 }, () => {
  it('stops with a sentence, and writes nothing meanwhile', async () => {
    const server = await startServer(place);
    const admin = connectServer(place.env['DATABASE_URL'] ?? '', 'commonground');
    const other = await admin.sql.reserve();
    // the other one waits for the moment
    const waiting = other`select pg_advisory_lock(7266379, hashtext('commonground'))`.execute();
    await admin.sql`
      select pg_terminate_backend(pid)
      from pg_stat_activity
      where datname = current_database()
        and application_name like 'commonground %'`;
    await waiting;
    const agency = { slug: 'sabrina-police', name: 'Sabrina Police', kind: 'police' };
    const headers = { 'content-type': 'application/json' };
    const tried = server.ask('/api/agencies', {
      ...{ method: 'POST', headers, body: JSON.stringify(agency) },
    });
    await expect(tried).rejects.toThrow(/answered 503|fetch failed/);
    while (!server.said().includes('Closed.')) await pause(20);
    expect(await server.stop('SIGTERM')).toBe(1);
    expect(server.said()).toContain(
      'The schema commonground of this database is in use by another server',
    );
    const [row] = await admin.sql<{ n: number }[]>`
      select count(*)::int as n from commonground.agency`;
    expect(row?.n).toBe(0);
    other.release();
    await admin.close();
  });
});
