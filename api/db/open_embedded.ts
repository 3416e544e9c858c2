/** An embedded database that is opened anew when its thread has ended by itself (a PANIC, out of memory). Calls meanwhile
 *  fail as with a server that is away. */
import { setTimeout as pause } from 'node:timers/promises';
import { connectSocket, type Database } from './connect.ts';
import { startEmbedded } from './embedded.ts';
import type { OpenOptions } from './open_pglite.ts';

const FIRST_WAIT_MS = 250;
/** A full disk is tried again as often as a person looks. */
const LONGEST_WAIT_MS = 10_000;

interface EmbeddedOptions extends Pick<OpenOptions, 'durable'> {
  /** Told of a stop, and of what followed. */
  readonly report?: (what: string, error?: unknown) => void;
}

/** Throws where it cannot be opened at first; later it is tried until it can, as on a full disk. */
export async function connectEmbedded(
  folder: string,
  schema: string,
  { durable, report = () => undefined }: EmbeddedOptions = {},
): Promise<Database> {
  const open = async () => {
    const embedded = await startEmbedded(folder, { durable });
    return { database: connectSocket(embedded, schema), ended: embedded.ended };
  };
  let opened = await open();
  let reopened: Promise<void> = Promise.resolve();
  const closing = new AbortController();
  const { signal } = closing;

  async function again(): Promise<void> {
    // its client would go on trying the old socket
    await opened.database.close().catch(() => undefined);
    for (let wait = FIRST_WAIT_MS; !signal.aborted; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      try {
        opened = await open();
        report('the embedded database is open again');
        return watch();
      } catch (error) {
        report('the embedded database cannot be opened yet; tried again', error);
        await pause(wait, undefined, { signal }).catch(() => undefined);
      }
    }
  }
  function watch(): void {
    void opened.ended.then(() => {
      if (signal.aborted) return;
      report('the embedded database stopped by itself; it is opened again');
      reopened = again();
    });
  }
  watch();

  const copyOf = ({ copyTo }: Database, to: string) => {
    if (!copyTo) throw new Error('An embedded database can be copied.');
    return copyTo(to);
  };
  const first = opened.database;
  return {
    get sql() {
      return opened.database.sql;
    },
    get memberSql() {
      return opened.database.memberSql;
    },
    schema: first.schema,
    engine: first.engine,
    url: first.url,
    storage: first.storage,
    copyTo: (to) => copyOf(opened.database, to),
    // one process has the folder, as long as it lives
    check: () => undefined,
    connectionLost: () => undefined,
    async close() {
      closing.abort();
      await reopened;
      await opened.database.close();
    },
  };
}
