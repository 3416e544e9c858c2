/** Backup and restore of a county's incidents against `pg_dump` and `pg_restore` alone, in one run, and both ways between a
 *  server and an embedded database: node test/bench/backup.ts 1000000. Each once: what is measured takes minutes. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { BackupService } from '#api/backups/backup_service.ts';
import { restoreBackup } from '#api/backups/restore_backup.ts';
import type { Database } from '#api/db/connect.ts';
import { connectEmbedded } from '#api/db/open_embedded.ts';
import { openDatabase } from '#test/support/databases.ts';
import { findPostgres } from '../runner/postgres.ts';
import { loadCounty } from './parts/county.ts';
import { show, took } from './parts/ratios.ts';

const ROWS = Number(process.argv[2] ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), 'commonground-bench-backup-'));
const now = () => new Date();
const log = pino({ level: 'warn' });
const bin = findPostgres();
if (bin === null) throw new Error('There is no PostgreSQL here.');

/** Milliseconds to write, to verify, and the longest that a statement waited meanwhile. */
async function backUp(database: Database, name: string) {
  const dataDir = join(folder, `data of ${name}`);
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, 'secret.key'), 'ab'.repeat(32));
  const service = new BackupService(
    database,
    { dataDir, folder: null, passphrase: null },
    now,
    log,
  );
  const file = join(folder, `${name}.backup`);
  let written = 0;
  let longest = 0;
  let done = false;
  let peak = 0;
  const started = performance.now();
  await service.start({ file }, { name: 'bench', accountId: null, agencyId: null });
  const asking = (async () => {
    while (!done) {
      longest = Math.max(longest, await took(() => database.sql`select 1`));
      peak = Math.max(peak, process.memoryUsage.rss());
      const [run] = (await service.status(true)).runs;
      if (run?.step === 'check' && written === 0) written = performance.now() - started;
      await pause(5);
    }
  })();
  await service.settled();
  done = true;
  await asking;
  const [run] = (await service.status(true)).runs;
  if (run?.state !== 'done') throw new Error(run?.problem ?? 'no backup');
  const verified = performance.now() - started - written;
  return { file, written, verified, longest, peak: peak / 2 ** 20, bytes: statSync(file).size };
}

const run = (program: string, ...args: string[]): void => {
  const { status, stderr } = spawnSync(join(bin, program), args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
};

const source = await openDatabase({ own: true });
const { url, schema } = source.database;
if (url === null) throw new Error('It compares with a server: TEST_DATABASE=server.');
await loadCounty(source.database, ROWS);
const plan = { passphrase: null, schema, replace: false };
const quiet = () => undefined;

const dump = join(folder, 'dump');
const dumped = await took(() => run('pg_dump', '-Fc', '-n', schema, '-f', dump, url));
const second = await openDatabase({ own: true });
await second.database.sql`drop schema ${second.database.sql(schema)} cascade`;
const restoredByPg = await took(() => run('pg_restore', '-d', second.database.url ?? '', dump));

const server = await backUp(source.database, 'server');
const third = await openDatabase({ own: true });
await third.database.sql`drop schema ${third.database.sql(schema)} cascade`;
await third.database.sql.end();
const into = (dataDir: string) => {
  mkdirSync(join(folder, dataDir), { recursive: true });
  return join(folder, dataDir);
};
const toServer = await took(() =>
  restoreBackup(
    { ...plan, file: server.file, dataDir: into('to server'), url: third.database.url },
    now(),
    quiet,
  ),
);
const dataDir = into('embedded');
const toEmbedded = await took(() =>
  restoreBackup({ ...plan, file: server.file, dataDir, url: null }, now(), quiet),
);
const opened = await connectEmbedded(join(dataDir, 'db'), schema);
const embedded = await backUp(opened, 'embedded');
await opened.close();
const back = await took(() =>
  restoreBackup(
    { ...plan, file: embedded.file, dataDir: into('back'), url, schema: 'came_back' },
    now(),
    quiet,
  ),
);

const seconds = (ms: number) => ms / 1000;
const megabytes = (bytes: number) => bytes / 2 ** 20;
show(`${ROWS} incidents`, 'seconds', '', 'ratio');
show('pg_dump -Fc', seconds(dumped), 'MB', megabytes(statSync(dump).size));
show('backup, server', seconds(server.written), '/ pg_dump', server.written / dumped);
show('  and verified', seconds(server.verified), 'MB', megabytes(server.bytes));
show('  longest wait of a statement', seconds(server.longest), 'process MB', server.peak);
show('pg_restore', seconds(restoredByPg));
show('restore, server → server', seconds(toServer), '/ pg_restore', toServer / restoredByPg);
show('restore, server → embedded', seconds(toEmbedded), '', toEmbedded / restoredByPg);
show('backup, embedded', seconds(embedded.written), '/ pg_dump', embedded.written / dumped);
show('  and verified', seconds(embedded.verified), 'MB', megabytes(embedded.bytes));
show('  longest wait of a statement', seconds(embedded.longest), 'process MB', embedded.peak);
show('restore, embedded → server', seconds(back), '/ pg_restore', back / restoredByPg);

await source.remove();
await second.remove();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
