/** The database stops and comes back: callers meanwhile get “try again”, and nothing is lost. */
import { createServer, connect, type Server, type Socket } from 'node:net';
import { afterAll, expect, it } from 'vitest';
import type { Find } from '#api/contract/finds.ts';
import { connectServer } from '#api/db/connect.ts';
import { post, refusal } from '#test/api/http/calls.ts';
import { startServer } from '#test/api/main/run_server.ts';
import { withDatabase } from '#test/support/databases.ts';
import { newFind } from '#test/support/factories.ts';
import { openTestApp } from '#test/support/test_app.ts';

const direct = await withDatabase({ own: true });
const target = new URL(direct.url ?? '');

/** A wire to the database that can be cut and mended. */
const sockets = new Set<Socket>();
let wire: Server | null = null;
const mend = (port: number): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer((near) => {
      const far = connect(Number(target.port || 5432), target.hostname);
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(socket);
        socket.pipe(other).on('error', () => other.destroy());
        socket.on('close', () => other.destroy());
      }
    });
    wire = server;
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
const cut = (): Promise<void> =>
  new Promise((resolve) => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    if (wire)
      wire.close(() => {
        resolve();
      });
    else resolve();
  });

const port = await mend(0);
const url = new URL(target);
url.hostname = '127.0.0.1';
url.port = String(port);
const database = connectServer(url.href, direct.schema);
const testApp = await openTestApp(database);
afterAll(async () => {
  await testApp.close();
  await database.close();
  await cut();
});

it('A find sent while the database is unavailable is answered with “try again”, and stored once it is back', async () => {
  const find = newFind();
  await cut();
  for (const [path, init] of [
    ['/api/finds', post(find)],
    ['/api/partnership', {}],
    ['/api/health', {}],
  ] as const) {
    const answer = await testApp.request(path, init);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await refusal(answer)).toMatchObject({ status: 503, code: 'database_away' });
  }
  await mend(port);
  const stored = await testApp.json<Find>('/api/finds', post(find));
  expect(stored.id).toBe(find.id);
  expect((await testApp.json<{ finds: Find[] }>('/api/finds')).finds).toHaveLength(1);
});

it('Connections that are ended under load do not end the server: an answer may be lost, and says so', async () => {
  const server = await startServer({ DATABASE_URL: direct.url ?? '' });
  try {
    const ask = async () => (await server.fetch('/api/partnership')).status;
    for (let n = 0; n < 3; n++) {
      const answers = Array.from({ length: 12 }, ask);
      await new Promise((resolve) => setTimeout(resolve, 5 * n));
      await direct.sql`
        select pg_terminate_backend(pid)
        from pg_stat_activity
        where datname = current_database()
          and pid <> pg_backend_pid()`;
      for (const status of await Promise.all(answers)) expect(status).toBeOneOf([200, 503]);
    }
    await expect.poll(ask, { timeout: 5_000 }).toBe(200);
    expect(server.exitCode()).toBeNull();
  } finally {
    await server.stop();
  }
});
