/** The roles of production, made by sql/roles.sh on a real server: an owner who is no superuser migrates, and members'
 *  transactions have a role that cannot become the owner. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BackupService } from '#api/backups/backup_service.ts';
import { restoreBackup } from '#api/backups/restore_backup.ts';
import { asAgency, asOwner } from '#api/db/as_agency.ts';
import { connectServer, type Database } from '#api/db/connect.ts';
import { lockSchema } from '#api/db/lock_schema.ts';
import { migrate, readMigrations } from '#api/db/migrate.ts';
import { readRole } from '#api/db/roles.ts';
import { checksumsOf } from '#test/support/backed_up.ts';
import { logCsv, newFind } from '#test/support/factories.ts';
import { alice, bob } from '#test/support/people.ts';
import { openTestApp, type TestApp } from '#test/support/test_app.ts';

const admin = new URL(process.env['TEST_DATABASE_URL'] ?? '');
const tag = randomBytes(4).toString('hex');
const names = {
  database: `${process.env['TEST_DATABASE_PREFIX'] ?? 'cg_test_'}roles_${tag}`,
  owner: `cg_owner_${tag}`,
  member: `cg_app_${tag}`,
};
const folder = mkdtempSync(join(tmpdir(), 'commonground-roles-'));
/** With signs that a shell, SQL and a URL would each take for something else. */
const passwords = { owner: `o'w"n$(id)\`\\ ${tag}`, member: `m%40;--${tag}` };

function makeRoles(): void {
  for (const [who, password] of Object.entries(passwords))
    writeFileSync(join(folder, who), `${password}\n`, { mode: 0o600 });
  execFileSync('sh', [fileURLToPath(new URL('../../sql/roles.sh', import.meta.url))], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      PGHOST: admin.searchParams.get('host') ?? admin.hostname,
      PGPORT: admin.port,
      PGUSER: decodeURIComponent(admin.username),
      PGPASSWORD: decodeURIComponent(admin.password),
      COMMONGROUND_DB: names.database,
      COMMONGROUND_OWNER: names.owner,
      COMMONGROUND_APP: names.member,
      OWNER_PASSWORD_FILE: join(folder, 'owner'),
      MEMBER_PASSWORD_FILE: join(folder, 'member'),
    },
  });
}
const urlFor = (role: string, password: string): string => {
  const url = new URL(admin);
  url.pathname = `/${names.database}`;
  url.username = role;
  url.password = encodeURIComponent(password);
  return url.href;
};

let database: Database;
let testApp: TestApp & { close(): Promise<void> };
let appIsOpen = true;
beforeAll(async () => {
  makeRoles();
  // once more: as after an upgrade, or with new passwords
  makeRoles();
  database = connectServer(
    urlFor(names.owner, passwords.owner),
    'commonground',
    urlFor(names.member, passwords.member),
  );
  expect(await migrate(database)).toEqual(readMigrations().map(({ name }) => name));
  testApp = await openTestApp(database);
});
afterAll(async () => {
  if (appIsOpen) await testApp.close();
  await database.close();
  const client = connectServer(admin.href, 'public');
  await client.sql`drop database if exists ${client.sql(names.database)} with (force)`;
  for (const role of [names.owner, names.member]) await client.sql`drop role ${client.sql(role)}`;
  await client.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('The owner', () => {
  it('and the member are no superusers, make no roles or databases, and pass no policy', async () => {
    const rows = await database.sql`
      select rolname, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication
      from pg_roles
      where rolname in (${names.owner}, ${names.member})
      order by rolname`;
    expect(rows.map((row) => Object.values(row).slice(1))).toEqual([
      [false, false, false, false, false],
      [false, false, false, false, false],
    ]);
    expect(await readRole(database.sql)).toMatchObject([{ name: names.owner, superuser: false }]);
    expect(await readRole(database.memberSql)).toMatchObject([{ name: names.member, more: false }]);
  });

  it('is all that the app needs: files, finds, counts, hotspots, sharing, undo', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => ({ reference: `R${i}` }));
    const { id } = await testApp.importFile(logCsv(rows), { as: bob });
    expect(await testApp.import(id)).toMatchObject({ state: 'done', rows: { accepted: 30 } });
    const sent = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(newFind()),
    };
    expect((await testApp.request('/api/finds', sent)).status).toBe(201);
    const { total } = await testApp.json<{ total: number }>(
      '/api/hexes?from=2000-01-01&to=2100-01-01',
    );
    expect(total).toBe(31);
    for (const path of [
      '/api/partnership',
      '/api/facets',
      '/api/timeline',
      '/api/deliveries',
      '/api/people',
    ])
      expect([path, (await testApp.request(path)).status]).toEqual([path, 200]);
    const csv = await testApp.request(
      '/api/exports/incidents?format=csv&from=2000-01-01&to=2100-01-01',
    );
    expect([csv.status, (await csv.text()).includes('R29')]).toEqual([200, true]);
    expect((await testApp.request(`/api/imports/${id}`, { method: 'DELETE' }, bob)).status).toBe(
      200,
    );
  });
});

describe('A member’s transaction', () => {
  const inMember = (statement: string) =>
    asAgency(database, testApp.viewer(alice), (tx) => tx.unsafe(statement));

  const refusedWith = (error: unknown) => (error as { code?: string }).code; // as: PostgreSQL's

  it('cannot become the owner, whatever it runs', async () => {
    for (const statement of [
      `set role ${names.owner}`,
      `set session authorization ${names.owner}`,
      `reset role; set role ${names.owner}`,
      'reset role; select * from session',
      'reset role; select * from import_row',
      "reset role; update account set password_hash = 'x'",
      'reset role; alter table incident disable row level security',
      'reset role; create table mine (id int)',
      "reset role; set session_replication_role = 'replica'",
      'reset role; create role other',
      "copy (select 1) to program 'id'",
      "select pg_read_file('/etc/passwd')",
    ])
      expect([statement, await inMember(statement).then(() => 'done', refusedWith)]).toEqual([
        ...[statement, expect.stringMatching(/^(42501|42P01)$/)],
      ]);
  });

  it('reads no row more when it gives its role up', async () => {
    const [row] = await asOwner(
      database,
      (tx) => tx<{ n: number }[]>`select count(*)::int as n from incident`,
    );
    expect(row?.n).toBeGreaterThan(0);
    // no agency: no rows
    const [none] = await database.memberSql<{ n: number }[]>`
      select count(*)::int as n
      from commonground.counted_incident`;
    expect(none?.n).toBe(0);
  });
});

describe('An owner who is no superuser', { timeout: 120_000 }, () => {
  it('makes a backup, and puts it in the place of what there is', async () => {
    const { url, schema } = database;
    const [before, rows] = [await checksumsOf({ url: url ?? '' }, schema), await countRows()];
    expect(rows).toBeGreaterThan(0);
    const dataDir = join(folder, 'data');
    mkdirSync(dataDir);
    const settings = { dataDir, folder: null, passphrase: null };
    const backups = new BackupService(database, settings, testApp.now, testApp.log);
    const file = join(folder, 'by the owner.backup');
    await backups.start({ file }, { name: 'Operator', accountId: null, agencyId: null });
    await backups.settled();
    expect((await backups.status(true)).runs).toMatchObject([{ state: 'done', problem: null }]);

    const plan = { file, passphrase: null, dataDir, url, schema };
    const told = () => undefined;
    // another server on the database, on a schema of its own, is in nobody's way
    const other = await lockSchema(url ?? '', 'another_schema');
    await expect(restoreBackup({ ...plan, replace: false }, NOW, told)).rejects.toThrow(
      'add --replace',
    );
    // a server runs on it: whatever connections it has at the moment
    const lock = await lockSchema(url ?? '', schema);
    for (const replace of [true, false])
      await expect(restoreBackup({ ...plan, replace }, NOW, told)).rejects.toThrow(
        /^What people enter while .* The schema \S+ of this database is in use by another server/,
      );
    await lock.release();
    await asOwner(database, (tx) => tx`delete from incident`);
    await testApp.close();
    appIsOpen = false;
    await database.close();
    const { aside } = await restoreBackup({ ...plan, replace: true }, NOW, told);
    await other.release();
    expect(aside.schema).toBe(`${schema}_before_20251122t120000`);
    const after = await checksumsOf({ url: url ?? '' }, schema);
    // the audit of the backup itself is younger than its moment
    expect(after).toEqual(before);

    database = connectServer(
      urlFor(names.owner, passwords.owner),
      schema,
      urlFor(names.member, passwords.member),
    );
    expect(await migrate(database)).toEqual([]);
    expect(await countRows()).toBe(rows);
    // what was put aside is there, and not for members
    const [old] = await database.sql<{ rows: number }[]>`
      select count(*)::int as rows from ${database.sql(aside.schema ?? '')}.agency`;
    expect(old?.rows).toBeGreaterThan(0);
    await expect(
      database.memberSql`select from ${database.sql(aside.schema ?? '')}.agency`,
    ).rejects.toThrow('permission denied for schema');
  });
});

const NOW = new Date('2025-11-22T12:00:00Z');
async function countRows(): Promise<number> {
  const [row] = await asOwner(
    database,
    (tx) => tx<{ n: number }[]>`select count(*)::int as n from incident`,
  );
  return row?.n ?? 0;
}
