/** An embedded database in the caller's own thread: for a copy that nobody else uses, and for one that is being made. */
import { bulkOf, type BulkConnection } from './bulk_connection.ts';
import { openPglite, type OpenOptions } from './open_pglite.ts';

/** Opens (or creates) the database in `folder`. Its thread is busy while a statement runs. */
export const openFolder = async (
  folder: string,
  options: Pick<OpenOptions, 'durable'> = {},
): Promise<BulkConnection> => bulkOf(await openPglite(folder, options));
