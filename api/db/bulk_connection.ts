/** A connection for moving whole tables: PostgreSQL's COPY, on a server and on an embedded database of this thread.
 *  postgres.js's COPY streams are unsafe (a rejected one never settles), and the embedded database's socket has none. */
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { once } from 'node:events';

export interface BulkConnection {
  readonly engine: 'embedded' | 'server';
  /** Every column must be cast to text: the two drivers parse other types differently. */
  query<T extends Record<string, string | null>>(
    text: string,
    values?: readonly string[],
  ): Promise<T[]>;
  /** Several statements, as in a migration. */
  run(text: string): Promise<void>;
  /** Lines of COPY's text format, in pieces of any length. */
  copyOut(table: string, columns: readonly string[]): AsyncIterable<Uint8Array>;
  /** Whole lines of COPY's text format. */
  copyIn(table: string, columns: readonly string[], lines: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
}

/** A name as SQL writes it. */
export const quoted = (name: string): string => pg.escapeIdentifier(name);

const listed = (columns: readonly string[]): string => columns.map(quoted).join(', ');

/** Text of a value does not depend on the settings of a server or role. */
const FORMATS = `
  set timezone = 'UTC';
  set datestyle = 'ISO, YMD';
  set intervalstyle = 'postgres';
  set bytea_output = 'hex';
  set extra_float_digits = 1;
  set client_encoding = 'UTF8';
  set row_security = off;
  set client_min_messages = 'error'`;

/** @param url of the owner of the tables */
export async function connectBulk(url: string): Promise<BulkConnection> {
  const client = new pg.Client({ connectionString: url, application_name: 'commonground backup' });
  let lost: Error | null = null;
  // a cut connection rejects the query in progress; between queries it would end the process
  client.on('error', (error) => {
    lost ??= error;
  });
  await client.connect();
  const run = async (text: string) => {
    if (lost) throw lost;
    await client.query(text);
  };
  await run(FORMATS);
  return {
    engine: 'server',
    async query<T extends Record<string, string | null>>(
      text: string,
      values: readonly string[] = [],
    ) {
      if (lost) throw lost;
      return (await client.query<T>(text, [...values])).rows;
    },
    run,
    async *copyOut(table, columns) {
      yield* client.query(copyTo(`copy ${table} (${listed(columns)}) to stdout`));
    },
    async copyIn(table, columns, lines) {
      const stream = client.query(copyFrom(`copy ${table} (${listed(columns)}) from stdin`));
      const finished = once(stream, 'finish');
      stream.end(lines);
      await finished;
    },
    close: () => client.end(),
  };
}

/** Blocks read at once: 8 MB of a table. */
const BLOCKS = 1024;

/** @param database of this thread; closed with the connection */
export async function bulkOf(database: PGlite): Promise<BulkConnection> {
  await database.exec(FORMATS);
  const query = async <T extends Record<string, string | null>>(
    text: string,
    values: readonly string[] = [],
  ) => (await database.query<T>(text, [...values])).rows;
  return {
    engine: 'embedded',
    query,
    async run(text) {
      await database.exec(text);
    },
    // '/dev/blob' is whole in memory, so a table is read by ranges of its blocks
    async *copyOut(table, columns) {
      const [size] = await query<{ blocks: string }>(
        `select (pg_relation_size($1::regclass) / current_setting('block_size')::int)::text as blocks`,
        [table],
      );
      const blocks = Number(size?.blocks ?? 0);
      for (let first = 0; first < blocks; first += BLOCKS) {
        const { blob } = await database.query(
          `copy (
            select ${listed(columns)}
            from ${table}
            where ctid >= '(${first},0)' and ctid < '(${first + BLOCKS},0)'
          ) to '/dev/blob'`,
        );
        if (blob && blob.size > 0) yield new Uint8Array(await blob.arrayBuffer());
      }
    },
    async copyIn(table, columns, lines) {
      await database.query(`copy ${table} (${listed(columns)}) from '/dev/blob'`, [], {
        blob: new Blob([lines]),
      });
    },
    close: () => database.close(),
  };
}
