/** A migrated database for a test file, embedded or on a real server as TEST_DATABASE says. */
import { createHash, randomBytes } from 'node:crypto';
import { constants, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectEmbedded, connectServer } from '#api/db/connect.ts';
import type { Database } from '#api/db/connect.ts';
import { migrate, readMigrations } from '#api/db/migrate.ts';

const SCHEMA = 'commonground';
const root = new URL('../../', import.meta.url);
const cache = fileURLToPath(new URL('node_modules/.cache/commonground/', root));

/** `embedded` unless the runner says otherwise: then a single file can be run without any set-up. */
export const engine = process.env['TEST_DATABASE'] === 'server' ? 'server' : 'embedded';

/** A fresh migrated database, closed and removed when the file's tests are done.
 *  Call it at the top of a test file: `const database = await withDatabase();` */
export async function withDatabase(): Promise<Database> {
  const { afterAll } = await import('vitest');
  const opened = await openDatabase();
  afterAll(() => opened.remove());
  return opened.database;
}

/** The same outside vitest (bench): the caller removes it. */
export async function openDatabase(): Promise<{ database: Database; remove(): Promise<void> }> {
  return engine === 'server' ? onServer() : inFolder();
}

// --- embedded: a copy of a saved, migrated data directory ---

/** A folder holding a migrated embedded database under `db`, as DATA_DIR; the caller removes it. */
export async function embeddedFolder(): Promise<string> {
  const template = await embeddedTemplate();
  const folder = mkdtempSync(join(tmpdir(), 'commonground-data-'));
  cpSync(template, join(folder, 'db'), { recursive: true, mode: constants.COPYFILE_FICLONE });
  return folder;
}

async function inFolder() {
  const folder = await embeddedFolder();
  const database = await connectEmbedded(join(folder, 'db'), SCHEMA);
  return {
    database,
    async remove() {
      await database.close();
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
  const database = await connectEmbedded(half, SCHEMA);
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

async function onServer() {
  const name = `${prefix()}${randomBytes(6).toString('hex')}`;
  const admin = connectServer(adminUrl(), SCHEMA);
  await admin.sql`create database ${admin.sql(name)} template ${admin.sql(`${prefix()}template`)}`;
  const database = connectServer(urlOf(name), SCHEMA);
  return {
    database,
    async remove() {
      await database.close();
      await admin.sql`drop database if exists ${admin.sql(name)} with (force)`;
      await admin.close();
    },
  };
}

/** Called once by the runner, after all tests: whatever a killed test file left. */
export async function dropServerDatabases(): Promise<void> {
  const admin = connectServer(adminUrl(), SCHEMA);
  const left = await admin.sql<{ name: string }[]>`
    select datname as name from pg_database where starts_with(datname, ${prefix()}) order by 1`;
  for (const { name } of left)
    await admin.sql`drop database if exists ${admin.sql(name)} with (force)`;
  await admin.close();
}
