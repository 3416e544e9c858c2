/** A database whose connections break in the middle of an import: the import waits and goes on. */
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Import } from '#api/contract/imports.ts';
import { connectServer } from '#api/db/connect.ts';
import { logCsv } from '#test/support/factories.ts';
import { formOf } from '#test/support/test_app.ts';
import { AGENCIES } from '#test/support/people.ts';
import { startServer, withPlace } from './server_process.ts';

const place = await withPlace();
const ROWS = 20_000;
const file = logCsv(Array.from({ length: ROWS }, (_, i) => ({ reference: `A${i}` })));

/** Ends every connection to this test's database but its own, as a restart of the server does. */
async function breakConnections(): Promise<number> {
  const admin = connectServer(place.env['DATABASE_URL'] ?? '', 'commonground');
  const ended = await admin.sql`
    select pg_terminate_backend(pid)
    from pg_stat_activity
    where datname = current_database()
      and pid <> pg_backend_pid()`;
  await admin.close();
  return ended.length;
}

const isOver = ({ state }: Import) => !['received', 'reading', 'committing'].includes(state);

describe('Connections that break', { timeout: 120_000 }, () => {
  it('delay an import, while its rows are staged or brought in, and it comes in once', async () => {
    const server = await startServer(place);
    await server.ask('/api/agencies', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(AGENCIES[0]),
    });
    /** A poll may meet the broken connection, too: it is asked again. */
    const follow = async (id: number, until: (one: Import) => boolean): Promise<Import> => {
      for (;;) {
        const now = await server.ask<Import>(`/api/imports/${id}`).catch(() => null);
        if (now && until(now)) return now;
        await pause(10);
      }
    };
    for (const [round, moment] of (['reading', 'committing'] as const).entries()) {
      const dataset = `broken-${moment}`;
      const { id } = await server.ask<{ id: number }>('/api/imports', {
        method: 'POST',
        body: formOf(file, { dataset }),
      });
      await follow(id, (one) => one.state === moment || isOver(one));
      expect(await breakConnections()).toBeGreaterThan(0);
      const over = await follow(id, isOver);
      expect([moment, over.problem]).toEqual([moment, null]);
      expect(over).toMatchObject({ state: 'done', rows: { read: ROWS, accepted: ROWS } });
      expect(await server.ask('/api/health')).toMatchObject({ incidents: ROWS * (round + 1) });
      const { total } = await server.ask<{ total: number }>('/api/hexes?resolution=8');
      expect(total).toBe(ROWS * (round + 1));
    }
    expect(await server.stop('SIGTERM')).toBe(0);
  });
});
