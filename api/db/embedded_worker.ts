/** The embedded database's own thread: PGlite with PostGIS, reached through a Unix socket only. */
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { parentPort, workerData } from 'node:worker_threads';
import { endOnAbort } from './end_on_abort.ts';
import { slimPostgis } from './slim_postgis.ts';

const { folder, socket } = workerData as { folder: string; socket: string }; // as: embedded.ts sends it
if (!parentPort) throw new Error('embedded_worker.ts runs in a worker thread only');
const port = parentPort;

const database = await PGlite.create({
  dataDir: folder,
  extensions: { postgis: slimPostgis, endOnAbort },
});
const server = new PGLiteSocketServer({ db: database, path: socket });
await server.start();
port.postMessage('ready');
port.once('message', () => {
  void (async () => {
    await server.stop();
    // the socket's close handlers still query the database whether a transaction is open
    await new Promise((resolve) => setTimeout(resolve, 50));
    await database.close();
    port.postMessage('closed');
    port.close();
  })();
});
