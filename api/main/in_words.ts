/** What an operator can mend, in a sentence that says how. */
import { SecretUnreadable } from '../auth/secret_encryption.ts';
import { NoDatabaseFolder } from '../db/database_folder.ts';
import { FolderInUse, NoFolderLock } from '../db/lock.ts';
import { SchemaInUse } from '../db/lock_schema.ts';
import { SchemaMismatch } from '../db/migrate.ts';
import { isOutOfRoom } from '../db/out_of_room.ts';
import { isRefused, isUnavailable } from '../db/unavailable.ts';
import { NoRoomToStart } from '../storage/room_to_start.ts';
import { ConfigError } from './config.ts';

const SENTENCES = [
  ...[ConfigError, FolderInUse, NoDatabaseFolder, NoFolderLock, NoRoomToStart],
  ...[SchemaInUse, SchemaMismatch, SecretUnreadable],
] as const;

/** A database's address without what is secret in it. */
const placeOf = (url: string): string => {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname || 'this machine'}:${port || '5432'}${pathname}`;
};

/** null: only a programmer can mend it. @param databaseUrl undefined: embedded, or the configuration could not be read */
export function inWords(error: unknown, databaseUrl: string | undefined): string | null {
  if (!(error instanceof Error)) return null;
  if (SENTENCES.some((kind) => error instanceof kind)) return error.message;
  if (databaseUrl === undefined) return null;
  const database = `The database at ${placeOf(databaseUrl)}`;
  const code = 'code' in error ? ` (${String(error.code)})` : '';
  if (isUnavailable(error))
    return (
      `${database} does not answer${code}. Start it, or set DATABASE_URL to where it is, and try again. ` +
      'Nothing was changed.'
    );
  if (isRefused(error))
    return (
      `${database} lets nobody in: ${error.message}. Correct the user, the password or the name in DATABASE_URL, ` +
      'or make them there. Nothing was changed.'
    );
  if (isOutOfRoom(error))
    return (
      `${database} cannot write: ${error.message}. Make room on its own disk, or let it take writes, and start ` +
      'again. Nothing is lost.'
    );
  return null;
}
