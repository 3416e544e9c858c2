/** A power cut at any moment of a server on the embedded database: what was acknowledged is there, and nothing twice.
 *  The server's writes are recorded; a cut is a folder with what was synced by then, and of the rest a random part. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Import } from '#api/contract/imports.ts';
import { randomOf } from '#api/statistics/random.ts';
import { post } from '#test/api/http/calls.ts';
import { readSampling } from '#test/support/matrix_sample.ts';
import { formOf } from '#test/support/test_app.ts';
import { Disk, readLogs, type LoggedWrite } from './power_cut/disk.ts';
import { work, type Promised, type Workload } from './power_cut/workload.ts';
import { startServer, withPlace, type Place } from './server_process.ts';

const { full, seed } = readSampling(process.env);
const CUTS = full ? 200 : 5;
const RESENT = full ? 10 : 1;
const ROUNDS = full ? 12 : 2;

const next = randomOf(seed);
const random = () => next() / 2 ** 32;

const place = await withPlace();
const scratch = mkdtempSync(join(tmpdir(), 'commonground-power-cut-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const recorder = new URL('./power_cut/record_writes.ts', import.meta.url);

/** Records what a server does to its folder until `work` is over; then it is killed. */
async function record<T>(
  recorded: Place,
  use: (server: Awaited<ReturnType<typeof startServer>>) => Promise<T>,
): Promise<{ base: string; listed: string[]; writes: LoggedWrite[]; result: T }> {
  const base = mkdtempSync(join(scratch, 'base-'));
  cpSync(recorded.dataDir, base, { recursive: true });
  const listed = readdirSync(base, { recursive: true, withFileTypes: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name).slice(base.length + 1);
    return entry.isDirectory() ? `${path}/` : path;
  });
  const logs = mkdtempSync(join(scratch, 'log-'));
  const server = await startServer({
    ...recorded,
    env: {
      ...recorded.env,
      NODE_OPTIONS: `--import=${recorder.href}`,
      RECORD_FOLDER: recorded.dataDir,
      RECORD_LOG: join(logs, 'log'),
    },
  });
  const result = await use(server).finally(() => server.stop('SIGKILL'));
  const writes = readLogs(readdirSync(logs).map((name) => join(logs, name)));
  return { base, listed, writes, result };
}

/** Of the database alone: PostGIS is not needed to count rows, and takes longest to load. */
async function openCut(folder: string): Promise<PGlite> {
  const database = await PGlite.create({ dataDir: join(folder, 'db') });
  await database.exec('set search_path = commonground, public');
  return database;
}

const count = async (database: PGlite, { query, value }: Promised): Promise<number> =>
  (await database.query<{ n: number }>(query, [value])).rows[0]?.n ?? 0;

/** What is wrong with a folder after a cut at `time`: an empty list, or sentences. */
async function faultsOf(folder: string, time: bigint, { promised }: Workload): Promise<string[]> {
  const faults: string[] = [];
  const database = await openCut(folder).catch((error: unknown) => error);
  if (!(database instanceof PGlite)) return [`the database does not open: ${String(database)}`];
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

let recorded: Awaited<ReturnType<typeof record<Workload>>>;
beforeAll(async () => {
  recorded = await record(place, (server) => work(server, ROUNDS, random));
}, 600_000);

/** Moments in order: half of them just after an acknowledgement, when least time has passed to write it. */
function moments(n: number, { writes, result }: typeof recorded): bigint[] {
  const times = writes.map(({ record: { time } }) => BigInt(time));
  const acknowledged = result.promised.map(({ time }) => time);
  const first = acknowledged[0] ?? 0n;
  const later = times.filter((time) => time > first);
  const pick = (list: readonly bigint[]) => list[Math.floor(random() * list.length)] ?? 0n;
  return Array.from({ length: n }, (_, i) => pick(i % 2 ? acknowledged : later)).sort((a, b) =>
    a < b ? -1 : 1,
  );
}

describe('After a power cut', { timeout: full ? 3_600_000 : 300_000 }, () => {
  it('every acknowledged write is there, and none twice; what a client sends again is stored once', async () => {
    const { base, listed, writes, result } = recorded;
    const disk = new Disk(base, listed);
    const key = readFileSync(join(place.dataDir, 'secret.key'), 'utf8');
    let applied = 0;
    let acknowledged = 0;
    const faults: string[] = [];
    const spoilt = new Set<number>();
    const cuts = moments(CUTS, recorded);
    for (const [i, time] of cuts.entries()) {
      for (let write = writes[applied]; write && BigInt(write.record.time) <= time;) {
        disk.apply(write);
        write = writes[(applied += 1)];
      }
      const folder = mkdtempSync(join(scratch, 'cut-'));
      disk.writeAfterCut(folder, random);
      acknowledged += result.promised.filter((one) => one.time <= time).length;
      const found = await faultsOf(folder, time, result);
      if (!existsSync(join(folder, 'secret.key'))) found.push('the key is gone');
      else if (readFileSync(join(folder, 'secret.key'), 'utf8') !== key)
        found.push('the key is another');
      if (found.length > 0) spoilt.add(i);
      faults.push(...found.map((fault) => `cut ${i}: ${fault}`));
      if (found.length === 0 && i % Math.ceil(CUTS / RESENT) === Math.floor(CUTS / RESENT / 2))
        faults.push(...(await sendAgain(folder, result)).map((fault) => `cut ${i}: ${fault}`));
      rmSync(folder, { recursive: true, force: true });
    }
    console.log(
      `${CUTS} power cuts, ${acknowledged} acknowledged writes looked for: ${spoilt.size} cuts lost or spoilt ` +
        `something, ${faults.length} faults`,
    );
    expect(faults.slice(0, 20)).toEqual([]);
  });
});

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
