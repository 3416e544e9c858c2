/** An embedded database in the caller's own thread: for a copy that nobody else uses, and for one that is being made. */
import { PGlite } from '@electric-sql/pglite';
import { bulkOf, type BulkConnection } from './bulk_connection.ts';
import { slimPostgis } from './slim_postgis.ts';

/** Opens (or creates) the database in `folder`. Its thread is busy while a statement runs. */
export const openFolder = async (folder: string): Promise<BulkConnection> =>
  bulkOf(await PGlite.create({ dataDir: folder, extensions: { postgis: slimPostgis } }));
