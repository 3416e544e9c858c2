/** Opens what server and CLI both need: the database (migrated), the hex index, the import service. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { AlertService } from '../alerts/alert_service.ts';
import { encryptionOf, hasKey, SecretUnreadable } from '../auth/secret_encryption.ts';
import { ensureOperator } from '../auth/sessions/queries.ts';
import { BackupService } from '../backups/backup_service.ts';
import { findLoss } from '../backups/lost_parts.ts';
import { settleRestore } from '../backups/restore_backup.ts';
import { countSecretsByKey } from '../backups/stored_secret_queries.ts';
import { ClockCheck } from '../closed_months/clock_check.ts';
import { ClosingService } from '../closed_months/closing_service.ts';
import { RetentionService } from '../retention/retention_service.ts';
import { ReleaseService } from '../releases/release_service.ts';
import { ConfigError, type Config } from './config.ts';
import { asOwner } from '../db/as_agency.ts';
import { connectServer, type Database } from '../db/connect.ts';
import { keepLogShort } from '../db/keep_log_short.ts';
import { connectEmbedded } from '../db/open_embedded.ts';
import { takeLock, type Lock } from '../db/lock.ts';
import { lockSchema, whileLocked, type SchemaInUse } from '../db/lock_schema.ts';
import { backfill } from '../db/backfill.ts';
import { migrate, readMigrations } from '../db/migrate.ts';
import { readRole } from '../db/roles.ts';
import { LiveHexes } from '../hexes/live_hexes.ts';
import type { Services } from './services.ts';
import { ImportService } from '../intake/import_service.ts';
import { spaceOf, StorageWatch } from '../storage/storage_watch.ts';
import { makeLog } from './log.ts';

export interface OpenServices extends Services {
  readonly uploads: string;
  /** One process a data folder, on a server's database too: the folder holds the uploads. */
  readonly lock: Lock;
  /** Resolves when another server has taken the schema while the database was away; nothing is written meanwhile. */
  readonly taken: Promise<SchemaInUse>;
  /** Sentences for whoever starts it. */
  readonly notes: readonly string[];
  close(): Promise<void>;
}

/** Throws FolderInUse, NoFolderLock, SchemaInUse, NoDatabaseFolder, ConfigError, SchemaMismatch, SecretUnreadable, each
 *  with a sentence. */
export async function openServices(config: Config, now: () => Date): Promise<OpenServices> {
  const log = makeLog(config.logLevel);
  const token = `cgo_${randomBytes(32).toString('base64url')}`;
  const lock = lockFolder(config.dataDir, token);
  let database: Database | null = null;
  try {
    await settleRestore(config.dataDir, config.databaseUrl ?? null, config.schema);
    let taken: OpenServices['taken'] = new Promise(() => undefined);
    if (config.databaseUrl === undefined)
      database = await connectEmbedded(join(config.dataDir, 'db'), config.schema, {
        report: (what, error) => log.error({ err: error }, what),
      });
    else {
      const schemaLock = await lockSchema(config.databaseUrl, config.schema);
      const connected = connectServer(config.databaseUrl, config.schema, config.databaseMemberUrl);
      database = whileLocked(connected, schemaLock);
      ({ taken } = schemaLock);
    }
    const applied = await migrate(database);
    await backfill(database);
    const newDatabase = applied.length === readMigrations().length;
    const { secretEncryption, loss } = await openKey(config.dataDir, database, newDatabase);
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
    const backups = new BackupService(
      database,
      {
        dataDir: config.dataDir,
        folder: config.backupDir,
        passphrase: config.backupPassphrase,
      },
      now,
      log,
    );
    backups.sweep();
    // last: what a start itself writes is what the reserve is for
    await storage.start();
    const opened = database;
    const databaseLog = keepLogShort(database);
    const accountId = await asOwner(database, (tx) => ensureOperator(tx));
    return {
      database,
      hexes,
      imports,
      storage,
      alerts,
      closing,
      backups,
      notes: [...(loss === null ? [] : [loss]), ...(await backups.warnings())],
      releases: new ReleaseService(database, join(config.dataDir, 'releases'), closing),
      retention: new RetentionService(database, closing.clock, log),
      uploads,
      lock,
      taken,
      log,
      now,
      config,
      secretEncryption,
      operator: { token, accountId },
      async close() {
        storage.stop();
        try {
          await backups.close();
          await imports.close();
          await alerts.settled();
          await closing.settled();
          // a convenience for the next start: a full disk must not keep the database from closing
          await hexes.save().catch((error: unknown) => {
            log.error({ err: error }, 'the hex index could not be kept; it will be built anew');
          });
          databaseLog.stop();
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

/** The key of stored secrets, which is not made anew where secrets are that need the old one. Throws SecretUnreadable. */
async function openKey(dataDir: string, database: Database, newDatabase: boolean) {
  const stored = await asOwner(database, (tx) => countSecretsByKey(tx));
  const hadKey = hasKey(dataDir);
  const loss = (keyName: string | null) =>
    findLoss({ dataDir, hadKey, keyName, newDatabase, stored });
  const before = hadKey ? null : loss(null);
  if (before?.refuse) throw new SecretUnreadable(before.sentence);
  const secretEncryption = encryptionOf(dataDir);
  return { secretEncryption, loss: loss(secretEncryption.keyName)?.sentence ?? null };
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
