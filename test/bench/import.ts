/** Importing a police force's year (102,105 rows) against `psql \copy` of the same rows, made ready beforehand, into
 *  an equally indexed table on the same server; and the embedded database against plain inserts into its own. */
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asOwner, type OwnerTx } from '#api/db/as_agency.ts';
import type { Database } from '#api/db/connect.ts';
import { connectEmbedded } from '#api/db/open_embedded.ts';
import { ImportService } from '#api/intake/import_service.ts';
import { addAgency } from '#api/agencies/queries.ts';
import { embeddedFolder, openDatabase } from '#test/support/databases.ts';
import { findPostgres } from '../runner/postgres.ts';
import { stagesOf } from './parts/import_stages.ts';
import { policeFile } from './parts/police_file.ts';
import { median, show, took } from './parts/ratios.ts';

const TIMES = 3;
const folder = mkdtempSync(join(tmpdir(), 'commonground-bench-'));
const file = policeFile(folder);
const log = { info: () => undefined, error: (...words: unknown[]) => console.error(words) };

const COLUMNS = `agency_id, dataset_id, import_id, scope, identity_hash, content_hash, source_ref, type_id, started_at,
  ended_at, local_day, time_precision, geom, easting, northing, place_precision, cell, needles_min, needles_max, details`;
const PLAIN = 'create table plain (like incident including all)';

async function importFile(service: ImportService, agencyId: number): Promise<void> {
  const path = join(folder, 'uploaded');
  copyFileSync(file.path, path);
  const bytes = statSync(path).size;
  const sha256 = 'not compared';
  await service.receive({ agencyId, fileName: file.name, path, bytes, sha256, dryRun: false });
  await service.settled();
}

async function settled(database: Database, number: number): Promise<number> {
  const rows = await asOwner(
    database,
    (tx) => tx<{ state: string; accepted: number; present: number; read: number }[]>`
    select state, rows_accepted as accepted, rows_already_present as present, rows_read as read
    from import order by id desc limit 1`,
  );
  const [row] = rows;
  if (row?.state !== 'done') throw new Error(`import ${number}: ${JSON.stringify(row)}`);
  if ((number === 1 ? row.accepted : row.present) !== row.read) throw new Error('counts differ');
  return row.read;
}

const agencyIn = (database: Database): Promise<number> =>
  asOwner(database, (tx) =>
    addAgency(tx, { slug: 'police', name: 'West Mercia Police', kind: 'police' }),
  );

// --- the server ---

/** The rows as text for COPY, in the file's order or sorted by cell, from an import's staged rows. */
async function prepare(): Promise<{ inOrder: string; sorted: string }> {
  const { database, remove } = await openDatabase();
  const agencyId = await agencyIn(database);
  const service = new ImportService(database, join(folder, 'service'), () => new Date(), log);
  await importFile(service, agencyId);
  const select = `select ${COLUMNS} from incident`;
  const inOrder = join(folder, 'in_order.txt');
  const sorted = join(folder, 'sorted.txt');
  // a month at a time, and within it in no order that the index would like: as the force's files are
  const copies = [
    [`${select} order by local_day, identity_hash`, inOrder],
    [`${select} order by id`, sorted],
  ] as const;
  for (const [query, path] of copies)
    psql(database, [`\\copy (${query.replaceAll(/\s+/g, ' ')}) to '${path}'`]);
  await remove();
  return { inOrder, sorted };
}

function psql(database: Database, commands: readonly string[]): void {
  const bin = findPostgres();
  const args = ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', database.url ?? ''];
  args.push('-c', `set search_path = ${database.schema}, public`);
  for (const command of commands) args.push('-c', command);
  const { status, stderr, error } = spawnSync(bin ? join(bin, 'psql') : 'psql', args, {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`psql: ${error?.message ?? stderr}`);
}

async function onServer(): Promise<void> {
  const prepared = await prepare();
  const ms = { import: [], again: [], copy: [], sorted: [] } as Record<string, number[]>;
  const stages: Record<string, number>[] = [];
  let rows = 0;
  for (let i = 0; i < TIMES; i++) {
    const { database, remove } = await openDatabase();
    const agencyId = await agencyIn(database);
    const service = new ImportService(database, join(folder, 'service'), () => new Date(), log);
    ms['import']?.push(await took(() => importFile(service, agencyId)));
    rows = await settled(database, 1);
    const columns = COLUMNS.replaceAll(/\s+/g, ' ');
    for (const [name, path] of [
      ['copy', prepared.inOrder],
      ['sorted', prepared.sorted],
    ] as const) {
      await asOwner(database, (tx) => tx.unsafe(PLAIN));
      const copy = `\\copy plain (${columns}) from '${path}'`;
      ms[name]?.push(await took(() => psql(database, [copy])));
      await asOwner(database, (tx) => tx`drop table plain`);
    }
    ms['again']?.push(await took(() => importFile(service, agencyId)));
    await settled(database, 2);
    await remove();
    const other = await openDatabase();
    stages.push(await stagesOf(other.database, await agencyIn(other.database), file));
    await other.remove();
  }
  const [whole, again, copy, sorted] = ['import', 'again', 'copy', 'sorted'].map((name) =>
    median(ms[name] ?? []),
  ) as [number, number, number, number]; // as: four in, four out
  show(`${file.name}: ${rows} rows, medians of ${TIMES}`, 'ms');
  show('import', whole, `${Math.round((rows / whole) * 1000)} rows/s`);
  show('psql \\copy, a month at a time', copy, `${Math.round((rows / copy) * 1000)} rows/s`);
  show('psql \\copy, sorted by cell beforehand', sorted);
  show('RATIO import / psql \\copy', whole / copy);
  show('RATIO import / psql \\copy, sorted', whole / sorted);
  show('RATIO the same file again / psql \\copy', again / copy);
  for (const name of Object.keys(stages[0] ?? {})) {
    const stage = median(stages.map((one) => one[name] ?? NaN));
    show(`  ${name}`, stage, `${((100 * stage) / whole).toFixed(0)} % of the import`);
  }
}

// --- the embedded database ---

/** All rows of an import once more, from arrays, 5,000 at a time: what an insert costs there at its simplest. */
async function insertPlain(database: Database, rows: readonly unknown[][]): Promise<void> {
  for (let at = 0; at < rows.length; at += 5000) {
    const page = rows.slice(at, at + 5000);
    const column = (i: number) => page.map((row) => row[i] as string); // as: all were read as text
    await asOwner(
      database,
      (tx: OwnerTx) => tx`
      insert into plain (agency_id, dataset_id, scope, identity_hash, content_hash, source_ref, type_id, started_at,
        local_day, time_precision, geom, place_precision, cell, details)
      select 1, 1, scope, identity_hash, content_hash, source_ref, type_id, started_at,
        local_day, time_precision::time_precision, geom::geometry, place_precision::place_precision, cell, details::jsonb
      from unnest(${column(0)}::int[], ${column(1)}::bigint[], ${column(2)}::bigint[], ${column(3)}::text[],
        ${column(4)}::smallint[], ${column(5)}::timestamptz[], ${column(6)}::date[], ${column(7)}::text[],
        ${column(8)}::text[], ${column(9)}::text[], ${column(10)}::bigint[], ${column(11)}::text[])
        as row (scope, identity_hash, content_hash, source_ref, type_id, started_at, local_day, time_precision, geom,
          place_precision, cell, details)`,
    );
  }
}

async function onEmbedded(): Promise<void> {
  const ms = { import: [], again: [], plain: [] } as Record<string, number[]>;
  let rows = 0;
  for (let i = 0; i < 2; i++) {
    const home = await embeddedFolder();
    const database = await connectEmbedded(join(home, 'db'), 'commonground');
    const agencyId = await agencyIn(database);
    const service = new ImportService(database, join(folder, 'service'), () => new Date(), log);
    ms['import']?.push(await took(() => importFile(service, agencyId)));
    rows = await settled(database, 1);
    const texts = await asOwner(database, (tx) =>
      tx`
      select scope::text, identity_hash::text, content_hash::text, source_ref, type_id::text, started_at::text,
        local_day::text, time_precision::text, geom::text, place_precision::text, cell::text, details::text
      from incident
      order by local_day, identity_hash`.values(),
    );
    await asOwner(database, (tx) => tx.unsafe(PLAIN));
    ms['plain']?.push(await took(() => insertPlain(database, texts)));
    await asOwner(database, (tx) => tx`drop table plain`);
    ms['again']?.push(await took(() => importFile(service, agencyId)));
    await settled(database, 2);
    await database.close();
    rmSync(home, { recursive: true, force: true });
  }
  const [whole, again, plain] = ['import', 'again', 'plain'].map((name) =>
    median(ms[name] ?? []),
  ) as [number, number, number]; // as: three in, three out
  show('embedded: import', whole, `${Math.round((rows / whole) * 1000)} rows/s`);
  show('embedded: plain inserts from arrays', plain, `${Math.round((rows / plain) * 1000)} rows/s`);
  show('RATIO embedded: import / plain inserts', whole / plain);
  show('RATIO embedded: the same file again / plain inserts', again / plain);
}

try {
  // --server or --embedded: one of the two alone
  if (!process.argv.includes('--embedded')) await onServer();
  if (!process.argv.includes('--server')) await onEmbedded();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
