/** One way to a database, whichever it is: a server by URL, or PGlite in a worker thread. */
import postgres from 'postgres';
import { startEmbedded } from './embedded.ts';

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

export interface Database {
  readonly sql: Sql;
  readonly schema: string;
  readonly engine: 'embedded' | 'server';
  /** The server's URL, for bulk loading on a connection of its own; null when embedded. */
  readonly url: string | null;
  close(): Promise<void>;
}

const onnotice = () => undefined;

/** Opens a real server (PostgreSQL ≥ 15 with PostGIS ≥ 3.3). */
export function connectServer(url: string, schema: string): Database {
  const sql: Sql = postgres(url, { max: 10, types, onnotice, connection: { TimeZone: 'UTC' } });
  return { sql, schema, engine: 'server', url, close: () => sql.end({ timeout: 5 }) };
}

/** Opens the embedded database. Through its socket all clients are one backend, hence `max: 1`. */
export async function connectEmbedded(folder: string, schema: string): Promise<Database> {
  const embedded = await startEmbedded(folder);
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
    schema,
    engine: 'embedded',
    url: null,
    async close() {
      await sql.end({ timeout: 5 });
      await embedded.close();
    },
  };
}
