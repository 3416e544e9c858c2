/** One server a schema: whichever folder it has, and whatever happens to its connection. */
import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { asOwner } from '#api/db/as_agency.ts';
import { connectServer } from '#api/db/connect.ts';
import { lockSchema, SchemaInUse, whileLocked, type SchemaLock } from '#api/db/lock_schema.ts';
import { isUnavailable } from '#api/db/unavailable.ts';
import { withDatabase } from '#test/support/databases.ts';

const database = await withDatabase({ own: true });
const url = database.url ?? '';
const SCHEMA = database.schema;

const locks: SchemaLock[] = [];
const lock = async (at = url, schema = SCHEMA): Promise<SchemaLock> => {
  const taken = await lockSchema(at, schema);
  locks.push(taken);
  return taken;
};
afterEach(async () => {
  await Promise.all(locks.splice(0).map((one) => one.release()));
  // a session ends a little after its client
  await vi.waitUntil(async () => (await holders()) === 0, { timeout: 30_000 });
});

const holders = async (): Promise<number> => {
  const [row] = await database.sql<{ n: number }[]>`
    select count(*)::int as n
    from pg_locks
    join pg_stat_activity using (pid)
    where locktype = 'advisory'
      and datname = current_database()
      and application_name like 'commonground %'`;
  return row?.n ?? 0;
};
/** Ends the sessions that hold locks, as a restarted database does. */
const endSessions = () => database.sql`
  select pg_terminate_backend(pid)
  from pg_stat_activity
  where datname = current_database()
    and application_name like 'commonground %'`;

/** What stands between a server and its database. What it passes on stays open when the client's side is cut: the database
 *  notices nothing. */
async function openProxy() {
  const target = new URL(url);
  const clients = new Set<Socket>();
  const proxy = { url: '', silent: false, cut, close };
  const listener = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname);
    clients.add(client);
    client.on('data', (data) => proxy.silent || upstream.write(data)).on('error', () => undefined);
    upstream
      .on('data', (data) => proxy.silent || client.write(data))
      .on('error', () => undefined)
      .on('close', () => client.destroy());
  });
  function cut() {
    for (const client of clients) client.destroy();
  }
  function close() {
    listener.close();
  }
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(typeof address === 'object' && address ? address.port : 0);
  return Object.assign(proxy, { url: through.href });
}

const holds = (one: SchemaLock): boolean => {
  try {
    one.check();
    return true;
  } catch (error) {
    expect(isUnavailable(error)).toBe(true);
    return false;
  }
};

describe('A schema of a server has one server', () => {
  it('a second one is refused, in words that name the first and say what to do', async () => {
    const first = await lock();
    const second = lock();
    await expect(second).rejects.toThrow(SchemaInUse);
    await expect(second).rejects.toThrow(
      new RegExp(
        `^The schema ${SCHEMA} of this database is in use by another server \\(commonground \\S+ ${process.pid} \\S+, since 2.*\\)\\. Stop that one first, or set DATABASE_URL`,
      ),
    );
    await lock(url, 'another_schema');
    await first.release();
    await vi.waitUntil(() => lock().catch(() => null), { timeout: 30_000 });
  });

  it('of five that start together, one', async () => {
    const all = await Promise.allSettled([1, 2, 3, 4, 5].map(() => lock()));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('whose lock is lost with its session serves nobody until it has it again', async () => {
    const held = await lock();
    const guarded = whileLocked(connectServer(url, SCHEMA), held);
    const read = () => asOwner(guarded, (tx) => tx`select 1`);
    await read();
    await endSessions();
    await vi.waitUntil(() => !holds(held), { timeout: 30_000, interval: 1 });
    await expect(read()).rejects.toSatisfy(isUnavailable);
    await vi.waitUntil(() => holds(held), { timeout: 30_000 });
    await read();
    await expect(lock()).rejects.toThrow(SchemaInUse);
    await guarded.close();
  });

  it('cuts off what was running when it was lost: it does not commit', async () => {
    const held = await lock();
    const guarded = whileLocked(connectServer(url, SCHEMA), held);
    await database.sql`create table late (a integer)`;
    for (const idle of [true, false]) {
      const begun = Promise.withResolvers<null>();
      const lost = Promise.withResolvers<null>();
      const late = asOwner(guarded, async (tx) => {
        await tx`insert into late values (1)`;
        if (idle) {
          begun.resolve(null);
          await lost.promise;
          return;
        }
        const running = tx`select pg_sleep(30)`.execute();
        begun.resolve(null);
        await running;
      });
      const ended = late.then(
        () => 'committed',
        () => 'refused',
      );
      await begun.promise;
      await endSessions();
      await vi.waitUntil(() => !holds(held), { timeout: 30_000, interval: 1 });
      lost.resolve(null);
      expect(await ended).toBe('refused');
      await vi.waitUntil(() => holds(held), { timeout: 30_000 });
      await asOwner(guarded, (tx) => tx`select 1`);
    }
    const [row] = await database.sql<{ n: number }[]>`select count(*)::int as n from late`;
    expect(row?.n).toBe(0);
    await guarded.close();
  });

  it('whose database does not answer any more serves nobody, before the lock can be another’s', async () => {
    const proxy = await openProxy();
    const held = await lockSchema(proxy.url, SCHEMA, { everyMs: 50, answerMs: 200 });
    locks.push(held);
    expect(holds(held)).toBe(true);
    // no word gets through, and neither side's connection is closed
    proxy.silent = true;
    await vi.waitUntil(() => !holds(held), { timeout: 30_000 });
    proxy.silent = false;
    await vi.waitUntil(() => holds(held), { timeout: 30_000 });
    await held.release();
    proxy.close();
  });

  it('that finds another in its place when the database is back says so, and stays shut', async () => {
    const held = await lock();
    // another waits for the moment
    const [session] = await database.sql<{ pid: number }[]>`
      select pid from pg_stat_activity
      where datname = current_database() and application_name like 'commonground %'`;
    const other = await database.sql.reserve();
    const waiting = other`select pg_advisory_lock(7266379, hashtext(${SCHEMA}))`.execute();
    await database.sql`select pg_terminate_backend(${session?.pid ?? 0})`;
    await waiting;
    expect((await held.taken).message).toContain('is in use by another server');
    expect(holds(held)).toBe(false);
    await other`select pg_advisory_unlock_all()`;
    other.release();
  });

  it('that was cut off by the network alone ends its own old session, and goes on', async () => {
    const proxy = await openProxy();
    const held = await lock(proxy.url);
    proxy.cut();
    await vi.waitUntil(() => !holds(held), { timeout: 30_000, interval: 1 });
    await vi.waitUntil(() => holds(held), { timeout: 30_000 });
    expect(await holders()).toBe(1);
    await held.release();
    proxy.close();
  });
});
