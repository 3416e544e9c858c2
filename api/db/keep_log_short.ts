/** Checkpoints of the embedded database. PostgreSQL's own checkpointer is a process, which PGlite has not: without these
 *  the write-ahead log would grow until the server is stopped, and be replayed whole after a power cut. */
import type { Database } from './connect.ts';

const EVERY_MS = 60_000;
/** Of log since the last checkpoint: one takes about 0.2 s, in which nobody is served. */
const LOG_BYTES = 64 * 2 ** 20;

/** Makes a checkpoint where one is due. Returns whether it did. */
export async function checkpointIfDue({ sql }: Database, logBytes = LOG_BYTES): Promise<boolean> {
  const [row] = await sql<{ bytes: number }[]>`
    select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::float8 as bytes
    from pg_control_checkpoint()`;
  if (!row || row.bytes < logBytes) return false;
  await sql`checkpoint`.simple();
  return true;
}

/** Looks each minute until it is stopped. A server's database does it by itself. */
export function keepLogShort(database: Database): { stop(): void } {
  if (database.engine === 'server') return { stop: () => undefined };
  const timer = setInterval(() => {
    // an unavailable database fails whoever uses it, in words; the next look is in a minute
    checkpointIfDue(database).catch(() => undefined);
  }, EVERY_MS).unref();
  return {
    stop: () => clearInterval(timer),
  };
}
