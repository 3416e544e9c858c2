/** A backup restored is what it was made of: from a server into an embedded database, and back. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, describe, expect, it } from 'vitest';
import { BackupService } from '#api/backups/backup_service.ts';
import { restoreBackup } from '#api/backups/restore_backup.ts';
import { verifyAudit } from '#api/audit/verify.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { connectEmbedded } from '#api/db/open_embedded.ts';
import { migrate } from '#api/db/migrate.ts';
import { LiveHexes } from '#api/hexes/live_hexes.ts';
import { withDatabase } from '#test/support/databases.ts';
import {
  checksumsOf,
  fillEveryTable,
  tempFolder,
  writeDataFiles,
} from '#test/support/backed_up.ts';

const database = await withDatabase({ own: true });
const { schema } = database;
const NOW = new Date('2025-11-22T12:00:00Z');
const made: string[] = [];
const folderNamed = (name: string): string => {
  const folder = tempFolder(name);
  made.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

const log = pino({ level: 'error' });
const alice = { name: 'Alice', accountId: null, agencyId: null };
const quiet = () => undefined;

const backupOf = async (of: typeof database, dataDir: string, passphrase: string | null) => {
  const folder = folderNamed('backups');
  const service = new BackupService(of, { dataDir, folder, passphrase }, () => NOW, log);
  await service.start({}, alice);
  await service.settled();
  const { runs, kept } = await service.status(true);
  expect(runs[0]).toMatchObject({ state: 'done', problem: null });
  expect(kept).toMatchObject([{ verified_at: NOW.toISOString(), encrypted: passphrase !== null }]);
  return join(folder, kept[0]?.name ?? '');
};

describe('A backup', { timeout: 180_000 }, () => {
  const dataDir = folderNamed('data');
  const here = database.url ?? '';
  let before: Awaited<ReturnType<typeof checksumsOf>>;
  let file: string;

  it('is made while the database is open, and restored to compare', async () => {
    await fillEveryTable(database);
    writeDataFiles(dataDir);
    file = await backupOf(database, dataDir, 'correct horse battery');
    expect(statSync(file).mode & 0o077).toBe(0);
    // nothing else is left of it
    expect(readdirSync(dataDir).sort()).toEqual(['releases', 'secret.key', 'uploads']);
    before = await checksumsOf({ url: here }, schema);
    const empty = Object.entries(before).filter(([, { rows }]) => rows === '0');
    // which is empty between transactions
    expect(empty.map(([name]) => name)).toEqual(['moved_area']);
  });

  it('goes into a new embedded database, whole, and from there into a server’s', async () => {
    const into = folderNamed('into');
    const plan = { file, passphrase: 'correct horse battery', dataDir: into, url: null, schema };
    const restored = await restoreBackup({ ...plan, replace: false }, NOW, quiet);
    expect(restored).toMatchObject({ auditBroken: null, aside: { folder: null, schema: null } });
    expect(await checksumsOf({ folder: join(into, 'db') }, schema)).toEqual(before);
    for (const path of ['secret.key', 'uploads/77', 'releases/2025-05-h3-8/method.md'])
      expect(readFileSync(join(into, path))).toEqual(readFileSync(join(dataDir, path)));
    expect(existsSync(join(into, 'uploads', 'incoming', 'half'))).toBe(false);

    const opened = await connectEmbedded(join(into, 'db'), schema);
    expect(await migrate(opened)).toEqual([]);
    const check = await asOwner(opened, (tx) => verifyAudit(tx, null));
    expect(check).toMatchObject({ intact: true });
    // identities go on where they were: no number is given twice
    const [next] = await asOwner(
      opened,
      (tx) => tx<{ id: string }[]>`select nextval('incident_id_seq')::text as id`,
    );
    expect(Number(next?.id)).toBeGreaterThanOrEqual(5000);
    const hexes = new LiveHexes(opened, join(into, 'hex_index'));
    await hexes.open();
    expect((await hexes.at(1n)).size).toBeGreaterThan(0);

    const again = await backupOf(opened, into, null);
    await opened.close();
    const plan3 = {
      ...{ file: again, passphrase: null, dataDir: folderNamed('third') },
      ...{ url: here, schema: 'restored' },
    };
    await restoreBackup({ ...plan3, replace: false }, NOW, quiet);
    expect(await checksumsOf({ url: here }, 'restored')).toEqual(before);
  });
});
