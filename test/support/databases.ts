/** A migrated database for a test file, embedded or on a real server as TEST_DATABASE says: one a worker, emptied between
 *  its files, or one of the file's own. */
import { createHash, randomBytes } from 'node:crypto';
import { constants, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectServer, connectSocket } from '#api/db/connect.ts';
import type { Database, Sql } from '#api/db/connect.ts';
import { connectEmbedded } from '#api/db/open_embedded.ts';
import { startEmbedded } from '#api/db/embedded.ts';
import { migrate, readMigrations } from '#api/db/migrate.ts';
import { keepFreshRows, putFreshRowsBack } from '#test/support/fresh_rows.ts';

const SCHEMA = 'commonground';
const root = new URL('../../', import.meta.url);
const cache = fileURLToPath(new URL('node_modules/.cache/commonground/', root));

/** `embedded` unless the runner says otherwise: then a single file can be run without any set-up. */
export const engine = process.env['TEST_DATABASE'] === 'server' ? 'server' : 'embedded';

interface Opened {
  readonly database: Database;
  /** Closes it; removes it when it is the file's own. */
  remove(): Promise<void>;
}

export interface DatabaseOptions {
  /** A database that no other file uses: for tests that change the schema, close the database or hold several. */
  readonly own?: boolean;
}

/** A fresh migrated database for a test file. Call it at the top: `const database = await withDatabase();`
 *  Files that run in one worker share a database, emptied before each; its client is the file's own. */
export async function withDatabase(options: DatabaseOptions = {}): Promise<Database> {
  const { afterAll } = await import('vitest');
  const opened = await openDatabase(options);
  afterAll(() => opened.remove());
  return opened.database;
}

/** The same where the caller says when it ends (bench, or several in one file, one after the other). */
export async function openDatabase({ own = false }: DatabaseOptions = {}): Promise<Opened> {
  if (own) return engine === 'server' ? onServer() : inFolder();
  const place = (sharedHolder[SHARED] ??= await openShared());
  const user = await currentFile();
  if (place.user === user)
    throw new Error('This file has a database already: withDatabase({ own: true }) gives another.');
  // left open by a file that failed half-way
  await place.client?.close();
  const client = place.connect();
  if (!(await putFreshRowsBack(client))) {
    await client.close();
    await place.remove();
    sharedHolder[SHARED] = undefined;
    return openDatabase({ own });
  }
  Object.assign(place, { client, user });
  return {
    database: client,
    async remove() {
      await client.close();
      if (place.client === client) Object.assign(place, { client: null, user: null });
    },
  };
}

/** The worker's database. It outlives the modules: a test may load them anew (vi.resetModules). */
interface Shared {
  connect(): Database;
  remove(): Promise<void>;
  client: Database | null;
  user: string | null;
}
const SHARED = Symbol.for('commonground.test.database');
const sharedHolder = globalThis as { [SHARED]?: Shared | undefined }; // as: nobody else knows the symbol

/** The test file that runs in this worker; '' outside vitest. */
const currentFile = async (): Promise<string> =>
  process.env['VITEST'] ? ((await import('vitest')).expect.getState().testPath ?? '') : '';

async function openShared(): Promise<Shared> {
  const shared = engine === 'server' ? await sharedOnServer() : await sharedInFolder();
  const client = shared.connect();
  await keepFreshRows(client);
  await client.close();
  return { ...shared, client: null, user: null };
}

// --- embedded: a copy of a saved, migrated data directory ---

/** No test's power is cut but those of test/faults/power_cut.embedded.test.ts, which start a server. */
const UNSYNCED = { durable: false };

/** A folder holding a migrated embedded database under `db`, as DATA_DIR; the caller removes it. */
export async function embeddedFolder(): Promise<string> {
  const template = await embeddedTemplate();
  const folder = mkdtempSync(join(tmpdir(), 'commonground-data-'));
  cpSync(template, join(folder, 'db'), { recursive: true, mode: constants.COPYFILE_FICLONE });
  return folder;
}

async function inFolder(): Promise<Opened> {
  const folder = await embeddedFolder();
  const database = await connectEmbedded(join(folder, 'db'), SCHEMA, UNSYNCED);
  return {
    database,
    async remove() {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Ends with the worker, whose temporary folder the runner removes. */
async function sharedInFolder() {
  const folder = await embeddedFolder();
  const embedded = await startEmbedded(join(folder, 'db'), UNSYNCED);
  const clientOf = { ...embedded, close: () => Promise.resolve() };
  process.once('exit', () => {
    for (const made of [folder, dirname(embedded.socket)])
      rmSync(made, { recursive: true, force: true });
  });
  return {
    connect: () => connectSocket(clientOf, SCHEMA),
    async remove() {
      await embedded.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Changes when a migration or PGlite does. */
function templateName(): string {
  const hash = createHash('sha256');
  for (const { name, hash: text } of readMigrations()) hash.update(`${name} ${text}\n`);
  for (const part of ['pglite', 'pglite-postgis'])
    hash.update(readFileSync(new URL(`node_modules/@electric-sql/${part}/package.json`, root)));
  return `pglite-${hash.digest('hex').slice(0, 16)}`;
}

/** Others' templates are left alone for an hour: two branches tested side by side would take each other's away. */
const isOld = (folder: string): boolean => statSync(folder).mtimeMs < Date.now() - 3_600_000;

/** Made once (10 s), then copied (0.1 s). Two makers at once: the first to finish wins. */
export async function embeddedTemplate(): Promise<string> {
  const name = templateName();
  const template = join(cache, name);
  if (existsSync(template)) return template;
  mkdirSync(cache, { recursive: true });
  const half = mkdtempSync(join(cache, 'half-'));
  const database = await connectEmbedded(half, SCHEMA, UNSYNCED);
  await migrate(database);
  await database.close();
  try {
    renameSync(half, template);
  } catch (error) {
    if (!existsSync(template)) throw error;
    rmSync(half, { recursive: true, force: true });
  }
  for (const old of readdirSync(cache))
    if (old.startsWith('pglite-') && old !== name && isOld(join(cache, old)))
      rmSync(join(cache, old), { recursive: true, force: true });
  return template;
}

// --- server: a database made from a migrated template ---

/** All databases of one run begin with this, so that the runner can drop them at its end. */
const prefix = () => process.env['TEST_DATABASE_PREFIX'] ?? 'cg_test_';

const adminUrl = (): string => {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url)
    throw new Error(
      'TEST_DATABASE=server needs TEST_DATABASE_URL: run `npm test -- FILE` instead.',
    );
  return url;
};

const urlOf = (name: string): string => {
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  return url.href;
};

/** Called once by the runner, before any test. */
export async function makeServerTemplate(): Promise<void> {
  const name = `${prefix()}template`;
  const admin = connectServer(adminUrl(), SCHEMA);
  await admin.sql`create database ${admin.sql(name)} template template0 encoding 'UTF8'`;
  await admin.close();
  const database = connectServer(urlOf(name), SCHEMA);
  await migrate(database);
  await database.close();
}

async function asAdmin(work: (sql: Sql) => Promise<unknown>): Promise<void> {
  const admin = connectServer(adminUrl(), SCHEMA);
  await work(admin.sql).finally(() => admin.close());
}

/** A copy of the template: its name, and its end. */
async function copyOnServer() {
  const name = `${prefix()}${randomBytes(6).toString('hex')}`;
  const template = `${prefix()}template`;
  await asAdmin((sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  return {
    connect: () => connectServer(urlOf(name), SCHEMA),
    remove: () => asAdmin((sql) => sql`drop database if exists ${sql(name)} with (force)`),
  };
}

async function onServer(): Promise<Opened> {
  const copy = await copyOnServer();
  const database = copy.connect();
  return {
    database,
    async remove() {
      await database.close();
      await copy.remove();
    },
  };
}

/** Ends with the run: the runner drops it. */
const sharedOnServer = copyOnServer;

/** Called once by the runner, after all tests: whatever a killed test file left. */
export async function dropServerDatabases(): Promise<void> {
  const admin = connectServer(adminUrl(), SCHEMA);
  const left = await admin.sql<{ name: string }[]>`
    select datname as name from pg_database where starts_with(datname, ${prefix()}) order by 1`;
  for (const { name } of left)
    await admin.sql`drop database if exists ${admin.sql(name)} with (force)`;
  await admin.close();
}
