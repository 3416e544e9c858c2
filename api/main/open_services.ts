/** Opens what server and CLI both need: the database (migrated), the hex index, the import service. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { AlertService } from '../alerts/alert_service.ts';
import { encryptionOf } from '../auth/secret_encryption.ts';
import { ensureOperator } from '../auth/sessions/queries.ts';
import { ClockCheck } from '../closed_months/clock_check.ts';
import { ClosingService } from '../closed_months/closing_service.ts';
import { ReleaseService } from '../releases/release_service.ts';
import { ConfigError, type Config } from './config.ts';
import { asOwner } from '../db/as_agency.ts';
import { connectServer, type Database } from '../db/connect.ts';
import { connectEmbedded } from '../db/open_embedded.ts';
import { copyOncePerDay } from '../db/embedded.ts';
import { takeLock, type Lock } from '../db/lock.ts';
import { migrate } from '../db/migrate.ts';
import { readRole } from '../db/roles.ts';
import { localDateOf } from '../time/local_date.ts';
import { LiveHexes } from '../hexes/live_hexes.ts';
import type { Services } from './services.ts';
import { ImportService } from '../intake/import_service.ts';
import { spaceOf, StorageWatch } from '../storage/storage_watch.ts';
import { makeLog } from './log.ts';

export interface OpenServices extends Services {
  readonly uploads: string;
  /** One process a data folder, on a server's database too: the folder holds the uploads. */
  readonly lock: Lock;
  close(): Promise<void>;
}

/** Throws FolderInUse, ConfigError, SchemaMismatch, SecretUnreadable, each with a sentence. */
export async function openServices(config: Config, now: () => Date): Promise<OpenServices> {
  const log = makeLog(config.logLevel);
  const token = `cgo_${randomBytes(32).toString('base64url')}`;
  const lock = lockFolder(config.dataDir, token);
  let database: Database | null = null;
  try {
    const secretEncryption = encryptionOf(config.dataDir);
    if (config.databaseUrl === undefined) copyOncePerDay(config.dataDir, localDateOf(now()));
    database =
      config.databaseUrl === undefined
        ? await connectEmbedded(join(config.dataDir, 'db'), config.schema, (what, error) =>
            log.error({ err: error }, what),
          )
        : connectServer(config.databaseUrl, config.schema, config.databaseMemberUrl);
    await migrate(database);
    await warnOfRoles(database, log);
    const hexes = new LiveHexes(database, join(config.dataDir, 'hex_index'));
    await hexes.open();
    const uploads = join(config.dataDir, 'uploads');
    const storage = new StorageWatch(
      database,
      { readSpace: spaceOf(config.dataDir), minFree: config.minFree },
      log,
    );
    const alerts = new AlertService(database, now, log);
    const imports = new ImportService(database, uploads, now, log);
    const closing = new ClosingService(database, new ClockCheck(now), log);
    imports.whenChanged(() => {
      closing.soon();
      alerts.lookSoon();
    });
    await imports.resume();
    // last: what a start itself writes is what the reserve is for
    await storage.start();
    const opened = database;
    const accountId = await asOwner(database, (tx) => ensureOperator(tx));
    return {
      database,
      hexes,
      imports,
      storage,
      alerts,
      closing,
      releases: new ReleaseService(database, join(config.dataDir, 'releases'), closing),
      uploads,
      lock,
      log,
      now,
      config,
      secretEncryption,
      operator: { token, accountId },
      async close() {
        storage.stop();
        try {
          await imports.close();
          await alerts.settled();
          await closing.settled();
          // a convenience for the next start: a full disk must not keep the database from closing
          await hexes.save().catch((error: unknown) => {
            log.error({ err: error }, 'the hex index could not be kept; it will be built anew');
          });
          await opened.close();
        } finally {
          lock.release();
        }
      },
    };
  } catch (error) {
    await database?.close();
    lock.release();
    throw error;
  }
}

/** A server's roles that may do more than they need. */
async function warnOfRoles(database: Database, log: Logger): Promise<void> {
  if (database.engine !== 'server') return;
  const [owner] = await readRole(database.sql);
  if (owner?.superuser)
    log.warn(
      { role: owner.name },
      'DATABASE_URL has a superuser: make an owner as sql/roles.sh does',
    );
  const [member] = await readRole(database.memberSql);
  if (member && member.name !== owner?.name && member.more)
    log.warn(
      { role: member.name },
      'DATABASE_MEMBER_URL has a role that owns tables or passes row level security: make one as sql/roles.sh does',
    );
}

/** Throws FolderInUse, or ConfigError where nothing can be written. */
function lockFolder(folder: string, operator: string): Lock {
  try {
    return takeLock(folder, operator);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new ConfigError(
      `DATA_DIR=${folder}: nothing can be written there (${String(error.code)}). ` +
        'Give this user the right to, make room on the disk, or set DATA_DIR to another folder.',
    );
  }
}
