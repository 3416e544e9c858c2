/** The embedded database's own thread: PGlite with PostGIS, reached through a Unix socket only. */
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { parentPort, workerData } from 'node:worker_threads';
import { secondPass, type FirstPass } from './copy_database_folder.ts';
import { endOnAbort } from './end_on_abort.ts';
import { openPglite, type OpenOptions } from './open_pglite.ts';

export interface EmbeddedWorkerData extends Pick<OpenOptions, 'durable'> {
  readonly folder: string;
  readonly socket: string;
}

const { folder, socket, durable } = workerData as EmbeddedWorkerData; // as: embedded.ts sends it
if (!parentPort) throw new Error('embedded_worker.ts runs in a worker thread only');
const port = parentPort;

const database = await openPglite(folder, { durable, extensions: { endOnAbort } });
const server = new PGLiteSocketServer({ db: database, path: socket });
await server.start();
port.postMessage('ready');
port.on('message', (message: 'close' | { readonly to: string; readonly first: FirstPass }) => {
  if (message !== 'close') {
    // between two messages of clients: the database writes in this thread alone
    const started = performance.now();
    try {
      secondPass(folder, message.to, message.first);
      port.postMessage({ heldMs: performance.now() - started });
    } catch (error) {
      port.postMessage({ failed: error });
    }
    return;
  }
  void (async () => {
    await server.stop();
    // the socket's close handlers still query the database whether a transaction is open
    await new Promise((resolve) => setTimeout(resolve, 50));
    await database.close();
    port.postMessage('closed');
    port.close();
  })();
});
