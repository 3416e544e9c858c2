/** One server a schema of a PostgreSQL server: an advisory lock of a session of its own, held while the server runs. The
 *  database releases it when that session ends, in whichever way. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Database, ServerDatabase } from './connect.ts';

/** The message is a sentence for the operator. */
export class SchemaInUse extends Error {}

/** The database has ended the session that held the lock. The same call may be made again: it is taken anew. */
class LockLost extends Error {
  readonly code = 'CONNECTION_CLOSED';
}

export interface SchemaLock {
  /** Throws while the lock is not held, which means that the database is away. */
  check(): void;
  /** Calls back each time it is lost; one listener. */
  whenLost(tell: () => void): void;
  /** Resolves when another server has taken the schema while the database was away: this one must stop. */
  readonly taken: Promise<SchemaInUse>;
  release(): Promise<void>;
}

/** Ours among a database's advisory locks; the second number is the schema's. */
const KEY = 7_266_379;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;

/** A session whose client is gone without a word ends after a minute, not after PostgreSQL's two hours. */
const KEEPALIVE = `
  set tcp_keepalives_idle = 30;
  set tcp_keepalives_interval = 10;
  set tcp_keepalives_count = 3;
  set tcp_user_timeout = 60000;
  set idle_session_timeout = 0`;

/** How soon this side notices that the network is gone: before the database lets go of the lock. */
export interface Beat {
  readonly everyMs: number;
  /** An answer that takes longer does not come any more. */
  readonly answerMs: number;
}
const BEAT: Beat = { everyMs: 10_000, answerMs: 20_000 };

interface Other {
  readonly pid: number;
  readonly application_name: string;
  readonly since: string;
}

/** Who holds the lock, as far as this role may see. */
async function readOther(client: pg.Client, schema: string): Promise<Other | undefined> {
  const { rows } = await client.query<Other>(
    `select pid, application_name, to_char(backend_start, 'YYYY-MM-DD HH24:MI TZ') as since
     from pg_locks
     join pg_stat_activity using (pid)
     where locktype = 'advisory'
       and pg_locks.database = (select oid from pg_database where datname = current_database())
       and classid = $1::bigint::oid
       and objid = (hashtext($2)::bigint & 4294967295)::oid
       and granted`,
    [KEY, schema],
  );
  return rows[0];
}

const inUse = (schema: string, other: Other | undefined): SchemaInUse =>
  new SchemaInUse(
    `The schema ${schema} of this database is in use by another server` +
      `${other ? ` (${other.application_name}, since ${other.since})` : ''}. Stop that one first, or set DATABASE_URL or ` +
      'DATABASE_SCHEMA to another. The command line works beside a server when it has the same DATA_DIR. A server whose ' +
      'machine is gone lets go after a minute.',
  );

/** Takes the schema. Throws SchemaInUse; errors of the connection as they are. @param url of the owner */
export async function lockSchema(
  url: string,
  schema: string,
  beat: Beat = BEAT,
): Promise<SchemaLock> {
  const name = `commonground ${hostname()} ${process.pid} ${randomUUID().slice(0, 8)}`;
  const released = new AbortController();
  let held: pg.Client | null = null;
  /** When the database last said that the session is there. */
  let answered = 0;
  let tellLost: () => void = () => undefined;
  let tellTaken: (why: SchemaInUse) => void = () => undefined;
  const taken = new Promise<SchemaInUse>((resolve) => {
    tellTaken = resolve;
  });

  /** One try. Throws SchemaInUse, or what keeps the connection from being made. */
  async function take(): Promise<void> {
    const client = new pg.Client({
      connectionString: url,
      application_name: name,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      query_timeout: beat.answerMs,
    });
    let timer: NodeJS.Timeout | undefined;
    const lost = () => {
      clearInterval(timer);
      if (held !== client) return;
      held = null;
      tellLost();
      void client.end().catch(() => undefined);
      void takeAgain();
    };
    client.on('error', lost);
    client.on('end', lost);
    try {
      await client.connect();
      await client.query(KEEPALIVE);
      const { rows } = await client.query<{ got: boolean }>(
        'select pg_try_advisory_lock($1, hashtext($2)) as got',
        [KEY, schema],
      );
      if (rows[0]?.got !== true) {
        const other = await readOther(client, schema);
        // our own session, cut off by the network alone
        if (other?.application_name === name)
          await client.query('select pg_terminate_backend($1)', [other.pid]);
        throw inUse(schema, other);
      }
      held = client;
      answered = performance.now();
      timer = setInterval(() => {
        client.query('select 1').then(() => (answered = performance.now()), lost);
      }, beat.everyMs).unref();
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  /** Until it is held again, released, or another's. */
  async function takeAgain(): Promise<void> {
    let wait = FIRST_WAIT_MS;
    let refused = 0;
    while (!released.signal.aborted) {
      try {
        await take();
        return;
      } catch (error) {
        // twice: the first may have been the end of our own
        if (error instanceof SchemaInUse && (refused += 1) > 2) return tellTaken(error);
      }
      await pause(wait, undefined, { signal: released.signal }).catch(() => undefined);
      wait = Math.min(2 * wait, LONGEST_WAIT_MS);
    }
  }

  await take();
  return {
    taken,
    whenLost(tell) {
      tellLost = tell;
    },
    check() {
      // the second: this process was stopped for a while
      if (held === null || performance.now() - answered > beat.everyMs + beat.answerMs)
        throw new LockLost('The database is away, or another server has taken the schema.');
    },
    async release() {
      released.abort();
      const client = held;
      held = null;
      await client?.end().catch(() => undefined);
    },
  };
}

/** A database whose clients are given out only while the lock is held: another server may have it meanwhile. What runs
 *  when it is lost is rolled back, unless its commit was on its way. */
export function whileLocked(database: ServerDatabase, lock: SchemaLock): Database {
  lock.whenLost(() => database.cut());
  return {
    ...database,
    get sql() {
      lock.check();
      return database.sql;
    },
    get memberSql() {
      lock.check();
      return database.memberSql;
    },
    check: () => lock.check(),
    connectionLost: (client) => database.connectionLost(client),
    async close() {
      await database.close();
      await lock.release();
    },
  };
}
