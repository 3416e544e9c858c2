/** A backup of an older version: restored as it was, and brought up to date by the next start. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, expect, it } from 'vitest';
import { BackupService } from '#api/backups/backup_service.ts';
import { restoreBackup } from '#api/backups/restore_backup.ts';
import { connectServer } from '#api/db/connect.ts';
import { migrate, readMigrations } from '#api/db/migrate.ts';
import { tempFolder } from '#test/support/backed_up.ts';
import { withDatabase } from '#test/support/databases.ts';

const given = await withDatabase({ own: true });
const url = given.url ?? '';
const older = connectServer(url, 'older');
const folder = tempFolder('older');
afterAll(async () => {
  await older.close();
  rmSync(folder, { recursive: true, force: true });
});

it('comes back with the migrations that it had; the others follow', async () => {
  const ours = readMigrations();
  await migrate(older, ours.slice(0, -1));
  await older.sql`update older.partnership set name = 'Of the older version'`;
  const now = () => new Date('2025-11-22T12:00:00Z');
  const service = new BackupService(
    older,
    { dataDir: folder, folder: null, passphrase: null },
    now,
    pino({ level: 'silent' }),
  );
  const file = join(folder, 'older.backup');
  await service.start({ file }, { name: 'Operator', accountId: null, agencyId: null });
  await service.settled();
  expect((await service.status(true)).runs).toMatchObject([{ state: 'done' }]);
  const dataDir = join(folder, 'into');
  mkdirSync(dataDir);
  const plan = { file, passphrase: null, dataDir, url, schema: 'newer', replace: false };
  await restoreBackup(plan, now(), () => undefined);
  const newer = connectServer(url, 'newer');
  expect(await migrate(newer)).toEqual([ours.at(-1)?.name]);
  const [row] = await newer.sql<{ name: string }[]>`select name from newer.partnership`;
  expect(row?.name).toBe('Of the older version');
  await newer.close();
});
