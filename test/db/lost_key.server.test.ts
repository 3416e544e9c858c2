/** A database without its key: the server does not start, says so, and makes no new key that would hide it. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { asOwner } from '#api/db/as_agency.ts';
import { readConfig } from '#api/main/config.ts';
import { openServices } from '#api/main/open_services.ts';
import { fillEveryTable } from '#test/support/backed_up.ts';
import { withDatabase } from '#test/support/databases.ts';

const database = await withDatabase({ own: true });
await fillEveryTable(database);
const dataDir = mkdtempSync(join(tmpdir(), 'commonground-lost-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const key = join(dataDir, 'secret.key');
const start = () =>
  openServices(
    readConfig({ DATA_DIR: dataDir, DATABASE_URL: database.url ?? '', LOG_LEVEL: 'silent' }),
    () => new Date('2025-11-22T12:00:00Z'),
  );

describe('At its start a server', () => {
  it('without the key that the database needs refuses, and makes none', async () => {
    await expect(start()).rejects.toThrow(/^The key is lost: .*2 stored secrets/);
    expect(existsSync(key)).toBe(false);
  });

  it('with another key says so', async () => {
    writeFileSync(key, `${'ab'.repeat(32)}\n`);
    const services = await start();
    expect(services.notes).toEqual([
      expect.stringMatching(/^The key does not belong to this database: 2 stored secrets/),
      expect.stringMatching(/^No backups are made/),
    ]);
    await services.close();
  });

  it('with a key and no database says that the database is lost', async () => {
    await database.sql`drop schema ${database.sql(database.schema)} cascade`;
    const services = await start();
    expect(services.notes[0]).toMatch(/is older than the database.*restore a backup/);
    await services.close();
    // once only: the next start finds both
    const next = await start();
    expect(next.notes).toEqual([expect.stringMatching(/^No backups are made/)]);
    await next.close();
    await asOwner(database, (tx) => tx`select from partnership`);
  });
});
