/** A power cut at any moment of a server on the embedded database: what was acknowledged is there, and nothing twice.
 *  The server's writes are recorded; a cut is a folder with what was synced by then, and of the rest a random part. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, describe, expect, it } from 'vitest';
import { encryptionOf } from '#api/auth/secret_encryption.ts';
import type { Import } from '#api/contract/imports.ts';
import { holdsDatabase } from '#api/db/database_folder.ts';
import { openPglite } from '#api/db/open_pglite.ts';
import { randomOf } from '#api/statistics/random.ts';
import { post } from '#test/api/http/calls.ts';
import { readSampling } from '#test/support/matrix_sample.ts';
import { formOf } from '#test/support/test_app.ts';
import { cutsOf, pick, record, recordServer, timesOf } from './power_cut/record.ts';
import { work, type Promised, type Workload } from './power_cut/workload.ts';
import { startServer, withPlace } from './server_process.ts';

const { full, seed } = readSampling(process.env);
const CUTS = full ? 200 : 2;
const RESENT = full ? 10 : 0;
const FIRST_CUTS = 40;
const CHECKPOINT_CUTS = full ? 60 : 1;
/** Of each kind of moment, in a recovery. */
const SECOND_CUTS = 2;
const REPEATS = full ? 12 : 2;

const next = randomOf(seed);
const random = () => next() / 2 ** 32;

const place = await withPlace();
const scratch = mkdtempSync(join(tmpdir(), 'commonground-power-cut-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** As a server opens it, which first removes what PostgreSQL itself would refuse. Nobody needs what it writes. */
async function openCut(folder: string): Promise<PGlite> {
  const database = await openPglite(join(folder, 'db'), { durable: false });
  await database.exec('set search_path = commonground, public');
  return database;
}

const count = async (database: PGlite, { query, value }: Promised): Promise<number> =>
  (await database.query<{ n: number }>(query, [value])).rows[0]?.n ?? 0;

/** What is wrong with a folder after a cut at `time`: an empty list, or sentences. */
async function faultsOf(folder: string, time: bigint, { promised }: Workload): Promise<string[]> {
  const faults: string[] = [];
  const database = await openCut(folder).catch(String);
  if (typeof database === 'string') return [`the database does not open: ${database}`];
  for (const one of promised) {
    const n = await count(database, one).catch(() => NaN);
    const acknowledged = one.time <= time;
    const right = n === one.expected || (n === 0 && !acknowledged);
    if (!right)
      faults.push(
        `${one.what} ${one.value}: ${n} of ${one.expected}, ${acknowledged ? '' : 'not '}acknowledged`,
      );
    if (one.file === undefined || !acknowledged) continue;
    const { rows } = await database.query<{ state: string; file_sha256: string }>(
      'select state, file_sha256 from import where id = $1',
      [one.file],
    );
    const waits = ['received', 'reading', 'previewed', 'committing'].includes(rows[0]?.state ?? '');
    if (!waits) continue;
    const path = join(folder, 'uploads', String(one.file));
    const content = existsSync(path) ? readFileSync(path) : null;
    if (!content) faults.push(`${one.value}: its file is not there`);
    else if (createHash('sha256').update(content).digest('hex') !== rows[0]?.file_sha256)
      faults.push(`${one.value}: its file is not what was sent`);
  }
  await database.close();
  return faults;
}

let secondCuts = 0;

let said = '';
/** Says, when each is acknowledged, how many rows a table has at least from then on. */
const STATEMENTS = `
  const { openPglite } = await import(${JSON.stringify(new URL('../../api/db/open_pglite.ts', import.meta.url).href)});
  const database = await openPglite(${JSON.stringify(join(place.dataDir, 'db'))});
  const done = (table, rows) => console.log(process.hrtime.bigint() + ' ' + table + ' ' + rows);
  for (let i = 0; i < 12; i++) {
    const table = 'made_' + i;
    await database.exec('create table ' + table + ' (a integer primary key, b text)');
    done(table, 0);
    for (const from of [1, 1001, 2001]) {
      await database.exec('insert into ' + table + " select i, repeat('x', 50) from generate_series(" + from + ', ' + (from + 999) + ') i');
      done(table, from + 999);
      if (from === 1001 && i % 2 === 0) await database.exec('checkpoint');
    }
    // a table made anew under its name
    if (i % 3 === 0) await database.exec('vacuum full ' + table);
    if (i % 4 === 3) await database.exec('select pg_switch_wal(); checkpoint');
    done(table, 3000);
  }
  process.exit(0);`;

describe('After a power cut', { timeout: full ? 3_600_000 : 300_000 }, () => {
  it('every acknowledged write is there, and none twice; what a client sends again is stored once', async () => {
    let done: Workload = { promised: [], finds: [], files: [] };
    const recording = await recordServer(place, scratch, async (server) => {
      done = await work(server, REPEATS, random);
    });
    const key = readFileSync(join(place.dataDir, 'secret.key'), 'utf8');
    const acknowledged = done.promised.map(({ time }) => time);
    const first = acknowledged[0] ?? 0n;
    const moments = [
      ...pick(
        timesOf(recording).filter((time) => time > first),
        CUTS / 2,
        random,
      ),
      // just after an acknowledgement, when least time has passed to write it
      ...pick(acknowledged, CUTS / 2, random),
    ].sort((a, b) => (a < b ? -1 : 1));
    let lookedFor = 0;
    let spoilt = 0;
    const faults: string[] = [];
    for (const { time, folder } of cutsOf(recording, moments, scratch, random)) {
      lookedFor += acknowledged.filter((one) => one <= time).length;
      const found = await faultsOf(folder, time, done);
      const keyFile = join(folder, 'secret.key');
      if (!existsSync(keyFile)) found.push('the key is gone');
      else if (readFileSync(keyFile, 'utf8') !== key) found.push('the key is another');
      const isSentAgain = random() < RESENT / CUTS || time === moments.at(CUTS / 2);
      if (found.length === 0 && isSentAgain)
        found.push(
          ...(full ? await cutAgain(folder, time, done) : []),
          ...(await sendAgain(folder, done)),
        );
      if (found.length > 0) spoilt++;
      faults.push(...found.map((fault) => `at ${time}: ${fault}`));
      rmSync(folder, { recursive: true, force: true });
    }
    console.log(
      `${CUTS} power cuts, ${lookedFor} acknowledged writes looked for: ${spoilt} cuts lost or spoilt something, ` +
        `${faults.length} faults; ${secondCuts} cuts more while a server recovered`,
    );
    expect(faults.slice(0, 20)).toEqual([]);
  });

  it('so is what was written around checkpoints, in new tables and in new segments of the log', async () => {
    const recording = await record(place.dataDir, scratch, async (env) => {
      const { status, stderr, stdout } = spawnSync(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', STATEMENTS],
        { env: { ...process.env, ...env }, encoding: 'utf8' },
      );
      expect([status, stderr]).toEqual([0, '']);
      said = stdout;
      return Promise.resolve();
    });
    const acknowledged = said
      .trim()
      .split('\n')
      .map((line) => line.split(' '))
      .map(([time = '', table = '', rows = '']) => ({
        time: BigInt(time),
        table,
        rows: Number(rows),
      }));
    const moments = pick([...timesOf(recording)], CHECKPOINT_CUTS, random);
    let lookedFor = 0;
    const faults: string[] = [];
    for (const { time, folder } of cutsOf(recording, moments, scratch, random)) {
      const database = await openCut(folder);
      for (const { table, rows } of acknowledged.filter((one) => one.time <= time)) {
        lookedFor++;
        const found = await database
          .query<{ n: number }>(`select count(*)::int as n from ${table}`)
          .then(({ rows: [row] }) => row?.n ?? 0, String);
        if (typeof found === 'string' || found < rows)
          faults.push(`at ${time}: ${table} has ${found} of ${rows}`);
      }
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    }
    console.log(`${CHECKPOINT_CUTS} cuts around checkpoints, ${lookedFor} counts looked at`);
    expect(faults.slice(0, 20)).toEqual([]);
  });

  if (full)
    it('of a first start, the next start finds a database or none, and a key or none', async () => {
      const dataDir = mkdtempSync(join(scratch, 'first-'));
      const there = { dataDir, env: { ...place.env, DATA_DIR: dataDir } };
      const recording = await recordServer(there, scratch, () => Promise.resolve());
      const outcomes = { none: 0, database: 0 };
      const moments = pick(timesOf(recording), FIRST_CUTS, random);
      for (const { folder } of cutsOf(recording, moments, scratch, random)) {
        encryptionOf(folder);
        if (holdsDatabase(join(folder, 'db'))) {
          outcomes.database++;
          const database = await openCut(folder);
          await database.query('select relname from pg_class');
          await database.close();
        } else outcomes.none++;
        rmSync(folder, { recursive: true, force: true });
      }
      console.log(`${FIRST_CUTS} cuts of a first start:`, outcomes);
      expect(outcomes.none).toBeGreaterThan(0);
      expect(outcomes.database).toBeGreaterThan(0);
      // the last: all of it but the server's own first words
      const [last] = cutsOf(recording, moments.slice(-1), scratch, random);
      const server = await startServer({
        ...there,
        dataDir: last?.folder ?? '',
        env: { ...there.env, DATA_DIR: last?.folder ?? '' },
      });
      expect(await server.ask('/api/health')).toMatchObject({ status: 'ok' });
      await server.stop('SIGKILL');
    });
});

/** PostgreSQL makes this file anew at each start. A cut before it is synced leaves any part of it, and then it refuses to
 *  start: two starters might be at it. Here the folder's own lock says that nobody is. */
describe('A database whose last start was cut off', () => {
  const CONTENTS: readonly [string, string][] = [
    ['empty', ''],
    ['of zeros', '\0'.repeat(35)],
    ['half written', '4'],
    ['of another process', `${process.ppid}\n/pglite/data\n1764540000\n5432\n\n*\n`],
  ];
  it.each(full ? CONTENTS : CONTENTS.slice(0, 1))(
    'opens with a lock file that is %s',
    async (_what, content) => {
      writeFileSync(join(place.dataDir, 'db', 'postmaster.pid'), content);
      const database = await openCut(place.dataDir);
      await database.query('select count(*) from agency');
      await database.close();
    },
  );
});

/** The power comes back, and is cut again while the server recovers and starts. */
async function cutAgain(folder: string, time: bigint, done: Workload): Promise<string[]> {
  const there = { dataDir: folder, env: { ...place.env, DATA_DIR: folder } };
  const recording = await recordServer(there, scratch, () => Promise.resolve());
  const times = timesOf(recording);
  // most of what is recorded are files that are opened and synced: moments at which something was changed say more
  const changes = recording.writes.flatMap(({ record: { op } }, i) =>
    op === 'open' || op === 'sync' ? [] : times.slice(i, i + 1),
  );
  const locks = recording.writes.flatMap(({ record }, i) =>
    record.op === 'open' && record.path === 'db/postmaster.pid' ? times.slice(i, i + 2) : [],
  );
  const moments = [
    ...pick(locks, SECOND_CUTS, random),
    ...pick(changes, SECOND_CUTS, random),
    ...pick(times, SECOND_CUTS, random),
  ].sort((a, b) => (a < b ? -1 : 1));
  const faults: string[] = [];
  for (const cut of cutsOf(recording, moments, scratch, random)) {
    secondCuts++;
    faults.push(...(await faultsOf(cut.folder, time, done)).map((fault) => `cut again: ${fault}`));
    rmSync(cut.folder, { recursive: true, force: true });
  }
  rmSync(recording.base, { recursive: true, force: true });
  return faults;
}

/** Clients that were cut off send all that they have again: to a server on the folder. */
async function sendAgain(folder: string, { finds, files }: Workload): Promise<string[]> {
  const cut = { dataDir: folder, env: { ...place.env, DATA_DIR: folder } };
  const server = await startServer(cut);
  const headers = { 'acting-agency': 'severnside-council' };
  const about = (init: RequestInit) => ({
    ...init,
    headers: { ...Object.fromEntries(new Headers(init.headers)), ...headers },
  });
  for (const find of finds) await server.ask('/api/finds', about(post(find)));
  for (const { name, text } of files) {
    const body = formOf(text, { dataset: name.replace(/^file-(\d+)\.csv$/, 'feed-$1'), name });
    await server.ask('/api/imports', about({ method: 'POST', body }));
  }
  const isOver = ({ state }: Import) => ['done', 'undone', 'failed'].includes(state);
  const all = async () =>
    (await server.ask<{ imports: Import[] }>('/api/imports', about({}))).imports;
  while (!(await all()).every(isOver)) await pause(20);
  await server.stop('SIGKILL');
  const database = await openCut(folder);
  const faults: string[] = [];
  const { rows: stored } = await database.query<{ id: string; n: number }>(
    'select client_uuid as id, count(*)::int as n from find join incident on incident.id = incident_id group by 1',
  );
  if (stored.length !== finds.length || stored.some(({ n }) => n !== 1))
    faults.push(`${finds.length} finds were sent twice: ${JSON.stringify(stored)}`);
  const { rows: counted } = await database.query<{ slug: string; n: number }>(
    `select slug, count(*)::int as n from incident join dataset on dataset.id = dataset_id
     where withdrawn_by is null and slug like 'feed-%' group by 1 order by 1`,
  );
  if (counted.length !== files.length || counted.some(({ n }, i) => n !== files[i]?.rows))
    faults.push(`${files.length} files were sent twice: ${JSON.stringify(counted)}`);
  await database.close();
  return faults;
}
