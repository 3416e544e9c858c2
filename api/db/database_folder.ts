/** Whether there is an embedded database in a folder. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folder holds something else. The message is a sentence for the operator. */
export class NoDatabaseFolder extends Error {}

/** false: the folder is empty or not there, so that one can be made. Throws NoDatabaseFolder. */
export function holdsDatabase(folder: string): boolean {
  if (existsSync(join(folder, 'PG_VERSION'))) return true;
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new NoDatabaseFolder(
      `${folder} holds files, but no database: PG_VERSION is missing. Restore the folder from a backup, or move it ` +
        'away to begin anew.',
    );
  return false;
}
