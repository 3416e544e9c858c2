/** One way to a database, whichever it is: a server by URL, or PGlite in a worker thread. */
import postgres from 'postgres';
import type { Embedded } from './embedded.ts';

const types = {
  bigint: postgres.BigInt,
  date: {
    to: 1082,
    from: [1082],
    serialize: (day: string) => day,
    parse: (day: string) => day,
  },
  numeric: { to: 1700, from: [1700], serialize: String, parse: Number },
};

export type Sql = postgres.Sql<{ bigint: bigint; date: string; numeric: number }>;
export type Tx = postgres.TransactionSql<{ bigint: bigint; date: string; numeric: number }>;

/** What may be written: enough · low: only what the reserve is for (storage/) · none: every transaction is read-only. */
export type Room = 'enough' | 'low' | 'none';

/** Room for writes. The storage watch sets it; without one there is always enough. */
export interface Storage {
  room: Room;
  /** Bytes on the data folder's disk above the limit at which writes end; null: not known. */
  spare: number | null;
  /** Reports that a write failed for want of room. */
  refused: () => void;
}
const unwatched = (): Storage => ({ room: 'enough', spare: null, refused: () => undefined });

export interface Database {
  /** Read it anew each time: after a lost connection it is another client. */
  readonly sql: Sql;
  /** For members' transactions: on a server with a role of its own, which cannot become the owner. */
  readonly memberSql: Sql;
  readonly schema: string;
  readonly engine: 'embedded' | 'server';
  /** The server's URL, for bulk loading on a connection of its own; null when embedded. */
  readonly url: string | null;
  /** Copies an embedded database's folder at one moment; null on a server. Returns for how many milliseconds it waited. */
  readonly copyTo: ((folder: string) => Promise<number>) | null;
  readonly storage: Storage;
  /** Throws where another server may have the database by now: what has not been committed must not be. */
  check(): void;
  /** Reports that a connection of this client was cut while in use. */
  connectionLost(client: Sql): void;
  close(): Promise<void>;
}

export interface ServerDatabase extends Database {
  /** Cuts every connection at once: what runs on them fails, and is rolled back unless its commit was sent already.
   *  The next call gets a new connection. */
  cut(): void;
}

const onnotice = () => undefined;

/** How long what still runs on a client that is given up may take, in seconds. */
const LAST_WORDS = 2;

/** Opens a real server (PostgreSQL ≥ 15 with PostGIS ≥ 3.3).
 *  @param memberUrl with a role for members' transactions alone; absent: the owner takes their role in each
 *  A cut connection of postgres.js 3.4.9 keeps what it had not yet written and never writes again, so whoever gets
 *  it next waits for ever: after a loss the whole client is replaced. */
export function connectServer(
  url: string,
  schema: string,
  memberUrl: string = url,
): ServerDatabase {
  const open = (address: string): Sql =>
    postgres(address, {
      max: 10,
      types,
      onnotice,
      // jit: compiling took 13 ms of a question that takes one, because it was thought to cost more than it does
      connection: { TimeZone: 'UTC', jit: 'off' },
    });
  let sql = open(url);
  const own = memberUrl !== url;
  let members = own ? open(memberUrl) : sql;
  const end = (client: Sql, timeout = LAST_WORDS) =>
    void client.end({ timeout }).catch(() => undefined);
  return {
    get sql() {
      return sql;
    },
    get memberSql() {
      return own ? members : sql;
    },
    schema,
    engine: 'server',
    url,
    copyTo: null,
    storage: unwatched(),
    check: () => undefined,
    connectionLost(client) {
      if (client === sql) sql = open(url);
      else if (own && client === members) members = open(memberUrl);
      else return;
      end(client);
    },
    cut() {
      const before = own ? [sql, members] : [sql];
      sql = open(url);
      members = own ? open(memberUrl) : sql;
      for (const client of before) end(client, 0);
    },
    async close() {
      await Promise.all([sql, ...(own ? [members] : [])].map((one) => one.end({ timeout: 5 })));
    },
  };
}

/** A client of an embedded database, which closes it too. Through its socket all clients are one backend, hence `max: 1`. */
export function connectSocket(
  embedded: Pick<Embedded, 'socket' | 'copyTo' | 'close'>,
  schema: string,
): Database {
  const sql: Sql = postgres({
    path: embedded.socket,
    user: 'postgres',
    database: 'postgres',
    max: 1,
    types,
    onnotice,
  });
  return {
    sql,
    memberSql: sql,
    schema,
    engine: 'embedded',
    url: null,
    copyTo: (folder) => embedded.copyTo(folder),
    storage: unwatched(),
    check: () => undefined,
    connectionLost: () => undefined,
    async close() {
      await sql.end({ timeout: 5 });
      await embedded.close();
    },
  };
}
