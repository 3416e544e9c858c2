/** /api/hexes over HTTP on a million incidents, against the naive group-by on the raw table and against the month
 *  roll-up that the hex index replaces. One client, loopback, a counted number of requests. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { serve } from '@hono/node-server';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { pino } from 'pino';
import { AlertService } from '#api/alerts/alert_service.ts';
import { BackupService } from '#api/backups/backup_service.ts';
import { encryptionWith } from '#api/auth/secret_encryption.ts';
import { createApp } from '#api/main/app.ts';
import { encodeCompact } from '#api/contract/compact_hexes.ts';
import { asAgency, asOwner } from '#api/db/as_agency.ts';
import { RetentionService } from '#api/retention/retention_service.ts';
import { ReleaseService } from '#api/releases/release_service.ts';
import { LiveHexes } from '#api/hexes/live_hexes.ts';
import { dayOf } from '#api/time/local_day.ts';
import { finished } from '#test/support/finished.ts';
import { hexesJson, hexesText } from '#api/hexes/hexes_json.ts';
import { readGrants } from '#api/hexes/grants_queries.ts';
import { ImportService } from '#api/intake/import_service.ts';
import { openDatabase } from '#test/support/databases.ts';
import { roomy } from '#test/support/roomy.ts';
import { closingBy } from '#test/support/closing.ts';
import { shareEverything, signIn } from '#test/support/sign_in.ts';
import { loadCounty } from './parts/county.ts';
import { inTurn, median, show, took } from './parts/ratios.ts';
import { buildRollUp, naive, rolledUp } from './parts/rival_counts.ts';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const TIMES = 7;
/** None begins or ends with a month: the roll-up has to count days at both ends, as a dragged brush makes it. */
const WINDOWS = [
  ['a month', '2025-03-10', '2025-04-09'],
  ['a quarter', '2025-02-10', '2025-05-09'],
  ['a year', '2024-06-10', '2025-06-09'],
] as const;

const { database, remove } = await openDatabase();
const folder = mkdtempSync(join(tmpdir(), 'commonground-bench-'));
show(`${ROWS} incidents made and loaded, s`, (await took(() => loadCounty(database, ROWS))) / 1000);

// --- building ---

/** The same columns as the index reads, as fast as PostgreSQL gives them. */
async function copyOut(): Promise<void> {
  const client = new pg.Client({ connectionString: database.url ?? '' });
  await client.connect();
  const stream = client.query(
    copyTo(`copy (select cell, local_day, type_id, share_key, time_precision = 'month'
      from ${pg.escapeIdentifier(database.schema)}.counted_incident) to stdout (format binary)`),
  );
  stream.resume();
  await once(stream, 'end');
  await client.end();
}
const hexes = new LiveHexes(database, join(folder, 'hex_index'));
await hexes.open();
const build = await inTurn(3, {
  index: () => new LiveHexes(database).open(),
  copy: copyOut,
});
const held = (await hexes.at(0n)).byteLength;
const rollUpMs = await took(() => asOwner(database, buildRollUp));
await database.sql`vacuum analyze commonground.roll_up`;
const [size] = await database.sql<{ bytes: bigint }[]>`
  select pg_total_relation_size('commonground.roll_up') as bytes`;
await hexes.save();
const fromFile = await took(() => new LiveHexes(database, join(folder, 'hex_index')).open());
show('the index, from the database, s', build.index / 1000);
show('the index, from its file, s', fromFile / 1000);
show('RATIO the roll-up built / the index built', rollUpMs / build.index);
show('RATIO the index built / binary COPY out, thrown away', build.index / build.copy);
show('memory of the index, bytes an incident', held / ROWS);
show('disk of the roll-up, bytes an incident', Number(size?.bytes ?? 0) / ROWS);

// --- over HTTP ---

const analyst = await signIn(database, { name: 'Alice', agency: 'bench-1' }, 1);
await shareEverything(database, [1, 2, 3, 4, 5, 6, 7], analyst.viewer.accountId);
const log = pino({ level: 'silent' });
const now = () => new Date('2026-01-15T12:00:00Z');
const closing = closingBy(database, now, log);
const testApp = {
  database,
  storage: roomy(database, log),
  hexes,
  imports: new ImportService(database, join(folder, 'uploads'), now, log),
  closing,
  releases: new ReleaseService(database, join(folder, 'releases'), closing),
  retention: new RetentionService(database, closing.clock, log),
  alerts: new AlertService(database, now, log),
  backups: new BackupService(
    database,
    { dataDir: folder, folder: null, passphrase: null },
    now,
    log,
  ),
  config: {
    basemap: { form: 'none' } as const,
    notices: { form: 'log' } as const,
    maxUploadBytes: 1024,
    host: '127.0.0.1',
    publicUrl: null,
    trustedProxies: 0,
    privateProviders: false,
  },
  secretEncryption: encryptionWith(Buffer.alloc(32)),
  log,
  now,
  operator: null,
};
const app = createApp(testApp, { uploads: folder, web: null, hosts: null });
const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
await once(server, 'listening');
const { port } = server.address() as AddressInfo; // as: it listens on a port

/** One request, read to its end as it comes. @returns bytes on the wire */
async function bytesOf(path: string, headers: Record<string, string> = {}): Promise<number> {
  const request = get({
    port,
    path: `/api${path}`,
    headers: {
      'accept-encoding': 'gzip',
      authorization: `Bearer ${analyst.token}`,
      ...headers,
    },
  });
  const [response] = await once(request, 'response');
  let bytes = 0;
  for await (const chunk of response) bytes += chunk.length;
  if (response.statusCode !== 200 && response.statusCode !== 304)
    throw new Error(`${path}: ${response.statusCode}`);
  return bytes;
}

const asViewer = <T>(work: Parameters<typeof asAgency<T>>[2]) =>
  asAgency(database, analyst.viewer, work);
console.log(
  `\n${'whole county, four kinds; medians, ms'.padEnd(34)} compact  gzip JSON   group-by   roll-up   RATIOS group-by, roll-up / compact`,
);
const ratios: { naive: number; rolled: number }[] = [];
for (const [title, from, to] of WINDOWS)
  for (const resolution of [7, 8, 9, 10]) {
    const window = { resolution, from: dayOf(from), to: dayOf(to) };
    const path = `/hexes?resolution=${resolution}&from=${from}&to=${to}`;
    const { total, rival } = await asViewer(async (tx) => {
      const grants = await readGrants(tx);
      const index = await hexes.at(grants.dataVersion);
      const counts = index.count({ ...window, types: null, agencies: null, cells: null }, grants);
      const rivals = [await naive(tx, window), await rolledUp(tx, window)];
      return {
        total: counts.total.reduce((sum, n) => sum + n, 0),
        rival: rivals.map((rows) => rows.reduce((sum, { n }) => sum + n, 0)),
      };
    });
    if (rival[0] !== total) throw new Error(`the counts differ: ${total}, ${rival.join(', ')}`);
    await bytesOf(`${path}&format=compact`);
    const ms = await inTurn(TIMES, {
      compact: () => bytesOf(`${path}&format=compact`),
      json: () => bytesOf(path),
      naive: () => asViewer((tx) => naive(tx, window)),
      rolled: () => asViewer((tx) => rolledUp(tx, window)),
    });
    ratios.push({ naive: ms.naive / ms.compact, rolled: ms.rolled / ms.compact });
    const columns = [
      ms.compact,
      ms.json,
      ms.naive,
      ms.rolled,
      ms.naive / ms.compact,
      ms.rolled / ms.compact,
    ];
    show(`  ${title}, resolution ${resolution}`.padEnd(34), ...columns);
  }
show('RATIO naive group-by / compact over HTTP, median', median(ratios.map((one) => one.naive)));
show('RATIO month roll-up / compact over HTTP, median', median(ratios.map((one) => one.rolled)));

// --- where the time goes ---

const [, from, to] = WINDOWS[2];
const query = {
  resolution: 9,
  from: dayOf(from),
  to: dayOf(to),
  types: null,
  agencies: null,
  cells: null,
};
const grants = await asViewer((tx) => readGrants(tx));
const index = await hexes.at(grants.dataVersion);
const counts = index.count(query, grants);
const print = () =>
  finished(
    hexesText(finished(hexesJson(counts, query, 9, { total: 0, counted_by: null, outside: null }))),
  );
const json = print();
const path = `/hexes?resolution=9&from=${from}&to=${to}`;
const shares = await inTurn(15, {
  compact: () => bytesOf(`${path}&format=compact`),
  gzip: () => bytesOf(path),
  plain: () => bytesOf(path, { 'accept-encoding': 'identity' }),
  small: () => bytesOf('/partnership'),
  grants: () => asViewer((tx) => readGrants(tx)),
  count: () => index.count(query, grants),
  encode: () => encodeCompact({ ...counts, resolution: 9 }),
  print,
  compress: () => gzipSync(json),
});
console.log(`\na year at resolution 9: ${counts.keys.length} cells`);
show('compact over HTTP, ms', shares.compact, `${await bytesOf(`${path}&format=compact`)} bytes`);
show('JSON over HTTP, gzip', shares.gzip, `${await bytesOf(path)} bytes`);
show('JSON over HTTP, as it is', shares.plain, `${json.length} bytes`);
show('  a request that reads the partnership', shares.small);
show('  one transaction that reads grants and version', shares.grants);
show('  counting', shares.count);
show('  writing the compact form', shares.encode);
show('  writing JSON', shares.print);
show('  gzip', shares.compress);

server.close();
if ('closeAllConnections' in server) server.closeAllConnections();
await remove();
rmSync(folder, { recursive: true, force: true });
